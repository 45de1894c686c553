import { withoutInvisible } from './names.ts'

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** How many characters a reader counts: a letter with its marks is one, and so is an emoji of a family. Slow for a long text. */
export const countCharacters = (text: string): number => [...segmenter.segment(text)].length

/** Text of several lines. Joiners stay, as they make letters and emoji; what turns text around or cannot be sent goes. */
export function tidyText(text: string): string {
  const tidy = text
    .replaceAll('\r\n', '\n')
    .replace(/(?![\n\t])[\p{Cc}\p{Cs}\u202A-\u202E\u2066-\u2069\uFEFF]/gu, '')
    .normalize('NFC')
    .trim()
  return withoutInvisible(tidy).trim() === '' ? '' : tidy
}
