/** Knows how what analysts key is kept, corrected and deleted; each with a row of its history in the same statement. */
import { query } from '../database.ts'
import type { Database } from '../database.ts'
import { partsOf, valuesOf } from './keyedTables.ts'
import type { KeyedKind, KeyedRow, KeyedValues } from './keyedTables.ts'

/** Who keys, and when. */
export interface By {
  personId: string
  now: Date
}

/** Keeps rows, those that are there already with their new value; gives how many were added or changed. */
export async function saveKeyed(
  db: Database,
  kind: KeyedKind,
  rows: readonly KeyedValues[],
  { personId, now }: By,
): Promise<number> {
  const { name, columns, keys, value, shape } = partsOf(kind)
  const changes = await query(
    db,
    `with sent as (select * from jsonb_to_recordset(:rows) as sent (${shape})),
     before as (
       select ${name}.id, ${valuesOf(name)} as was from ${name} join sent using (${keys}) order by id for update of ${name}),
     kept as (
       insert into ${name} (${columns}) select ${columns} from sent order by ${keys}
       on conflict on constraint ${name}_once do update set ${value} = excluded.${value}, version = ${name}.version + 1
         where ${name}.${value} <> excluded.${value}
       returning id, ${valuesOf(name)} as became)
     insert into keyed_changes (kind, row_id, what, was, became, person_id, at)
     select :kind, kept.id, case when was is null then 'added' else 'changed' end, was, became, :personId, :now
     from kept left join before using (id)
     returning 1`,
    { rows: JSON.stringify(rows), kind, personId, now },
  )
  return changes.length
}

/** Corrects a row that is still as it was seen; false when it is not. Throws by `<table>_once` for what another row is about. */
export async function changeKeyed(
  db: Database,
  kind: KeyedKind,
  { id, version, values }: KeyedRow,
  { personId, now }: By,
): Promise<boolean> {
  const { name, columns, shape } = partsOf(kind)
  const changes = await query(
    db,
    `with before as (select id, ${valuesOf(name)} as was from ${name} where id = :id and version = :version for update),
     kept as (
       update ${name} set (${columns}, version) =
         (select ${columns}, ${name}.version + 1 from jsonb_to_record(:values) as sent (${shape}))
       from before where ${name}.id = before.id
       returning ${name}.id, ${valuesOf(name)} as became)
     insert into keyed_changes (kind, row_id, what, was, became, person_id, at)
     select :kind, id, 'changed', was, became, :personId, :now from kept join before using (id)
     returning 1`,
    { id, version, values: JSON.stringify(values), kind, personId, now },
  )
  return changes.length > 0
}

/** Deletes a row that is still as it was seen; what it was stays in its history. False when it is not. */
export async function removeKeyed(
  db: Database,
  kind: KeyedKind,
  { id, version }: { id: number; version: number },
  { personId, now }: By,
): Promise<boolean> {
  const { name } = partsOf(kind)
  const changes = await query(
    db,
    `with gone as (delete from ${name} where id = :id and version = :version returning id, ${valuesOf(name)} as was)
     insert into keyed_changes (kind, row_id, what, was, became, person_id, at)
     select :kind, id, 'removed', was, null, :personId, :now from gone
     returning 1`,
    { id, version, kind, personId, now },
  )
  return changes.length > 0
}
