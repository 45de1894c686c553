/** What grows is read by an index, and what a slot takes along is found by one. */
import { query } from '../../src/store/database.ts'
import type { Database } from '../../src/store/database.ts'
import { listFailedMessages } from '../../src/store/failedMessages.ts'
import { listFlagged } from '../../src/store/flagged.ts'
import { visitTypes } from '../../src/domain/slots.ts'
import { listPeopleAt } from '../../src/store/people.ts'
import { listRequests } from '../../src/store/requests.ts'
import { aRequest } from '../builders.ts'
import { clock } from '../clock.ts'
import { testDatabase } from '../database.ts'

let db: Database
let owner: Database

beforeAll(async () => ({ db, owner } = await testDatabase()))

test('every reference to a slot is found by an index that begins with it', async () => {
  const references = await query<{ column: string; isIndexed: boolean }>(
    owner,
    `select conrelid::regclass || '.' || attname as column, exists (
       select from pg_index where indrelid = conrelid and indkey[0] = attnum) as "isIndexed"
     from pg_constraint join pg_attribute on attrelid = conrelid and attnum = conkey[1]
     where contype = 'f' and confrelid = 'slots'::regclass`,
  )
  expect(references.length).toBeGreaterThan(6)
  expect(references.filter(({ isIndexed }) => !isIndexed)).toEqual([])
})

interface Asked {
  sql: string
  bindings: unknown[]
}

/** The plans of what is asked, where no table is read as a whole if there is another way. */
async function plansOf(ask: () => Promise<unknown>): Promise<string> {
  const asked: Asked[] = []
  const note = ({ sql, bindings }: Asked) => asked.push({ sql, bindings })
  db.on('query', note)
  await ask()
  db.removeListener('query', note)
  return db.transaction(async (trx) => {
    await trx.raw('set local enable_seqscan = off')
    const plans: string[] = []
    for (const { sql, bindings } of asked) {
      const { rows } = await trx.raw<{ rows: object[] }>(`explain ${sql}`).options({ values: bindings })
      plans.push(rows.map((row) => Object.values(row).join()).join('\n'))
    }
    return plans.join('\n')
  })
}

const prisons = ['LEI']

const requests = {
  place: null,
  status: 'requested',
  types: visitTypes,
  date: null,
  sort: 'due',
  descending: false,
  page: 1,
} as const

test.each([
  [
    'requests are read in their order, what is urgent first',
    'urgent_visits_first',
    () =>
      listRequests(
        db,
        { ...requests, prisons },
        { since: clock.now(), exceptPersonId: '00000000-0000-0000-0000-000000000000' },
      ),
  ],
  [
    'visits to sort out are those of the prisons',
    'visit_flags_open_by_place',
    () => listFlagged(db, { prisons, place: null, why: null, references: null, page: 1, now: clock.now() }),
  ],
  [
    'who changed a place is not looked for among all its changes',
    'place_events_by_person',
    () => listPeopleAt(db, prisons),
  ],
])('%s', async (_what, index, ask) => {
  expect(await plansOf(ask)).toContain(index)
})

test('messages that failed are not looked for among those that arrived', async () => {
  const { id } = await aRequest(db)
  await query(
    owner,
    `with events as (
       insert into visit_events (visit_id, at, what, actor)
       select :id, :now, 'expired', 'system' from generate_series(1, 1000) returning id)
     insert into notifications (visit_id, event_id, kind, channel, queued_at, state, failure, sent_at)
     select :id, id, 'prison_message', 'email', :now, case when id % 200 = 0 then 'failed' else 'sent' end,
       case when id % 200 = 0 then 'gave_up' end, :now from events`,
    { id, now: clock.now() },
  )
  await owner.raw('analyze notifications')
  const ask = () => listFailedMessages(db, { prisons, place: null, now: clock.now() })
  expect(await plansOf(ask)).toContain('notifications_failed')
})
