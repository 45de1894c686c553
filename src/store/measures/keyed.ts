/** Knows what analysts keyed, and what became of it. */
import { query } from '../database.ts'
import type { Database } from '../database.ts'
import { partsOf, valuesOf } from './keyedTables.ts'
import type { KeyedKind, KeyedRow, KeyedValues } from './keyedTables.ts'
import { counted, countedFields, enough, pageOf, thatPage } from '../pages.ts'
import type { Page } from '../pages.ts'

/** Rows newest period first, a page at a time. */
export async function listKeyed(db: Database, kind: KeyedKind, page: number): Promise<Page<KeyedRow>> {
  const { name, order } = partsOf(kind)
  const sql = `
    with matching as materialized (select * from ${name} order by ${order} ${enough}), ${counted}
    select id, version, ${valuesOf('matching')} as values, ${countedFields}
    from matching order by ${order} ${thatPage}`
  return pageOf(await query(db, sql, { page }))
}

export async function readKeyed(db: Database, kind: KeyedKind, id: number): Promise<KeyedRow | undefined> {
  const { name } = partsOf(kind)
  const [row] = await query<KeyedRow>(
    db,
    `select id, version, ${valuesOf(name)} as values from ${name} where id = :id`,
    { id },
  )
  return row
}

/** The rows that are about the same as these, each with its place among them. */
export function findSameKeyed(
  db: Database,
  kind: KeyedKind,
  rows: readonly KeyedValues[],
): Promise<(KeyedRow & { at: number })[]> {
  const { name, keys, shape } = partsOf(kind)
  return query(
    db,
    `select ${name}.id, version, ${valuesOf(name)} as values, cast(at as integer) - 1 as at
     from rows from (jsonb_to_recordset(:rows) as (${shape})) with ordinality as sent (${keys}, value, at)
       join ${name} using (${keys})
     order by at`,
    { rows: JSON.stringify(rows) },
  )
}

export interface KeyedChange {
  rowId: number
  what: 'added' | 'changed' | 'removed'
  was: KeyedValues | null
  became: KeyedValues | null
  by: string
  at: Date
}

const changeFields = 'row_id as "rowId", what, was, became, people.name as by, at'

/** What became of one row, newest first. */
export const listKeyedChanges = (db: Database, kind: KeyedKind, id: number): Promise<KeyedChange[]> =>
  query(
    db,
    `select ${changeFields} from keyed_changes join people on people.id = person_id
     where kind = :kind and row_id = :id order by keyed_changes.id desc`,
    { kind, id },
  )

/** The last changes of all rows of a kind, those that are gone among them. */
export const listLastKeyedChanges = (db: Database, kind: KeyedKind, most: number): Promise<KeyedChange[]> =>
  query(
    db,
    `select ${changeFields} from keyed_changes join people on people.id = person_id
     where kind = :kind order by keyed_changes.id desc limit :most`,
    { kind, most },
  )
