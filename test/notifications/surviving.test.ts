/** What goes wrong without a worker dying: Notify is away or says "too many", a message cannot be written, a job is gone. */
import { notifyTransport } from '../../src/notifications/notify.ts'
import { query } from '../../src/store/database.ts'
import { requeueForgotten } from '../../src/store/outbox.ts'
import { aDecidedVisit, aRequest, forgetVisits } from '../builders.ts'
import { clock } from '../clock.ts'
import { testDatabase } from '../database.ts'
import type { TestDatabase } from '../database.ts'
import { apiKey, emailTemplate, notifyServer } from './notifyServer.ts'
import type { Answer } from './notifyServer.ts'
import { liveToday } from './today.ts'
import { comeBack, keeping, publicUrl, queued, rows, work } from './work.ts'

let database: TestDatabase

beforeAll(async () => {
  database = await testDatabase()
  await liveToday(database.owner)
})

beforeEach(async () => {
  clock.set(new Date().toISOString())
  await forgetVisits(database.owner)
})

const threeRequests = async () => {
  for (const prisonNumber of ['A1000BC', 'A1001BC', 'A1002BC']) await aRequest(database.db, { prisonNumber })
}

const transport = (url: string) =>
  notifyTransport({ apiKey, url, emailTemplate, publicUrl, now: clock.now, timeout: 300 })

const states = async () => (await rows(database.db)).map(({ state }) => state)

test('Notify is away for an hour: every message waits, with longer and longer pauses, and is then sent once', async () => {
  await threeRequests()
  const notify = await notifyServer()
  const before = 3 // The first pauses are shorter than a busy machine's.
  await comeBack(database.db, before + 1)
  const away: Answer[] = [500, 502, 503, 'silence', 500, 503, 404]
  for (const [round, answer] of away.entries()) {
    notify.state.answer = answer
    await work(database, transport(notify.url))
    const jobs = await queued(database.db)
    expect(jobs.map(({ attempts, waiting }) => ({ attempts, waiting }))).toEqual(
      Array(3).fill({ attempts: before + round + 1, waiting: true }),
    )
    await comeBack(database.db)
  }
  expect(await states()).toEqual(['queued', 'queued', 'queued'])

  notify.state.answer = 201
  await work(database, transport(notify.url))
  expect(await states()).toEqual(['sent', 'sent', 'sent'])
  const ids = (await rows(database.db)).map(({ id }) => id)
  expect([...notify.accepted()].sort()).toEqual([...ids].sort())
})

test('after a message is sent, Notify’s own id of it is kept', async () => {
  await aRequest(database.db)
  const { url } = await notifyServer()
  await work(database, transport(url))
  expect(await query(database.db, 'select provider_id as id from notifications')).toEqual([
    { id: expect.stringMatching(/^[\da-f-]{36}$/) as string },
  ])
})

test('Notify says "too many": no other message is tried for a minute, and no attempt is counted', async () => {
  await threeRequests()
  const notify = await notifyServer(429)
  const deliver = transport(notify.url)
  const lines = await work(database, deliver)

  expect(notify.requests).toHaveLength(1)
  expect(await queued(database.db)).toEqual(Array(3).fill({ attempts: 0, waiting: true, error: null }))
  expect(lines.join('\n')).not.toMatch(/"level":(40|50)/)

  notify.state.answer = 201
  clock.set(new Date(clock.now().getTime() + 60_000).toISOString())
  await comeBack(database.db)
  await work(database, deliver)
  expect(await states()).toEqual(['sent', 'sent', 'sent'])
  expect(new Set(notify.accepted()).size).toBe(3)
})

test.each([
  [400, 'notify_refused'],
  [403, 'notify_forbidden'],
])('a message refused with %i has failed at once, with an error in the log', async (status, failure) => {
  await aRequest(database.db)
  const notify = await notifyServer(status)
  const lines = await work(database, transport(notify.url))

  expect(notify.requests).toHaveLength(1)
  expect(await rows(database.db)).toMatchObject([{ state: 'failed', failure }])
  expect(await queued(database.db)).toEqual([])
  const errors = lines.filter((line) => line.includes('"level":50'))
  expect(errors.join('\n')).toContain(failure)
  expect(lines.join('\n')).not.toMatch(/gwen|example\.org/i)
})

test('a message that cannot be written stops no other, and is given up in the end', async () => {
  const { id } = await aRequest(database.db, { prisonNumber: 'A0666BC' })
  await query(database.owner, 'delete from visit_visitors where visit_id = :id', { id })
  await threeRequests()
  const notify = await notifyServer()
  await work(database, transport(notify.url))
  expect(await states()).toEqual(['queued', 'sent', 'sent', 'sent'])
  expect(await queued(database.db)).toMatchObject([{ attempts: 1, waiting: true }])

  await comeBack(database.db, 25)
  await work(database, transport(notify.url))
  expect(await rows(database.db)).toMatchObject([{ state: 'failed', failure: 'gave_up' }, {}, {}, {}])
  expect(notify.accepted()).toHaveLength(3)
})

test('a message of a kind that only a later version knows waits for that version', async () => {
  await aRequest(database.db)
  await query(database.db, "update notifications set kind = 'from_the_future'")
  const { kept, deliver } = keeping()
  await work(database, deliver)
  expect(kept).toEqual([])
  expect(await states()).toEqual(['queued'])
})

test('a waiting message whose job is gone, used up or held by a dead worker gets another', async () => {
  await threeRequests()
  const jobs = await query<{ id: string }>(
    database.db,
    'select id from graphile_worker._private_jobs order by id',
  )
  const [gone, usedUp, dead] = jobs.map(({ id }) => id)
  const change = (sql: string, id = '') => query(database.db, sql, { id })
  await change('delete from graphile_worker._private_jobs where id = :id', gone)
  await change('update graphile_worker._private_jobs set attempts = 25 where id = :id', usedUp)
  await change(
    "update graphile_worker._private_jobs set locked_at = now() - interval '2 minutes', locked_by = 'dead', attempts = 1 where id = :id",
    dead,
  )
  expect(await requeueForgotten(database.db)).toBe(3)
  expect(await requeueForgotten(database.db)).toBe(0)

  const { kept, deliver } = keeping()
  await work(database, deliver)
  expect(new Set(kept.map(({ id }) => id)).size).toBe(3)
  expect(kept).toHaveLength(3)
})

test('a message whose job waits or works is left alone', async () => {
  await threeRequests()
  await query(
    database.db,
    `update graphile_worker._private_jobs set locked_at = now(), locked_by = 'alive', attempts = 25
     where id = (select min(id) from graphile_worker._private_jobs)`,
  )
  expect(await requeueForgotten(database.db)).toBe(0)
})

describe('a message that comes too late', () => {
  const later = async (visitId: number) => {
    const [slot] = await query<{ startsAt: Date }>(
      database.db,
      `select max(starts_at) as "startsAt" from slots join visit_choices on slot_id = slots.id
       where visit_id = :visitId`,
      { visitId },
    )
    clock.set(slot?.startsAt.toISOString() ?? '')
  }

  test('about a visit whose time has come is not sent', async () => {
    const { id } = await aDecidedVisit(database.db)
    await later(id)
    const { kept, deliver } = keeping()
    await work(database, deliver)
    expect(kept).toEqual([])
    expect(await rows(database.db)).toMatchObject([{ failure: 'overtaken' }, { failure: 'too_late' }])
  })

  test('about a request whose times have all come is not sent', async () => {
    const { id } = await aRequest(database.db, { choices: 2 })
    await later(id)
    const { kept, deliver } = keeping()
    await work(database, deliver)
    expect(kept).toEqual([])
    expect(await rows(database.db)).toMatchObject([{ failure: 'too_late' }])
  })

  test('about a request that was not accepted still says so', async () => {
    const { id } = await aDecidedVisit(database.db, { decision: 'reject', reasons: ['no_allowance'] })
    await later(id)
    const { kept, deliver } = keeping()
    await work(database, deliver)
    expect(kept).toMatchObject([{ subject: 'Your visit request was not accepted' }])
  })
})
