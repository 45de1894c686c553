/** Knows which day the team page shows, and reads it. */
import { parseDateParts } from '../../domain/dateOfBirth.ts'
import { addDays, isRealDate, londonDate, londonInstant } from '../../domain/dates.ts'
import type { LocalDate } from '../../domain/dates.ts'
import { averageOf, daysOfAverage, teamHours } from '../../domain/phoneTeam.ts'
import type { TeamHour } from '../../domain/phoneTeam.ts'
import { listPhoneCalls, listPhoneLineHours } from '../../store/phoneLine.ts'
import type { Work } from '../../web/work.ts'

export const teamAddress = (date: LocalDate, today: LocalDate, path = '/phone/team'): string =>
  date === today ? path : `${path}?date=${date}`

/** The date that the address asks for, as `2026-12-04` or as it is typed, `4/12/2026`; today for what is none. */
export function dateIn({ query }: Pick<Work['request'], 'query'>, today: LocalDate): LocalDate {
  const typed = typeof query.date === 'string' ? query.date.trim() : ''
  if (isRealDate(typed)) return typed
  const [day = '', month = '', year = ''] = typed.split(/[/.-]/)
  const parsed = parseDateParts({ day, month, year })
  return 'date' in parsed ? parsed.date : today
}

export interface TeamDay {
  date: LocalDate
  today: LocalDate
  hours: TeamHour[]
  /** Minutes that a call takes on average. */
  average: number
}

export async function readTeamDay({ request, db, now }: Work): Promise<TeamDay> {
  const today = londonDate(now)
  const date = dateIn(request, today)
  const from = addDays(date, 1 - daysOfAverage)
  const until = londonInstant(addDays(date, 1), '00:00')
  const [recent, line] = await Promise.all([
    listPhoneCalls(db, { since: londonInstant(from, '00:00'), until }),
    listPhoneLineHours(db, { from: date, to: date }),
  ])
  const average = averageOf(recent, now)
  const calls = recent.filter(({ startedAt }) => londonDate(startedAt) === date)
  return { date, today, hours: teamHours(date, { calls, line, average, now }), average }
}
