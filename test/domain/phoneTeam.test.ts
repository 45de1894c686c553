import { averageOf, teamHours } from '../../src/domain/phoneTeam.ts'
import type { TeamCall } from '../../src/domain/phoneTeam.ts'

const date = '2026-12-04'
const at = (time: string) => new Date(`${date}T${time}:00Z`)
const now = at('18:00')
const call = (
  agentId: string,
  starts: string,
  ends: string | null,
  outcome: TeamCall['outcome'] = 'information',
) => ({
  agentId,
  startedAt: at(starts),
  endedAt: ends === null ? null : at(ends),
  outcome: ends === null ? null : outcome,
  pausedAt: null,
  pausedSeconds: 0,
})
const line = {
  date,
  hour: 10,
  offered: 9,
  answered: 3,
  abandoned: 2,
  waitSeconds: 300,
  longestWaitSeconds: 90,
}

describe('a day of the team', () => {
  const calls = [
    call('ann', '09:50', '10:10', 'booked'),
    call('ann', '10:20', '10:30', 'gave_up'),
    call('bob', '10:40', '11:05', 'cancelled'),
    call('cid', '07:30', null),
  ]
  const hours = teamHours(date, { calls: calls.slice(0, 3), line: [line], average: 15, now })
  const hour = (of: number) => hours.find((one) => one.hour === of)

  test('shows the usual hours, and earlier and later ones in which there was a call', () => {
    expect(hours.map(({ hour: one }) => one)).toEqual([9, 10, 11, 12, 13, 14, 15, 16])
    expect(teamHours(date, { calls, line: [], average: 15, now })[0]?.hour).toBe(7)
  })

  test('counts a call with all its minutes in the hour in which it began', () => {
    expect(hour(9)).toMatchObject({ calls: 1, minutes: 20, completed: 1, gaveUp: 0 })
    expect(hour(10)).toMatchObject({ calls: 2, minutes: 35, completed: 1, gaveUp: 1 })
    expect(hour(11)).toMatchObject({ calls: 0, minutes: 0 })
  })

  test('counts an agent in each hour in which they handle a call', () => {
    expect([9, 10, 11, 12].map((of) => hour(of)?.agents)).toEqual([1, 2, 1, 0])
    const open = teamHours(date, { calls, line: [], average: 15, now: at('08:30') })
    expect(open.slice(0, 3).map(({ agents }) => agents)).toEqual([1, 1, 0])
  })

  test('compares what agents can take with the calls offered, where it is known how many were', () => {
    expect(hour(10)).toMatchObject({ capacity: 8, short: 1, line })
    expect(hour(9)).toMatchObject({ capacity: 4, short: null, line: null })
  })

  test('takes the average of calls that have ended, and the usual minutes without any', () => {
    expect(averageOf(calls, now)).toBeCloseTo(55 / 3)
    expect(averageOf([], now)).toBe(15)
  })
})
