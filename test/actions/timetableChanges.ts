// Changes of the timetable of Leeds, as its manager asks for them, and what they leave behind.
import { changeTimetable, previewTimetable } from '../../src/actions/changeTimetable.ts'
import type { Effects, TimetableOutcome, TimetableRequest } from '../../src/actions/changeTimetable.ts'
import type { TimetableChange } from '../../src/domain/timetable.ts'
import { query } from '../../src/store/database.ts'
import type { Database } from '../../src/store/database.ts'
import { readTimetable } from '../../src/store/timetables.ts'
import { aClerk, aPlace } from '../builders.ts'
import { clock } from '../clock.ts'

export const today = '2026-11-18'

export async function asked(
  db: Database,
  change: TimetableChange,
  overrides: Partial<TimetableRequest> = {},
): Promise<TimetableRequest> {
  const { id: placeId, timetableVersion: version } = await aPlace(db)
  const personId = await aClerk(db, 'manager')
  return { placeId, version, personId, change, why: 'Staff training', flag: [], ...overrides }
}

export const tried = async (
  db: Database,
  change: TimetableChange,
  overrides: Partial<TimetableRequest> = {},
): Promise<TimetableOutcome> => changeTimetable(db, await asked(db, change, overrides), clock.now())

/** A change that is made; gives its effects. Fails the test where the preview showed something else. */
export async function changed(
  db: Database,
  change: TimetableChange,
  overrides: Partial<TimetableRequest> = {},
): Promise<Effects> {
  const request = await asked(db, change, overrides)
  const preview = await previewTimetable(db, request, clock.now())
  const outcome = await changeTimetable(db, request, clock.now())
  expect(preview).toEqual(outcome)
  if ('refused' in outcome) throw new Error(`The change was refused: ${JSON.stringify(outcome.refused)}`)
  return outcome.changed
}

export const closing = (
  from: string,
  to = from,
  overrides: Partial<Extract<TimetableChange, { kind: 'close' }>> = {},
): TimetableChange => ({
  kind: 'close',
  visitType: null,
  from,
  to,
  starts: null,
  reason: 'Training',
  ...overrides,
})

export const timetableNow = async (db: Database) => readTimetable(db, (await aPlace(db)).id, today)

/** The time of the week of Leeds that starts then. */
export async function timeAt(db: Database, weekday: number, starts: string) {
  const { times } = await timetableNow(db)
  const found = times.find(
    (time) => time.visitType === 'social' && time.weekday === weekday && time.starts === starts,
  )
  if (!found) throw new Error(`No time on ${weekday} at ${starts}`)
  return found
}

export interface SlotRow {
  id: number
  at: string
  ends: string
  wanted: number
  booked: number
  held: number
  capacity: number
}

/** The social slots of a place on a date, with London's times. */
export const slotsOn = (db: Database, date: string, slug = 'leeds'): Promise<SlotRow[]> =>
  query<SlotRow>(
    db,
    `select slots.id, to_char(starts_at at time zone 'Europe/London', 'HH24:MI') as at,
       to_char(ends_at at time zone 'Europe/London', 'HH24:MI') as ends, wanted, booked, held, capacity
     from slots join places on places.id = place_id
     where slug = :slug and visit_type = 'social' and date = :date order by starts_at`,
    { date, slug },
  )

export const flagsOf = (db: Database, visitId: number) =>
  query<{ why: string; slotId: number; settlement: string | null }>(
    db,
    `select why, slot_id as "slotId", settlement from visit_flags where visit_id = :visitId order by id`,
    { visitId },
  )

/** A mark of all that a change of a timetable may write, by table, to be compared. */
export async function everything(db: Database): Promise<Record<string, unknown>> {
  const tables = [
    'places',
    'timetable_times',
    'timetable_exceptions',
    'closures',
    'slots',
    'place_events',
    'visit_events',
    'visit_flags',
  ]
  const marks = tables.map(
    (table) =>
      `select '${table}' as table, md5(string_agg(t::text, ' ' order by id)) as mark from ${table} as t`,
  )
  const rows = await query<{ table: string; mark: string | null }>(db, marks.join(' union all '))
  return Object.fromEntries(rows.map(({ table, mark }) => [table, mark]))
}
