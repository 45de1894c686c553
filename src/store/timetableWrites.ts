/** Knows how a change of a timetable is written: entry by entry, under the lock of its place. */
import type { Difference, TimetableDifference } from '../domain/timetableDifference.ts'
import { query } from './database.ts'
import type { Database } from './database.ts'

/** Locks the place's row until the transaction ends; gives the version of its timetable. */
export async function lockTimetable(trx: Database, placeId: number): Promise<number | undefined> {
  const [row] = await query<{ version: number }>(
    trx,
    'select timetable_version as version from places where id = :placeId for no key update',
    { placeId },
  )
  return row?.version
}

/** Each field's column, by table. */
const tables = {
  times: {
    name: 'timetable_times',
    columns: {
      visitType: 'visit_type',
      weekday: 'weekday',
      starts: 'starts',
      ends: 'ends',
      wanted: 'wanted',
      validFrom: 'valid_from',
      validTo: 'valid_to',
    },
  },
  exceptions: {
    name: 'timetable_exceptions',
    columns: { visitType: 'visit_type', date: 'date', starts: 'starts', ends: 'ends', wanted: 'wanted' },
  },
  closures: {
    name: 'closures',
    columns: {
      visitType: 'visit_type',
      from: 'first_date',
      to: 'last_date',
      starts: 'starts',
      reason: 'reason',
    },
  },
} as const

interface Table {
  name: string
  columns: Record<string, string>
}

/** Writes what differs; the next version. */
export async function writeTimetable(
  trx: Database,
  placeId: number,
  { times, exceptions, closures }: TimetableDifference,
): Promise<void> {
  await writeEntries(trx, placeId, tables.times, times)
  await writeEntries(trx, placeId, tables.exceptions, exceptions)
  await writeEntries(trx, placeId, tables.closures, closures)
  await query(trx, 'update places set timetable_version = timetable_version + 1 where id = :placeId', {
    placeId,
  })
}

/** What goes makes room for what comes: times may not overlap at any moment. */
async function writeEntries<Entry extends object>(
  trx: Database,
  placeId: number,
  { name, columns }: Table,
  { gone, changed, added }: Difference<Entry>,
): Promise<void> {
  const names = Object.values(columns).join(', ')
  const rows = (entries: object[]) =>
    JSON.stringify(
      entries.map((entry) =>
        Object.fromEntries(Object.entries(entry).map(([field, value]) => [columns[field] ?? field, value])),
      ),
    )
  if (gone.length > 0) {
    await query(trx, `delete from ${name} where place_id = :placeId and id = any(:ids)`, {
      placeId,
      ids: gone.map(({ id }) => id),
    })
  }
  if (changed.length > 0) {
    await query(
      trx,
      `update ${name} set (${names}) = (select ${names} from jsonb_populate_record(null::${name}, row))
       from jsonb_array_elements(:rows) as list (row)
       where ${name}.id = (row ->> 'id')::integer and ${name}.place_id = :placeId`,
      { placeId, rows: rows(changed.map(({ after }) => after)) },
    )
  }
  if (added.length > 0) {
    await query(
      trx,
      `insert into ${name} (place_id, ${names})
       select :placeId, ${names} from jsonb_populate_recordset(null::${name}, :rows)`,
      { placeId, rows: rows(added) },
    )
  }
}
