/** Knows how words that people typed are made safe to stand in a message of ours. */
import { tidyName, withoutInvisible } from '../domain/names.ts'

/** Characters; longer names would push our own words out of sight. */
const longestName = 100

const lineBreak = /\r\n?|[\v\f\u0085\u2028\u2029]/g

/** Words on one line, without anything that cannot be seen. */
export const oneLine = (text: string): string => tidyName(text.replace(lineBreak, '\n'))

/**
 * A name that a stranger may have typed, for somebody else's inbox: one line of letters, figures and the marks of
 * names. Nothing that a mail program would turn into a link is left (standards N10).
 */
export function plainName(name: string): string {
  const harmless = oneLine(name)
    .replace(/[^\p{L}\p{M}\p{N} '’‘.,()-]/gu, ' ')
    .replace(/\.(?=[\p{L}\p{N}])/gu, '. ')
  return [...tidyName(harmless)].slice(0, longestName).join('')
}

/** Text of several lines: what cannot be seen and surplus space are gone, its line breaks stay. */
export function paragraphs(text: string): string {
  return text
    .replace(lineBreak, '\n')
    .split('\n')
    .map(tidyLine)
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}

const tidyLine = (line: string) => withoutInvisible(line).replace(/\s+/g, ' ').trim()
