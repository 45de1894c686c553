/** Knows a day of the phone agents as a file for spreadsheets. */
import type { TeamHour } from '../../domain/phoneTeam.ts'
import { writeCells } from '../../web/csvFile.ts'
import type { Handler } from '../../web/work.ts'
import { readTeamDay } from './teamDay.ts'

const columns = [
  'Date',
  'Hour',
  'Offered',
  'Answered',
  'Abandoned',
  'Wait seconds',
  'Longest wait seconds',
  'Calls taken',
  'Minutes handled',
  'Completed',
  'Gave up',
  'Agents',
  'Capacity',
  'Short by',
] as const

const known = (count: number | null | undefined): string => (count == null ? '' : String(count))

function cellsOf(date: string, hour: TeamHour): Record<(typeof columns)[number], string> {
  const { line } = hour
  return {
    Date: date,
    Hour: String(hour.hour),
    Offered: known(line?.offered),
    Answered: known(line?.answered),
    Abandoned: known(line?.abandoned),
    'Wait seconds': known(line?.waitSeconds),
    'Longest wait seconds': known(line?.longestWaitSeconds),
    'Calls taken': String(hour.calls),
    'Minutes handled': String(hour.minutes),
    Completed: String(hour.completed),
    'Gave up': String(hour.gaveUp),
    Agents: String(hour.agents),
    Capacity: String(hour.capacity),
    'Short by': known(hour.short),
  }
}

/** GET /phone/team.csv; a cell is empty where nothing is known. */
export const downloadTeam: Handler = async (work) => {
  const { date, hours } = await readTeamDay(work)
  work.response.attachment(`phone-team-${date}.csv`)
  work.response.type('text/csv; charset=utf-8').send(
    writeCells(
      columns,
      hours.map((hour) => cellsOf(date, hour)),
    ),
  )
}
