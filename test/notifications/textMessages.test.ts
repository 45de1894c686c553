/** Text messages as they are written, without any database. */
import { readFileSync } from 'node:fs'
import { addDays, datesBetween, londonInstant } from '../../src/domain/dates.ts'
import { writeText } from '../../src/notifications/textMessages.ts'
import { notificationKinds } from '../../src/store/notifications.ts'
import type { PlaceSeed } from '../../src/store/places.ts'
import type { Visit } from '../../src/store/visits.ts'
import { languages, translator } from '../../src/text/translate.ts'
import type { Language } from '../../src/text/translate.ts'
import { slotLine } from '../../src/views/words.ts'
import { samplePlace } from '../samplePlace.ts'
import { fragmentsOf } from './fragments.ts'
import { aSlot, aVisitor, theVisit } from './visit.ts'
import { booked, visitFor } from './written.ts'

const seeds = JSON.parse(
  readFileSync(new URL('../../seeds/places.json', import.meta.url), 'utf8'),
) as PlaceSeed[]

const longestOf = (texts: string[]) =>
  texts.reduce((longest, text) => (text.length > longest.length ? text : longest))

const longestName = longestOf(seeds.flatMap(({ name, nameCy = '' }) => [name, nameCy]))

/** The slot of a year that takes the most letters, and the date that does. */
function longestTimes(language: Language) {
  const words = translator(language)
  const dates = datesBetween('2027-01-01', addDays('2027-01-01', 365))
  const answerBy = dates.reduce((one, other) =>
    words.date(other).length > words.date(one).length ? other : one,
  )
  const times = [
    ['12:00', '12:30'],
    ['10:30', '12:00'],
    ['10:30', '11:45'],
    ['12:45', '13:45'],
  ] as const
  const slots = times.map(([starts, ends]) => ({
    ...aSlot(answerBy),
    startsAt: londonInstant(answerBy, starts),
    endsAt: londonInstant(answerBy, ends),
  }))
  const slot = slots.reduce((one, other) =>
    slotLine(other, words).length > slotLine(one, words).length ? other : one,
  )
  return { answerBy, slot }
}

const place = { ...samplePlace, name: longestName, nameCy: longestName }
const party = [aVisitor({ outcome: 'can_visit' }), aVisitor({ firstName: 'Alun', outcome: 'banned' })]

const cases = notificationKinds.flatMap((kind) => languages.map((language) => ({ kind, language })))

test.each(cases)(
  '$kind in $language takes two fragments at most, whatever it tells of',
  ({ kind, language }) => {
    const visit = theVisit({ ...visitFor(kind), place, party, ...longestTimes(language) })
    const text = writeText(kind, visit, translator(language))
    expect(text).toContain(longestName.slice(0, 10))
    expect(fragmentsOf(text)).toBeLessThanOrEqual(2)
  },
)

test.each(cases)(
  '$kind in $language begins with the service and names nobody, nor any link',
  ({ kind, language }) => {
    const visit: Partial<Visit> = {
      ...visitFor(kind),
      party,
      prisonNumber: 'A1234BC',
      mobile: '+447700900123',
    }
    const text = writeText(kind, theVisit(visit), translator(language))
    expect(text).toMatch(language === 'en' ? /^Visit someone in prison: / : /^Ymweld a rhywun yn y carchar: /)
    expect(text).toContain('7KX2M9QD')
    expect(text).toContain(language === 'en' ? 'Cardiff' : 'Caerdydd')
    expect(text).not.toMatch(/\b(Gwen|Alun|Example)\b|Dewi|Inside|A1234BC|07700|http|\{|undefined|messages\./)
  },
)

test('a confirmation tells the time in words, and that somebody was refused, but not who', () => {
  const text = (people: Visit['party']) =>
    writeText('confirmed', theVisit({ ...booked, party: people }), translator('en'))
  expect(text(party)).toContain('When: 2pm to 4pm, Friday 4 December 2026. Arrive 45 minutes early')
  expect(text(party)).toMatch(/\. Not everybody you named can come: see your visit online$/)
  expect(text(party.slice(0, 1))).not.toContain('Not everybody')
})

test('every kind says something of its own', () => {
  for (const language of languages) {
    const texts = notificationKinds.map((kind) =>
      writeText(kind, theVisit(visitFor(kind)), translator(language)),
    )
    expect(new Set(texts).size).toBe(texts.length)
  }
})

test('a name of several lines stands in one', () => {
  const visit = theVisit({ place: { ...samplePlace, name: 'Sam\nple\u202e' } })
  expect(writeText('request_received', visit, translator('en'))).toContain('Prison: Sam ple. ')
})
