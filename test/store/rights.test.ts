/** What the application's role may not do, in every table that there is or will be (standards S28, O17). */
import { query } from '../../src/store/database.ts'
import type { Database } from '../../src/store/database.ts'
import { testDatabase } from '../database.ts'

let db: Database
let owner: Database

beforeAll(async () => ({ db, owner } = await testDatabase()))

interface Right {
  table: string
  right: string
}

/** Rights of the application's role, on tables and on single columns. */
const rights = () =>
  query<Right>(
    db,
    `select table_name as table, privilege_type as right from information_schema.role_table_grants
     where table_schema = 'public' and grantee = current_user
     union select table_name, privilege_type from information_schema.role_column_grants
     where table_schema = 'public' and grantee = current_user`,
  )

/** Who did what and who saw what; tables that come later are found by their names. */
const isHistory = /_(events|views|lookups)$|^keyed_changes$|^visit_(notes|messages)$/

test('history is only added to and read', async () => {
  const history = (await rights()).filter(({ table }) => isHistory.test(table))
  expect(new Set(history.map(({ table }) => table)).size).toBeGreaterThan(7)
  expect(history.filter(({ right }) => right !== 'INSERT' && right !== 'SELECT')).toEqual([])
})

test('the history’s tables are refused in fact, too', async () => {
  const tables = new Set((await rights()).map(({ table }) => table).filter((table) => isHistory.test(table)))
  for (const table of tables) {
    for (const sql of [`delete from ${table}`, `truncate ${table}`]) {
      await expect(db.raw(sql)).rejects.toThrow(/permission denied|must be owner/)
    }
  }
})

test('nothing can be truncated, referred to, given a trigger or a new table', async () => {
  const more = (await rights()).filter(
    ({ right }) => !['SELECT', 'INSERT', 'UPDATE', 'DELETE'].includes(right),
  )
  expect(more).toEqual([])
  await expect(db.raw('create table public.mine ()')).rejects.toThrow('permission denied')
  await expect(db.raw('alter table visits disable trigger all')).rejects.toThrow('must be owner')
})

test('every table is one that the role may read: none was forgotten in the list of rights', async () => {
  const tables = await query<{ name: string }>(
    owner,
    `select table_name as name from information_schema.tables
     where table_schema = 'public' and table_type = 'BASE TABLE' and table_name <> 'migrations_lock'`,
  )
  const readable = (await rights()).filter(({ right }) => right === 'SELECT').map(({ table }) => table)
  expect(tables.map(({ name }) => name).filter((name) => !readable.includes(name))).toEqual([])
})
