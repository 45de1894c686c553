/** Knows our texts: every sentence that a person reads, in English and Welsh, found by key. */
import i18next from 'i18next'
import { cy } from './cy.ts'
import { en } from './en.ts'
import * as format from './format.ts'

export const languages = ['en', 'cy'] as const
export type Language = (typeof languages)[number]

export const isLanguage = (value: unknown): value is Language =>
  languages.some((language) => language === value)

type Values = Record<string, string | number>

/** Everything that turns meaning into words of one language. */
export interface Translator {
  language: Language
  /** The sentence for a key such as `book.prisoner.title`; throws when there is none. `count` picks the plural. */
  text: (key: string, values?: Values) => string
  /** Whatever stands at a key: a list, or a page of sections. */
  content: (key: string) => unknown
  /** True when the key has a text. */
  has: (key: string) => boolean
  /** `2026-12-04` → "Friday 4 December 2026". */
  date: (date: string) => string
  /** `2026-12-04` → "4 December 2026". */
  shortDate: (date: string) => string
  /** `2026-12` → "December 2026". */
  month: (month: string) => string
  /** `2026-12` → "Dec 26". */
  shortMonth: (month: string) => string
  /** Two local times → "2pm to 4pm". */
  times: (starts: string, ends: string) => string
}

const instance = i18next.createInstance()
void instance.init({
  resources: { en: { translation: en }, cy: { translation: cy } },
  supportedLngs: languages,
  fallbackLng: false,
  initAsync: false,
  interpolation: { prefix: '{', suffix: '}', escapeValue: false, skipOnVariables: true },
})

function translatorFor(language: Language, keysOf = (key: string) => [key]): Translator {
  const fixed = instance.getFixedT(language)
  const has = (key: string) => instance.exists(keysOf(key), { lng: language })
  const text = (key: string, values: Values = {}) => {
    const found: unknown = fixed(keysOf(key), values)
    if (typeof found !== 'string' || found === key) throw new Error(`No text in ${language} for ${key}`)
    return found
  }
  return {
    language,
    text,
    has,
    content: (key) => fixed(keysOf(key), { returnObjects: true }),
    date: (date) => format.longDate(language, date),
    shortDate: (date) => format.shortDate(language, date),
    month: (month) => format.monthName(language, month),
    shortMonth: (month) => format.shortMonth(language, month),
    times: (starts, ends) =>
      text('common.times', { starts: format.time(language, starts), ends: format.time(language, ends) }),
  }
}

const translators: Record<Language, Translator> = { en: translatorFor('en'), cy: translatorFor('cy') }

/** The one translator of a language. */
export const translator = (language: Language): Translator => translators[language]

/**
 * A translator that says some things in other words: of a key below `prefix` (`book.prisoner.title`), the text below
 * the first of `over` that has one (`staffDesk.steps.prisoner.title`). Make it once: pages are kept by their translator.
 */
export const reworded = (language: Language, prefix: string, over: readonly string[]): Translator =>
  rewordedBelow(language, { [prefix]: over })

/** The same for several prefixes, the first parts of keys (`book`, `visit`). */
export function rewordedBelow(language: Language, overs: Record<string, readonly string[]>): Translator {
  return translatorFor(language, (key) => {
    const [prefix = '', ...rest] = key.split('.')
    return [...(overs[prefix] ?? []).map((other) => `${other}.${rest.join('.')}`), key]
  })
}
