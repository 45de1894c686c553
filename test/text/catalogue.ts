/** Knows the text files as flat lists, for the tests beside it. */
import { readdirSync, readFileSync } from 'node:fs'

type Content = string | Content[] | { [key: string]: Content }
type Language = 'en' | 'cy'

const folder = (language: Language) => new URL(`../../src/text/${language}/`, import.meta.url)

function flat(key: string, content: Content): [string, string][] {
  if (typeof content === 'string') return [[key, content]]
  return Object.entries(content).flatMap(([name, inner]) => flat(`${key}.${name}`, inner))
}

/** The names of a language's text files, such as `book`. */
export const filesOf = (language: Language): string[] =>
  readdirSync(folder(language)).map((name) => name.replace('.json', ''))

/** Every text of a file by its key; an entry of a list has its number in the key. */
export const textsOf = (language: Language, file: string): Map<string, string> =>
  new Map(flat(file, JSON.parse(readFileSync(new URL(`${file}.json`, folder(language)), 'utf8')) as Content))

/** Every text of a language by its key. */
export const allTextsOf = (language: Language): Map<string, string> =>
  new Map(filesOf(language).flatMap((file) => [...textsOf(language, file)]))
