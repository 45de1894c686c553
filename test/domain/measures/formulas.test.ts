/** Golden fixtures of every formula that is published. Standards K9–K20. */
import { assisted } from '../../../src/domain/measures/assisted.ts'
import type { CallCounts } from '../../../src/domain/measures/assisted.ts'
import { completion, funnel, isSelfServed } from '../../../src/domain/measures/completion.ts'
import { costPerTransaction, costsByMonth, loadedCost, yearTo } from '../../../src/domain/measures/costs.ts'
import type { CostedMonth } from '../../../src/domain/measures/costs.ts'
import { pooled } from '../../../src/domain/measures/counts.ts'
import { decisionTimes, percentile } from '../../../src/domain/measures/decisionTimes.ts'
import { satisfaction } from '../../../src/domain/measures/satisfaction.ts'
import { takeUp, waysOf } from '../../../src/domain/measures/takeUp.ts'

describe('digital take-up', () => {
  const byChannel = { online: 60, phone: 10, face_to_face: 5, prison: 5 }

  test('counts assisted digital today and did not in 2014', () => {
    expect(takeUp({ self: 60, assisted: 15, other: 25 })).toEqual({ current: 0.75, of2014: 0.6 })
  })

  test('counts what a prison keys at its desk among the others', () => {
    expect(waysOf({ byChannel, offline: 20 })).toEqual({ self: 60, assisted: 15, other: 25 })
  })

  test('is not available, rather than 100%, while nobody has said what was booked elsewhere', () => {
    expect(takeUp(waysOf({ byChannel, offline: null }))).toEqual({ current: null, of2014: null })
  })

  test('is not available where nothing was booked at all', () => {
    expect(takeUp({ self: 0, assisted: 0, other: 0 })).toEqual({ current: null, of2014: null })
  })
})

describe('completion', () => {
  test('counts every end page where the service did what it should', () => {
    const outcomes = {
      ...{ sent: 70, duplicate: 2, 'too-young': 3, 'no-bookings-here': 5 },
      ...{ 'no-times': 4, problem: 1, abandoned: 15 },
    }
    expect(completion(outcomes)).toEqual({ started: 100, completed: 80, rate: 0.8 })
  })

  test('is not available where no journey is over', () => {
    expect(completion({})).toEqual({ started: 0, completed: 0, rate: null })
  })

  test('takes an end that it does not know for none', () => {
    expect(completion({ sent: 1, 'a-page-of-the-future': 1 }).rate).toBe(0.5)
  })

  test('its funnel says how many came past each question, never more than were started', () => {
    const answered = { prison: 10, prisoner: 8, 'second-choice': 12 }
    expect(funnel(['prison', 'prisoner', 'second-choice', 'support'], answered, 10)).toEqual([
      { step: 'prison', answered: 10, share: 1 },
      { step: 'prisoner', answered: 8, share: 0.8 },
      { step: 'second-choice', answered: 10, share: 1 },
      { step: 'support', answered: 0, share: 0 },
    ])
    expect(funnel(['prison'], {}, 0)).toEqual([{ step: 'prison', answered: 0, share: null }])
  })

  test('leaves out the journeys that staff key', () => {
    expect(['public', 'official', 'desk', 'phone'].filter(isSelfServed)).toEqual(['public', 'official'])
  })
})

describe('satisfaction', () => {
  test('is a weighted score and the share of the two best', () => {
    expect(satisfaction({ 1: 2, 2: 3, 3: 5, 4: 20, 5: 70 })).toEqual({
      answers: 100,
      weighted: 0.8825,
      topTwo: 0.9,
    })
  })

  test.each([
    [{ 1: 4 }, 0, 0],
    [{ 5: 4 }, 1, 1],
    [{ 3: 1 }, 0.5, 0],
  ])('reaches from 0 to 1: %p', (counts, weighted, topTwo) => {
    expect(satisfaction(counts)).toMatchObject({ weighted, topTwo })
  })

  test('has no score where nobody answered', () => {
    expect(satisfaction({})).toEqual({ answers: 0, weighted: null, topTwo: null })
  })

  test('pools counts and does not average averages', () => {
    const months: Record<string, number>[] = [{ 5: 1 }, { 1: 3 }]
    expect(satisfaction(pooled(months)).weighted).toBe(0.25)
  })
})

describe('cost per transaction', () => {
  const year = yearTo('2026-10')
  const transactions = { online: 600, phone: 100, prison: 50, offline: 250 }
  const costs = { online: 60_000, phone: 80_000, prison: 20_000, offline: 100_000, shared: 40_000 }
  const known = (changes: Partial<CostedMonth> = {}, at = '2026-03') =>
    new Map(
      year.map((month): [string, CostedMonth] => [
        month,
        { costs, transactions, ...(month === at ? changes : {}) },
      ]),
    )

  test('is over the twelve months that end with it', () => {
    expect([year[0], year.at(-1), year.length]).toEqual(['2025-11', '2026-10', 12])
  })

  test('divides the cost of all channels by the transactions of all', () => {
    const { all, byChannel } = costPerTransaction('2026-10', known())
    expect(all).toBe(300)
    expect(byChannel).toEqual({ online: 140, phone: 840, face_to_face: null, prison: 440, offline: 440 })
  })

  test.each([
    ['what was booked elsewhere', { transactions: null }],
    ['any cost', { costs: {} }],
  ])('is not available while %s of one month is unknown', (_what, changes) => {
    expect(costPerTransaction('2026-10', known(changes)).all).toBeNull()
  })

  test('is not available while the costs of a channel that is used are unknown, but for the other channels', () => {
    const others = Object.fromEntries(Object.entries(costs).filter(([channel]) => channel !== 'phone'))
    const { all, byChannel } = costPerTransaction('2026-10', known({ costs: others }))
    expect([all, byChannel.phone]).toEqual([null, null])
    expect(byChannel.online).not.toBeNull()
  })

  test('is not available for a month whose year is not whole', () => {
    expect(costPerTransaction('2026-09', known()).all).toBeNull()
  })

  test('spreads the cost of a period over its months', () => {
    const spread = costsByMonth([
      { from: '2025-12', to: '2026-02', channel: 'phone', category: 'staff', pence: 900 },
      { from: '2026-01', to: '2026-01', channel: 'phone', category: 'it', pence: 50 },
      { from: '2026-01', to: '2026-01', channel: 'shared', category: 'it', pence: 7 },
    ])
    expect(Object.fromEntries(spread)).toEqual({
      '2025-12': { phone: 300 },
      '2026-01': { phone: 350, shared: 7 },
      '2026-02': { phone: 300 },
    })
  })

  test('gives a channel its part of what is shared, and nothing where its own is unknown', () => {
    expect(loadedCost({ phone: 100, shared: 40 }, { phone: 1, online: 3 }, 'phone')).toBe(110)
    expect(loadedCost({ shared: 40 }, { phone: 1 }, 'phone')).toBeNull()
  })
})

describe('time to decision', () => {
  test('is the nearest rank of whole hours', () => {
    const hours = { 2: 10, 20: 9, 100: 1 }
    expect(decisionTimes({ hours, within: 17, late: 3, unanswered: 5 })).toEqual({
      decided: 20,
      median: 2,
      p95: 20,
      withinPromise: 0.68,
    })
  })

  test.each([
    [{ 7: 1 }, 7, 7],
    [{ 1: 1, 2: 1, 3: 1 }, 2, 3],
    [{ 10: 1, 9: 1 }, 9, 10],
    [{ 0: 3, 5: 0 }, 0, 0],
  ])('of %p has median %d and 95th percentile %d', (hours, median, p95) => {
    expect([percentile(hours, 0.5), percentile(hours, 0.95)]).toEqual([median, p95])
  })

  test('is not available where nothing was decided', () => {
    expect(decisionTimes({ hours: {}, within: 0, late: 0, unanswered: 0 })).toEqual({
      decided: 0,
      median: null,
      p95: null,
      withinPromise: null,
    })
  })
})

describe('assisted digital', () => {
  const calls: CallCounts = {
    ...{ calls: 40, bookings: 25, seconds: 24_000, talkThrough: 30, onBehalf: 10 },
    reasons: { no_internet: 25, language: 15 },
    satisfaction: { 4: 10, 5: 10 },
  }
  const line = { offered: 50, answered: 40, abandoned: 10, waitSeconds: 3000 }

  test('costs by minute and by booking, waits, and is why it is needed', () => {
    expect(assisted(calls, line, 50_000)).toMatchObject({
      ...{ volume: 40, bookings: 25, minutes: 400, talkThrough: 30, onBehalf: 10 },
      reasons: { no_internet: 25, language: 15, other: 0 },
      satisfaction: { answers: 20, weighted: 0.875, topTwo: 1 },
      wait: { seconds: 60, abandonment: 0.2 },
      ...{ costPerMinute: 125, costPerBooking: 2000 },
    })
  })

  test('has no cost where none was keyed, and no wait without a line', () => {
    expect(assisted(calls, null, null)).toMatchObject({
      wait: { seconds: null, abandonment: null },
      ...{ costPerMinute: null, costPerBooking: null },
    })
  })

  test('has no cost by minute or booking where there was neither', () => {
    const none = { ...calls, calls: 0, bookings: 0, seconds: 0 }
    expect(assisted(none, line, 50_000)).toMatchObject({ costPerMinute: null, costPerBooking: null })
  })
})
