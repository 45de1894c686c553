import {
  chosenSlots,
  firstChoice,
  noTimes,
  secondChoice,
  thirdChoice,
} from '../../../src/booking/steps/choices.ts'
import type { BookingFacts } from '../../../src/booking/facts.ts'
import type { Typed } from '../../../src/journey/form.ts'
import { asPlain } from '../../../src/views/printed.ts'
import { translator } from '../../../src/text/translate.ts'
import { answersFrom, aSlot, born, facts, factsWhere, isAsked, refusals, rowsOf, slotsFrom } from './asked.ts'
import { typedAdult } from './asked.ts'

const choices = [firstChoice, secondChoice, thirdChoice]

/** What is typed on the pages of the choices, in order. */
const chosen = (...slots: (number | 'none')[]): Record<string, Typed> =>
  Object.fromEntries(
    slots.map((slot, n): [string, Typed] => [choices[n]?.slug ?? '', { slot: String(slot) }]),
  )

const withSlots = (...slots: BookingFacts['slots']): BookingFacts => ({ ...facts, slots })
const full = { booked: 1, held: 1 }

describe('a choice', () => {
  test('is one of the times of the place', () => {
    expect(refusals(firstChoice, { slot: '1' }, { answers: answersFrom({}) })).toEqual([])
    expect(slotsFrom(chosen(3))).toEqual([3])
  })

  test.each(['', 'x', '0', '-1', '1.0', '01', '1e1', ' 1', '9'.repeat(10), 'none', ['1', '2'], undefined])(
    'is not %j',
    (slot) => {
      expect(refusals(firstChoice, { slot }, { answers: answersFrom({}) })).toEqual(['slot.missing'])
    },
  )

  const refused = (slot: ReturnType<typeof aSlot>, typed: Record<string, Typed> = {}, at = facts) => {
    const here = { ...at, slots: [slot, aSlot(8, '2026-12-02')] }
    return refusals(firstChoice, { slot: String(slot.id) }, { answers: answersFrom(typed, here), at: here })
  }

  test('is free', () => {
    expect(refused(aSlot(1, '2026-11-24', { booked: 1 }))).toEqual([])
    expect(refused(aSlot(1, '2026-11-24', full))).toEqual(['slot.full'])
    expect(refused(aSlot(1, '2026-11-24', { wanted: 0 }))).toEqual(['slot.full'])
    expect(refused(aSlot(1, '2026-11-24', { wanted: 1, booked: 2 }))).toEqual(['slot.full'])
  })

  test('can be booked: after the lead, within the window, at a place that takes bookings', () => {
    expect(refused(aSlot(1, '2026-11-23'))).toEqual(['slot.notBookable'])
    expect(refused(aSlot(1, '2026-11-24'))).toEqual([])
    expect(refused(aSlot(1, '2026-12-16'))).toEqual([])
    expect(refused(aSlot(1, '2026-12-17'))).toEqual(['slot.notBookable'])
    expect(refused(aSlot(1, '2026-11-24'), {}, factsWhere({ bookable: false }))).toEqual(['slot.notBookable'])
  })

  test('is none of another place, or unknown', () => {
    expect(refusals(firstChoice, { slot: '99' }, { answers: answersFrom({}) })).toEqual(['slot.notBookable'])
  })

  test('suits the ages of the party on its date', () => {
    const turning18 = { ...typedAdult, ...born('2008-11-25') }
    const people = [typedAdult, typedAdult, turning18]
    const party = { 'other-visitors': { another: 'no', people } }
    expect(refused(aSlot(1, '2026-11-24'), party)).toEqual([])
    expect(refused(aSlot(1, '2026-11-25'), party)).toEqual(['slot.tooManyAdults'])
    const you = { 'your-details': turning18 }
    expect(refused(aSlot(1, '2026-11-24'), you)).toEqual(['slot.mainVisitorTooYoung'])
    expect(refused(aSlot(1, '2026-11-25'), you)).toEqual([])
  })

  test('is another than those before', () => {
    const answers = answersFrom(chosen(1, 2))
    expect(refusals(secondChoice, { slot: '1' }, { answers })).toEqual(['slot.chosenTwice'])
    expect(refusals(secondChoice, { slot: '2' }, { answers })).toEqual([])
    expect(refusals(thirdChoice, { slot: '1' }, { answers })).toEqual(['slot.chosenTwice'])
    expect(refusals(thirdChoice, { slot: '2' }, { answers })).toEqual(['slot.chosenTwice'])
  })

  test.each([secondChoice, thirdChoice])('on $slug is refused as the first is', (choice) => {
    const here = withSlots(...facts.slots, aSlot(7, '2026-12-08', full))
    const answers = answersFrom(chosen(1, 2), here)
    expect(refusals(choice, { slot: '' }, { answers, at: here })).toEqual(['slot.missing'])
    expect(refusals(choice, { slot: '7' }, { answers, at: here })).toEqual(['slot.full'])
    expect(refusals(choice, { slot: '99' }, { answers, at: here })).toEqual(['slot.notBookable'])
    expect(refusals(choice, { slot: 'none' }, { answers, at: here })).toEqual([])
  })

  test.each([secondChoice, thirdChoice])('on $slug suits the party as the first does', (choice) => {
    const here = withSlots(...facts.slots, aSlot(5, '2026-11-30'), aSlot(6, '2026-12-10'))
    const eighteen = { ...typedAdult, ...born('2008-12-10') }
    const party = { 'other-visitors': { another: 'no', people: [typedAdult, typedAdult, eighteen] } }
    const answers = answersFrom({ ...party, ...chosen(1, 2) }, here)
    expect(refusals(choice, { slot: '6' }, { answers, at: here })).toEqual(['slot.tooManyAdults'])
  })
})

describe('a second and third choice', () => {
  test('are asked after one before', () => {
    expect(isAsked(firstChoice, answersFrom({}))).toBe(true)
    expect(isAsked(secondChoice, answersFrom(chosen(1)))).toBe(true)
    expect(isAsked(thirdChoice, answersFrom(chosen(1, 2)))).toBe(true)
  })

  test('are not asked after "no other time"', () => {
    expect(isAsked(thirdChoice, answersFrom(chosen(1, 'none')))).toBe(false)
    expect(slotsFrom(chosen(1, 'none', 3))).toEqual([1])
  })

  test('are not asked when nothing else is free', () => {
    const one = withSlots(aSlot(1, '2026-11-24'), aSlot(2, '2026-11-25', full))
    expect(isAsked(secondChoice, answersFrom(chosen(1), one), one)).toBe(false)
    const two = withSlots(aSlot(1, '2026-11-24'), aSlot(2, '2026-11-25'), aSlot(3, '2026-12-01', full))
    expect(isAsked(secondChoice, answersFrom(chosen(1), two), two)).toBe(true)
    expect(isAsked(thirdChoice, answersFrom(chosen(1, 2), two), two)).toBe(false)
  })

  test('are in the order in which they were chosen', () => {
    expect(slotsFrom(chosen(4, 1, 3))).toEqual([4, 1, 3])
    expect(chosenSlots({})).toEqual([])
  })
})

describe('the times of a page', () => {
  const english = translator('en')
  const here = withSlots(
    aSlot(1, '2026-11-24', full),
    aSlot(2, '2026-11-24', {
      startsAt: new Date('2026-11-24T17:30:00Z'),
      endsAt: new Date('2026-11-24T18:30:00Z'),
    }),
    aSlot(3, '2026-12-01'),
  )

  test('stand by date, with a reason where one cannot be chosen', () => {
    expect(asPlain(firstChoice.show(answersFrom({}, here), here, english, {}))).toEqual({
      anyFree: true,
      days: [
        {
          legend: 'Tuesday 24 November 2026',
          slots: [
            { id: 1, words: '2pm to 4pm', first: false, problem: 'full', chosen: false },
            { id: 2, words: '5:30pm to 6:30pm', first: true, problem: undefined, chosen: false },
          ],
        },
        {
          legend: 'Tuesday 1 December 2026',
          slots: [{ id: 3, words: '2pm to 4pm', first: false, problem: undefined, chosen: false }],
        },
      ],
      firstAs: 'soonest',
      first: [],
      mayStop: false,
      stops: false,
    })
  })

  test('are in Welsh for Welsh readers', () => {
    const { days } = firstChoice.show(answersFrom({}, here), here, translator('cy'), {})
    expect(JSON.stringify(days)).toContain('Dydd Mawrth 24 Tachwedd 2026')
    expect(JSON.stringify(days)).toContain('2pm tan 4pm')
  })

  test('show as chosen what was chosen before, and let one stop there', () => {
    const shown = secondChoice.show(answersFrom(chosen(2), here), here, english, { slot: 'none' })
    expect(shown).toMatchObject({ mayStop: true, stops: true })
    expect(JSON.stringify(shown.days)).toContain(
      '"id":2,"words":"5:30pm to 6:30pm","first":false,"problem":"taken","chosen":false',
    )
  })

  test('have the nearest free ones on top when the one chosen is gone', () => {
    const gone = withSlots(...facts.slots.slice(1), aSlot(1, '2026-11-24'), aSlot(9, '2026-12-02', full))
    const { first, firstAs } = firstChoice.show(answersFrom({}, gone), gone, english, { slot: '9' })
    expect(firstAs).toBe('nearest')
    expect(asPlain(first as object)).toMatchObject([
      { id: 1, words: '2pm to 4pm, Tuesday 24 November 2026' },
      { id: 2, words: '2pm to 4pm, Wednesday 25 November 2026' },
      { id: 3, words: '2pm to 4pm, Tuesday 1 December 2026' },
    ])
    expect(firstChoice.show(answersFrom({}, gone), gone, english, { slot: '1' }).first).toEqual([])
  })

  test('have none on top that was chosen before', () => {
    const gone = withSlots(...facts.slots, aSlot(9, '2026-12-02', full))
    const { first } = secondChoice.show(answersFrom(chosen(3), gone), gone, english, { slot: '9' })
    expect((asPlain(first as object) as { id: number }[]).map(({ id }) => id)).toEqual([1, 2, 4])
  })

  test.each(['full', 'taken', 'tooManyAdults', 'tooManyPeople', 'mainVisitorTooYoung', 'notBookable'])(
    'have words for %s in both languages',
    (problem) => {
      for (const language of ['en', 'cy'] as const) {
        expect(translator(language).text(`book.slots.${problem}`, { times: '2pm' })).toContain('2pm')
      }
    },
  )
})

describe('check answers', () => {
  test('shows the time, and that there is no other', () => {
    expect(rowsOf(firstChoice, { slot: '1' }, 'en')).toEqual([
      'First choice: 2pm to 4pm, Tuesday 24 November 2026',
    ])
    expect(rowsOf(secondChoice, { slot: 'none' }, 'en')).toEqual(['Second choice: No other time'])
    expect(rowsOf(thirdChoice, { slot: '3' }, 'cy')[0]).toMatch(/: 2pm tan 4pm, dydd Mawrth 1 Rhagfyr 2026$/)
  })
})

describe('the page without times', () => {
  const stops = (at: BookingFacts, typed: Record<string, Typed> = {}) =>
    noTimes.when(answersFrom(typed, at), at)

  test('stops who could choose none', () => {
    expect(stops(facts)).toBe(false)
    expect(stops(withSlots())).toBe(true)
    expect(stops(withSlots(aSlot(1, '2026-11-24', full), aSlot(2, '2026-12-17')))).toBe(true)
  })

  test('stops a party that no free time suits', () => {
    const people = [typedAdult, typedAdult, { ...typedAdult, ...born('2008-11-25') }]
    const party = { 'other-visitors': { another: 'no', people } }
    expect(stops(facts, party)).toBe(false)
    expect(stops(withSlots(aSlot(1, '2026-11-24', full), aSlot(2, '2026-11-25')), party)).toBe(true)
  })

  test('says of which place, for how long, and whom to call', () => {
    expect(noTimes.show({}, facts, translator('cy'))).toEqual({
      place: 'Sampl',
      days: 28,
      phone: '01632 960100',
    })
  })
})
