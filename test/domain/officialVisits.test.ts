/** The rules of official visits: their own lead time, urgency, parties, and what is confirmed at once. Specification §4, §6. */
import fc from 'fast-check'
import { addDays, londonDate, londonInstant } from '../../src/domain/dates.ts'
import { isConfirmedAtOnce } from '../../src/domain/officialVisit.ts'
import type { InstantFacts } from '../../src/domain/officialVisit.ts'
import { changeRefusal } from '../../src/domain/ownActions.ts'
import type { OwnVisit } from '../../src/domain/ownActions.ts'
import { partyProblems, partyProblemsOnEvery } from '../../src/domain/party.ts'
import type { OfficialVisitor } from '../../src/domain/party.ts'
import { datesToAskFor, decideRequest } from '../../src/domain/request.ts'
import { visitTypes } from '../../src/domain/slots.ts'
import { answerBy, bookableDates, firstBookableDate, rulesFor } from '../../src/domain/workingDays.ts'

const official: OfficialVisitor = { kind: 'official_visitor', firstName: 'Ann', lastName: 'Example' }
const interpreter: OfficialVisitor = { ...official, kind: 'interpreter' }

// 2024 to 2030: leap days, clock changes, every listed bank holiday.
const today = fc.integer({ min: 0, max: 2556 }).map((n) => addDays('2024-01-01', n))
const hour = fc.integer({ min: 0, max: 23 }).map((n) => `${String(n).padStart(2, '0')}:30`)
const place = fc.record({
  leadDays: fc.integer({ min: 0, max: 10 }),
  officialLeadDays: fc.integer({ min: 0, max: 10 }),
  bookingWindowDays: fc.integer({ min: 0, max: 60 }),
  worksWeekends: fc.boolean(),
  bookable: fc.constant(true),
  adultAge: fc.constantFrom(10, 16, 18, 21),
})
const visitType = fc.constantFrom(...visitTypes)
const officialType = fc.constantFrom('official_in_person', 'official_video', 'official_telephone' as const)
const party = fc.array(fc.constantFrom(official, interpreter), { minLength: 1, maxLength: 6 })

const slotOn = (id: number, date: string, starts = '09:30') => ({
  id,
  date,
  startsAt: londonInstant(date, starts),
  wanted: 1,
  booked: 0,
  held: 0,
})

test('every rule of a social visit is the place’s, and only the lead differs of an official one', () => {
  fc.assert(
    fc.property(place, visitType, today, (rules, type, date) => {
      const own = rulesFor(rules, type)
      expect({ ...own, leadDays: rules.leadDays }).toEqual(rules)
      const lead = type === 'social' ? rules.leadDays : rules.officialLeadDays
      expect(answerBy(date, own)).toBe(answerBy(date, { ...rules, leadDays: lead }))
    }),
  )
})

test('a party has one to six people of any age, on whichever date', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(official, interpreter), { minLength: 1, maxLength: 9 }),
      today,
      place,
      (people, date, { adultAge }) => {
        const wrong = people.length > 6 ? ['tooManyPeople'] : []
        expect(partyProblems(people, date, adultAge)).toEqual(wrong)
        expect(partyProblemsOnEvery(people, [date, addDays(date, 1)], adultAge)).toEqual(wrong)
      },
    ),
  )
})

describe('an urgent request', () => {
  const asking = fc.record({ rules: place, type: officialType, date: today, time: hour })

  test('may ask for every date from today to the end of the window, and others only for bookable ones', () => {
    fc.assert(
      fc.property(asking, ({ rules, type, date }) => {
        const own = rulesFor(rules, type)
        const dates = datesToAskFor(date, { ...own, isUrgent: true })
        expect(dates[0]).toBe(date)
        expect(dates.at(-1)).toBe(addDays(date, rules.bookingWindowDays))
        expect(datesToAskFor(date, own)).toEqual(bookableDates(date, own))
      }),
    )
  })

  test('is refused a time that has begun, and no other time of today', () => {
    fc.assert(
      fc.property(asking, hour, ({ rules, type, date, time }, starts) => {
        const now = londonInstant(date, time)
        const facts = { ...rulesFor(rules, type), isUrgent: true, today: date, now }
        const outcome = decideRequest([slotOn(1, date, starts)], [official], facts)
        if (starts > time) expect(outcome).toMatchObject({ accept: { urgent: true } })
        else expect(outcome).toEqual({ refused: [{ choice: 0, problem: 'notBookable' }] })
      }),
    )
  })

  test('is answered by its earliest choice at the latest, and stands until the day of its latest choice is over', () => {
    fc.assert(
      fc.property(
        asking,
        fc.uniqueArray(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 3 }),
        party,
        ({ rules, type, date, time }, days, people) => {
          const own = { ...rulesFor(rules, type), bookingWindowDays: 60 }
          const facts = { ...own, isUrgent: true, today: date, now: londonInstant(date, time) }
          const dates = days.map((day) => addDays(date, day))
          const outcome = decideRequest(
            dates.map((on, id) => slotOn(id, on)),
            people,
            facts,
          )
          const [earliest = '', latest = ''] = [dates.toSorted()[0], dates.toSorted().at(-1)]
          const normal = answerBy(date, own)
          const isInside = earliest < firstBookableDate(date, own)
          expect(outcome).toEqual({
            accept: isInside
              ? {
                  urgent: true,
                  answerBy: earliest < normal ? earliest : normal,
                  expiresOn: addDays(latest, 1),
                }
              : { urgent: false, answerBy: normal, expiresOn: latest },
          })
        },
      ),
    )
  })

  test('without a reason, no time inside the lead can be had', () => {
    fc.assert(
      fc.property(asking, fc.integer({ min: 0, max: 20 }), ({ rules, type, date, time }, day) => {
        const own = { ...rulesFor(rules, type), bookingWindowDays: 60 }
        const on = addDays(date, day)
        const facts = { ...own, today: date, now: londonInstant(date, time) }
        const isInside = on < firstBookableDate(date, own)
        expect('refused' in decideRequest([slotOn(1, on)], [official], facts)).toBe(isInside)
      }),
    )
  })
})

describe('a change', () => {
  const rules = { bookable: true, leadDays: 3, officialLeadDays: 1, worksWeekends: false }
  const now = londonInstant('2026-11-18', '10:00')
  const visitOn = (date: string, more: Partial<OwnVisit>): OwnVisit => ({
    status: 'requested',
    visitType: 'official_video',
    urgent: false,
    expiresOn: date,
    slot: null,
    ...more,
  })

  test.each([
    ['an official visit by its own lead time', '2026-11-20', {}, undefined],
    ['an official visit inside its lead time', '2026-11-19', {}, 'tooLate'],
    ['a social visit by the place’s lead time', '2026-11-20', { visitType: 'social' }, 'tooLate'],
    ['an urgent request at any time', '2026-11-19', { urgent: true }, undefined],
    ['an urgent request that has expired', '2026-11-18', { urgent: true }, 'tooLate'],
  ] as const)('of %s', (_what, date, more, refused) => {
    expect(changeRefusal(visitOn(date, more), rules, now)).toBe(refused)
  })

  test('of an urgent visit that is booked keeps to the lead time', () => {
    const slot = { date: '2026-11-19', startsAt: londonInstant('2026-11-19', '09:30'), endsAt: now }
    const booked = visitOn('2026-11-20', { status: 'booked', urgent: true, slot })
    expect(changeRefusal(booked, rules, now)).toBe('tooLate')
  })
})

describe('a free time', () => {
  const facts: InstantFacts = {
    officialInstant: true,
    verifiedUntil: '2026-11-18',
    urgent: false,
    items: [],
    today: londonDate(new Date('2026-11-18T23:59:59Z')),
  }

  test('is confirmed at once for who is verified, on the last day too', () => {
    expect(isConfirmedAtOnce(facts)).toBe(true)
  })

  test.each([
    ['the place leaves it to its clerks', { officialInstant: false }],
    ['nobody has verified the professional', { verifiedUntil: null }],
    ['the verification has ended', { today: '2026-11-19' }],
    ['it is urgent', { urgent: true }],
    ['papers are to be approved', { items: ['papers' as const] }],
  ])('waits for a clerk where %s', (_why, more) => {
    expect(isConfirmedAtOnce({ ...facts, ...more })).toBe(false)
  })
})
