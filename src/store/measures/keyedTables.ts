/** Knows the tables of what analysts key: bookings made outside the service, and costs. */

export type KeyedKind = 'volumes' | 'costs'

/** A row's values by the names of its columns; months by their first date. */
export type KeyedValues = Record<string, string | number>

export interface KeyedRow {
  id: number
  version: number
  values: KeyedValues
}

interface Table {
  name: string
  /** What there is one row of, and their types. */
  key: Record<string, string>
  /** What is counted. */
  value: string
  order: string
}

const tables: Record<KeyedKind, Table> = {
  volumes: {
    name: 'offline_volumes',
    key: { month: 'date', place_id: 'integer', channel: 'text' },
    value: 'bookings',
    order: 'month desc, (select name from places where places.id = place_id), channel, id',
  },
  costs: {
    name: 'costs',
    key: { first_month: 'date', last_month: 'date', channel: 'text', category: 'text' },
    value: 'pence',
    order: 'first_month desc, last_month desc, channel, category, id',
  },
}

/** The parts of SQL about rows of a kind. */
export const partsOf = (kind: KeyedKind) => {
  const table = tables[kind]
  const keys = Object.keys(table.key).join(', ')
  const shape = [...Object.entries(table.key), [table.value, 'bigint']]
    .map((pair) => pair.join(' '))
    .join(', ')
  return { ...table, keys, columns: `${keys}, ${table.value}`, shape }
}

/** A row's values, as an object. */
export const valuesOf = (row: string) => `to_jsonb(${row}.*) - 'id' - 'version'`
