/** What sample pages are made of: a place, its slots, a moment, and what every page is given. */
import type { Slot } from '../../src/store/slots.ts'
import { translator } from '../../src/text/translate.ts'
import type { Language } from '../../src/text/translate.ts'
import type { Typed } from '../../src/journey/form.ts'
import { printed, printedResult } from '../../src/views/printed.ts'
import { samplePlace } from '../samplePlace.ts'

/** What the texts of a page may be. */
export interface Said {
  language: Language
  /** The next of the texts that people typed; repeated for ever. */
  next: () => string
}

export interface Page {
  view: string
  data: object
}

/** The globals of a renderer of these pages. */
export const globals = {
  phase: 'beta',
  asset: (name: string) => `/assets/${name}`,
  assetUrl: 'http://localhost/assets',
}

export const today = '2026-11-18'
export const now = new Date(`${today}T10:00:00Z`)
export const place = samplePlace

/** Two a day from 24 November on. */
export const slots: Slot[] = Array.from({ length: 40 }, (_, index) => {
  const day = new Date(Date.UTC(2026, 10, 24 + Math.floor(index / 2))).toISOString().slice(0, 10)
  const hour = index % 2 === 0 ? 10 : 14
  const at = (hours: number) => new Date(`${day}T${hours}:00:00Z`)
  const counted = { wanted: 5, booked: index % 7 === 3 ? 5 : 2, held: 0 }
  const times = { date: day, startsAt: at(hour), endsAt: at(hour + 2) }
  return { id: 1000 + index, placeId: 1, visitType: 'social', ...times, ...counted }
})

export const localsOf = (language: Language) => ({
  t: translator(language).text,
  content: translator(language).content,
  lang: language,
  csrfToken: printedResult(() => 'f00ba7'.repeat(10)),
})

export const staffLocals = ({ next }: Said) => ({
  ...localsOf('en'),
  signedIn: { name: printed(next()), roles: ['clerk'] },
})

export const typedBy = (controls: string[], next: () => string): Typed =>
  Object.fromEntries(controls.map((name) => [name, next()]))
