/** The next release migrates while this one serves. */
import { cpSync, readFileSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { query } from '../../src/store/database.ts'
import { browser } from '../browser.ts'
import { testDatabase } from '../database.ts'
import { aFolder, run } from '../start/processes.ts'
import { project } from './dockerfile.ts'
import { startWeb, statusOf, until } from './web.ts'

/** What a later release might bring; tables, columns and indexes are invented. */
const later = {
  '9001_a_column.sql': "alter table visits add column invented text not null default '';",
  '9002_a_table.sql': `create table inventions (id integer primary key, visit_id integer references visits);
    select pg_advisory_xact_lock(9002);`,
  '9003_an_index.sql': 'create index concurrently visits_by_invention on visits (invented);',
}

const waitingForTest = "select from pg_locks where locktype = 'advisory' and objid = 9002 and not granted"

/** This project as its next release: the same code and more migrations. */
async function nextRelease(): Promise<string> {
  const folder = await aFolder()
  for (const path of ['src', 'migrations', 'package.json']) {
    cpSync(join(project, path), join(folder, path), { recursive: true })
  }
  symlinkSync(join(project, 'node_modules'), join(folder, 'node_modules'))
  for (const [name, sql] of Object.entries(later)) writeFileSync(join(folder, 'migrations', name), sql)
  return folder
}

test('the next release migrates while this one goes on serving, and stays ready', async () => {
  const { url: databaseUrl, ownerUrl, db, owner } = await testDatabase()
  const { url } = await startWeb(databaseUrl)
  const statuses: number[] = []
  let over = false
  const readers = Array.from({ length: 4 }, async () => {
    while (!over) statuses.push(await statusOf(`${url}/visits/${'a'.repeat(43)}`))
  })
  const writers = Array.from({ length: 2 }, async () => {
    while (!over) {
      const visitor = await browser(url).opens('/book/prison')
      await visitor.answers({ prison: 'leeds' })
      statuses.push(visitor.status())
    }
  })
  const watchers = [
    (async () => {
      while (!over) statuses.push(await statusOf(`${url}/health/ready`))
    })(),
  ]
  await until(() => statuses.length > 50)
  // The migration waits in its middle until enough requests were served meanwhile.
  const holding = await owner.transaction()
  await holding.raw('select pg_advisory_xact_lock(9002)')
  const before = statuses.length
  const migrate = run(join(await nextRelease(), 'src', 'migrate.ts'), {
    DATABASE_URL: databaseUrl,
    MIGRATE_DATABASE_URL: ownerUrl,
  })
  await until(async () => (await query(db, waitingForTest)).length > 0)
  const waiting = statuses.length
  await until(() => statuses.length > waiting + 20)
  await holding.rollback()
  expect([await migrate.exit, migrate.said()]).toEqual([0, expect.stringContaining('migrated')])
  const during = statuses.length - before
  await until(() => statuses.length > before + during + 50)
  over = true
  await Promise.all([...readers, ...writers, ...watchers])

  expect(during).toBeGreaterThan(20)
  expect(statuses.filter((status) => status >= 500)).toEqual([])
  const done = await query<{ name: string }>(owner, 'select name from migrations order by id')
  expect(done.map(({ name }) => name).slice(-3)).toEqual(Object.keys(later))
  const index = `select indisvalid from pg_index where indexrelid = 'visits_by_invention'::regclass`
  expect(await query(owner, index)).toEqual([{ indisvalid: true }])
})

/** Files of the first release are what they are: no older process ever met them. */
const ofFirstRelease = '0007'

/** What a file does that a process of the release before it could not live with, or that locks a big table for long. */
function harm(sql: string): string[] {
  const plain = sql.replace(/--.*$/gm, '').toLowerCase()
  const created = new Set(
    [...plain.matchAll(/create table (?:if not exists )?(\w+)/g)].map(([, name]) => name),
  )
  const indexes = [...plain.matchAll(/create (?:unique )?index (concurrently )?[\s\S]*?\bon (\w+)/g)]
  const locking = indexes.filter(([, concurrently, table]) => !concurrently && !created.has(table))
  const narrowing =
    /\b(drop (table|column|view|function|type)|rename|alter column \w+ (set data )?type|set not null)\b/g
  const together = indexes.some(([, concurrently]) => concurrently) && plain.trim().split(';').length > 2
  return [
    ...[...plain.matchAll(narrowing)].map(([words]) => words),
    ...locking.map(([words]) => words),
    ...(together ? ['an index made concurrently needs a file of its own'] : []),
  ]
}

// Expand first; what nobody uses any more goes in a later release. An index on a table that has rows is made
// concurrently, in a file of its own, since anything else keeps everybody from writing for as long as it takes.
test('every later migration only adds', () => {
  const folder = join(project, 'migrations')
  const files = readdirSync(folder).filter(
    (name) => name.endsWith('.sql') && name.slice(0, 4) > ofFirstRelease,
  )
  const harmful = files.flatMap((name) =>
    harm(readFileSync(join(folder, name), 'utf8')).map((words) => `${name}: ${words}`),
  )
  expect(harmful).toEqual([])
})

test.each([
  ['alter table visits drop column mobile;', ['drop column']],
  ['alter table visits rename to appointments;', ['rename']],
  ['alter table visits alter column mobile type integer;', ['alter column mobile type']],
  ['create index by_email on visits (email);', ['create index by_email on visits']],
  ['-- drop table visits\ncreate table a (id int);\ncreate index a_by_id on a (id);', []],
  ['create index concurrently by_email on visits (email);', []],
  [
    'create index concurrently a on visits (email); create table b (id int);',
    ['an index made concurrently needs a file of its own'],
  ],
  [later['9001_a_column.sql'], []],
])('%j is found to do %j', (sql, found) => {
  expect(harm(sql)).toEqual(found)
})
