import { randomBytes, randomUUID } from 'node:crypto'
import { requestVisit } from '../../src/actions/requestVisit.ts'
import { query } from '../../src/store/database.ts'
import type { Database } from '../../src/store/database.ts'
import { aRequest, aVisitRequest, bookableSlots, forgetVisits } from '../builders.ts'
import { clock } from '../clock.ts'
import { testDatabase } from '../database.ts'

let db: Database
let owner: Database

beforeAll(async () => ({ db, owner } = await testDatabase()))
beforeEach(() => forgetVisits(owner))

const send = async (overrides: Parameters<typeof aVisitRequest>[1] = {}) =>
  requestVisit(db, await aVisitRequest(db, overrides), { now: clock.now(), randomBytes })

const slotNow = async (id: number) =>
  (
    await query<{ wanted: number; booked: number; held: number }>(
      db,
      'select wanted, booked, held from slots where id = :id',
      { id },
    )
  )[0]

test('holds the first choice, computes the answer-by date and queues one message', async () => {
  const visit = await aRequest(db, { choices: 3 })
  expect(visit).toMatchObject({
    status: 'requested',
    version: 1,
    answerBy: '2026-11-23',
    heldSlotId: visit.choices[0]?.slot.id,
  })
  expect(visit.choices.map(({ slot }) => slot.held)).toEqual([1, 0, 0])
  const messages = await query(db, 'select kind, state, channel from notifications where visit_id = :id', {
    id: visit.id,
  })
  expect(messages).toEqual([{ kind: 'request_received', state: 'queued', channel: 'email' }])
  const jobs = await query<{ payload: object }>(owner, 'select payload from graphile_worker._private_jobs')
  expect(jobs).toHaveLength(1)
  expect(Object.keys(jobs[0]?.payload ?? {})).toEqual(['id'])
})

test('expires on the date of its latest choice', async () => {
  const slots = await bookableSlots(db)
  const late = slots.at(-1)
  const visit = await aRequest(db, { slotIds: [late?.id ?? 0, slots[0]?.id ?? 0] })
  expect(visit.expiresOn).toBe(late?.date)
})

test('makes one visit of a draft that is sent twenty times at once', async () => {
  const asked = await aVisitRequest(db)
  const outcomes = await Promise.all(
    Array.from({ length: 20 }, () => requestVisit(db, asked, { now: clock.now(), randomBytes })),
  )
  expect(new Set(outcomes.map((outcome) => 'visitId' in outcome && outcome.visitId)).size).toBe(1)
  expect(await query(db, 'select count(*) from visits')).toEqual([{ count: 1 }])
  expect((await slotNow(asked.slotIds[0] ?? 0))?.held).toBe(1)
})

test('gives the last places of a slot to exactly as many of 200 people who ask at once', async () => {
  const [slot] = await bookableSlots(db)
  const id = slot?.id ?? 0
  await query(db, 'update slots set wanted = 3 where id = :id', { id })
  const numbers = Array.from({ length: 200 }, (_, n) => `A${String(1000 + n)}BC`)
  const asked = await Promise.all(
    numbers.map((prisonNumber) => aVisitRequest(db, { prisonNumber, slotIds: [id] })),
  )
  const outcomes = await Promise.all(
    asked.map((one) => requestVisit(db, one, { now: clock.now(), randomBytes })),
  )
  expect(outcomes.filter((outcome) => 'visitId' in outcome)).toHaveLength(3)
  expect(outcomes.filter((outcome) => 'refused' in outcome && outcome.refused === 'choices')).toHaveLength(
    197,
  )
  expect(await slotNow(id)).toEqual({ wanted: 3, booked: 0, held: 3 })
}, 60_000)

test('does not lock up when people ask for the same slots in opposite orders', async () => {
  const [first, second] = await bookableSlots(db)
  const ids = [first?.id ?? 0, second?.id ?? 0]
  const asked = await Promise.all(
    Array.from({ length: 20 }, (_, n) =>
      aVisitRequest(db, { prisonNumber: `A${1000 + n}BC`, slotIds: n % 2 ? ids : ids.toReversed() }),
    ),
  )
  const outcomes = await Promise.all(
    asked.map((one) => requestVisit(db, one, { now: clock.now(), randomBytes })),
  )
  expect(outcomes.every((outcome) => 'visitId' in outcome)).toBe(true)
})

test('refuses the same people the same time twice, however their name is typed', async () => {
  await send({ party: [{ firstName: 'Siân', lastName: 'O’Neill', dateOfBirth: '1985-06-15' }] })
  const again = await send({
    party: [{ firstName: ' sian', lastName: "o'neill ", dateOfBirth: '1985-06-15' }],
  })
  expect(again).toEqual({ refused: 'duplicate' })
})

test('writes nothing when it refuses', async () => {
  await send()
  const before = await query(
    owner,
    'select (select count(*) from visits) v, (select count(*) from notifications) n, (select count(*) from graphile_worker._private_jobs) j',
  )
  await send()
  expect(
    await query(
      owner,
      'select (select count(*) from visits) v, (select count(*) from notifications) n, (select count(*) from graphile_worker._private_jobs) j',
    ),
  ).toEqual(before)
})

test.each([
  [
    'a slot that is too soon',
    async () =>
      (
        await query<{ id: number }>(
          db,
          "select id from slots where visit_type = 'social' and date = '2026-11-23' order by id limit 1",
        )
      )[0]?.id,
  ],
  ['a slot that does not exist', () => Promise.resolve(999_999)],
])('refuses %s', async (_what, slotOf) => {
  expect(await send({ slotIds: [(await slotOf()) ?? 0] })).toEqual({ refused: 'choices' })
})

test('refuses a slot chosen twice', async () => {
  const [slot] = await bookableSlots(db)
  expect(await send({ slotIds: [slot?.id ?? 0, slot?.id ?? 0] })).toEqual({ refused: 'choices' })
})

test('refuses a party with too many adults on the day', async () => {
  const adult = (lastName: string) => ({ firstName: 'Ann', lastName, dateOfBirth: '1990-01-01' })
  expect(await send({ party: ['One', 'Two', 'Three', 'Four'].map(adult) })).toEqual({ refused: 'choices' })
})

test('checks again at submit what a page opened before midnight still showed', async () => {
  const asked = await aVisitRequest(db, { draftId: randomUUID() })
  const nextDay = new Date('2026-11-19T00:00:30Z')
  expect(await requestVisit(db, asked, { now: nextDay, randomBytes })).toEqual({ refused: 'choices' })
})
