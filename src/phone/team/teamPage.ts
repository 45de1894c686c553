/** Knows the page "Team": a day of the phone agents by hour, beside the figures of the phone line. */
import { addDays } from '../../domain/dates.ts'
import { daysOfAverage } from '../../domain/phoneTeam.ts'
import type { TeamHour } from '../../domain/phoneTeam.ts'
import { translator } from '../../text/translate.ts'
import { printed } from '../../views/printed.ts'
import { tableDate } from '../../views/staffFormat.ts'
import type { Handler } from '../../web/work.ts'
import { readTeamDay, teamAddress } from './teamDay.ts'
import type { TeamDay } from './teamDay.ts'

const { text, date: longDate } = translator('en')

/** 75 → "1:15". */
const minutesOf = (seconds: number): string =>
  `${Math.floor(seconds / 60)}:${String(Math.round(seconds) % 60).padStart(2, '0')}`

const label = (hour: number): string => `${String(hour).padStart(2, '0')}:00`

function lineRow({ hour, line }: TeamHour) {
  const unknown = text('phoneTeam.unknown')
  if (!line) return { hour: label(hour), cells: [] }
  const { offered, answered, abandoned, waitSeconds, longestWaitSeconds } = line
  const average = offered > 0 ? minutesOf(waitSeconds / offered) : unknown
  const cells = [offered, answered, abandoned].map(String)
  return { hour: label(hour), cells: [...cells, average, minutesOf(longestWaitSeconds)] }
}

function callRow({ hour, calls, minutes, completed, gaveUp, agents, capacity, short }: TeamHour) {
  const cells = [calls, minutes, completed, gaveUp, agents, capacity].map(String)
  const enough = short === 0 ? text('phoneTeam.enough') : text('phoneTeam.short', { count: short ?? 0 })
  return { hour: label(hour), cells: [...cells, short === null ? text('phoneTeam.unknown') : enough] }
}

const sum = (hours: readonly TeamHour[], of: (hour: TeamHour) => number): number =>
  hours.reduce((total, hour) => total + of(hour), 0)

/** The day in one sentence each: what the line counted, and what was recorded. */
function totalsOf({ hours }: TeamDay): string[] {
  const known = hours.filter(({ line }) => line !== null)
  const recorded = text('phoneTeam.totals.calls', {
    count: sum(hours, ({ calls }) => calls),
    minutes: sum(hours, ({ minutes }) => minutes),
    completed: sum(hours, ({ completed }) => completed),
    gaveUp: sum(hours, ({ gaveUp }) => gaveUp),
  })
  if (known.length === 0) return [text('phoneTeam.totals.noLine'), recorded]
  const line = text('phoneTeam.totals.line', {
    count: sum(known, (hour) => hour.line?.offered ?? 0),
    answered: sum(known, (hour) => hour.line?.answered ?? 0),
    abandoned: sum(known, (hour) => hour.line?.abandoned ?? 0),
  })
  return [line, recorded]
}

/** GET /phone/team */
export const showTeam: Handler = async (work) => {
  const day = await readTeamDay(work)
  const { date, today, hours, average } = day
  const address = (to: string) => printed(teamAddress(to, today))
  work.response.render('phone/team/team', {
    section: 'team',
    ...printed({
      title: text('phoneTeam.title', { date: longDate(date) }),
      typed: { date: tableDate(date) },
      totals: totalsOf(day),
      average: text('phoneTeam.capacity.average', { minutes: average.toFixed(1), days: daysOfAverage }),
      line: hours.map(lineRow),
      calls: hours.map(callRow),
    }),
    prefix: 'phoneTeam',
    previous: address(addDays(date, -1)),
    next: date < today ? address(addDays(date, 1)) : undefined,
    csv: printed(teamAddress(date, today, '/phone/team.csv')),
  })
}
