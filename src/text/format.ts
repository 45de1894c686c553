/** Knows how dates and times are written for the public: GOV.UK style, 12-hour, both languages. */

type Language = 'en' | 'cy'

const locales = { en: 'en-GB', cy: 'cy' } as const
const noon = { en: 'midday', cy: 'hanner dydd' } as const
const midnight = { en: 'midnight', cy: 'hanner nos' } as const

const formatter = (locale: string) =>
  new Intl.DateTimeFormat(locale, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  })

const formatters = { en: formatter(locales.en), cy: formatter(locales.cy) }

function partsOf(language: Language, date: string) {
  const parts = formatters[language].formatToParts(new Date(`${date}T12:00:00Z`))
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.find((item) => item.type === type)?.value ?? ''
  return { weekday: part('weekday'), rest: `${part('day')} ${part('month')} ${part('year')}` }
}

/** `2026-12-04` → "Friday 4 December 2026". Welsh weekdays are written small, as within a sentence. */
export function longDate(language: Language, date: string): string {
  const { weekday, rest } = partsOf(language, date)
  return `${language === 'cy' ? weekday.replace(/^D/, 'd') : weekday} ${rest}`
}

/** `2026-12-04` → "4 December 2026". */
export const shortDate = (language: Language, date: string): string => partsOf(language, date).rest

const monthFormatter = (locale: string, month: 'long' | 'short') =>
  new Intl.DateTimeFormat(locale, { month, timeZone: 'UTC' })

const monthNames = {
  en: { long: monthFormatter(locales.en, 'long'), short: monthFormatter(locales.en, 'short') },
  cy: { long: monthFormatter(locales.cy, 'long'), short: monthFormatter(locales.cy, 'short') },
}

const firstNoon = (month: string) => new Date(`${month}-01T12:00:00Z`)

/** `2026-12` → "December 2026". */
export const monthName = (language: Language, month: string): string =>
  `${monthNames[language].long.format(firstNoon(month))} ${month.slice(0, 4)}`

/** `2026-12` → "Dec 26". */
export const shortMonth = (language: Language, month: string): string =>
  `${monthNames[language].short.format(firstNoon(month))} ${month.slice(2, 4)}`

/** `14:00` → "2pm", `09:30` → "9:30am", `12:00` → "midday". */
export function time(language: Language, clock: string): string {
  const [hours = 0, minutes = 0] = clock.split(':').map(Number)
  if (hours === 12 && minutes === 0) return noon[language]
  if (hours === 0 && minutes === 0) return midnight[language]
  const hour = hours % 12 || 12
  const half = hours < 12 ? 'am' : 'pm'
  return minutes === 0 ? `${hour}${half}` : `${hour}:${String(minutes).padStart(2, '0')}${half}`
}

/** The text with its first letter large, to begin a line. */
export const beginning = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
