/** The drill says of a restored copy that it is whole, and of a damaged one what is wrong with it. */
import type { Database } from '../../src/store/database.ts'
import { aDecidedVisit, anOfficialRequest, aRequest } from '../builders.ts'
import { testDatabase } from '../database.ts'
import type { TestDatabase } from '../database.ts'
import { run } from '../start/processes.ts'
import { deployment } from './web.ts'

let copy: TestDatabase
let owner: Database

beforeAll(async () => {
  copy = await testDatabase()
  ;({ owner } = copy)
})

async function drill(): Promise<[number | null, string]> {
  const { url, ownerUrl } = copy
  const running = run('src/restoreDrill.ts', {
    ...deployment,
    DATABASE_URL: url,
    MIGRATE_DATABASE_URL: ownerUrl,
  })
  return [await running.exit, running.said()]
}

/** Every check that found something, with how much. */
const wrongIn = (said: string) =>
  said
    .split('\n')
    .map((line) => /^(.+?) {2,}(\d+)$/.exec(line))
    .flatMap((found) => (found ? [`${found[1]}: ${found[2]}`] : []))
    .filter((line) => !/^(minutes|rows)/.test(line))

test('a copy with visits of every kind is whole', async () => {
  await aRequest(copy.db)
  await aDecidedVisit(copy.db, {}, { prisonNumber: 'B2345CD' })
  await anOfficialRequest(copy.db, { prisonNumber: 'C3456DE' })
  const [code, said] = await drill()
  expect([code, wrongIn(said)]).toEqual([0, []])
  expect(said).toMatch(/slots whose counters differ from a recount {2,}none\n/)
  expect(said).toMatch(/newest row {2,}2026-11-18T10:00:00\.000Z\nminutes since then {2,}-?\d+\n/)
  expect(said).toMatch(/rows to forget before it serves {2,}\d+\nThe database is whole\.\n$/)
})

const without = (table: string, sql: string) =>
  `alter table ${table} disable trigger user; ${sql}; alter table ${table} enable trigger user`

/** What a bad restore leaves behind, made by hand where triggers would refuse it. */
const damages: [what: string, sql: string, found: string][] = [
  [
    'a counter that is wrong',
    without('slots', 'update slots set held = held + 1, capacity = capacity + 1 where held = 1'),
    'slots whose counters differ from a recount: 1',
  ],
  [
    'a party that was lost',
    without('visit_visitors', 'delete from visit_visitors'),
    'visits without a main visitor: 1',
  ],
  [
    'a history that was lost',
    without('visit_events', 'delete from notifications; delete from visit_events'),
    'visits without a history: 1',
  ],
  ['a claim that was lost', 'delete from visit_claims', 'live visits that claim no time: 1'],
  ['rights that are too wide', 'grant truncate on visits to %role%', 'rights that are not as granted: 1'],
  [
    'a trigger that was left off',
    'alter table visits disable trigger visits_count_places',
    'triggers that are switched off: 1',
  ],
  [
    'a constraint that was not validated',
    `alter table feedback drop constraint feedback_score_check;
     alter table feedback add constraint feedback_score_check check (score between 1 and 5) not valid`,
    'constraints that are not validated: 1',
  ],
  [
    'a migration that is missing',
    "delete from migrations where name like '0057%'",
    'migrations that are missing: 1',
  ],
]

test('everything that is wrong with a damaged one is found at once', async () => {
  copy = await testDatabase()
  ;({ owner } = copy)
  await aRequest(copy.db)
  const role = new URL(copy.url).username
  for (const [, sql] of damages) await owner.raw(sql.replace('%role%', `"${role}"`))
  const [code, said] = await drill()
  expect([code, wrongIn(said).sort()]).toEqual([1, damages.map(([, , found]) => found).sort()])
  expect(said).toContain('The database is NOT whole.')
})
