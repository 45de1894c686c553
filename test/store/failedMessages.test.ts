import { query } from '../../src/store/database.ts'
import type { Database } from '../../src/store/database.ts'
import { dealWithMessage, listFailedMessages, mostFailedMessages } from '../../src/store/failedMessages.ts'
import type { Visit } from '../../src/store/visits.ts'
import { aClerk, aDecidedVisit, aRequest, forgetVisits } from '../builders.ts'
import { clock } from '../clock.ts'
import { testDatabase } from '../database.ts'

let db: Database
let owner: Database

beforeAll(async () => {
  ;({ db, owner } = await testDatabase())
})
beforeEach(async () => {
  clock.set('2026-11-18T10:00:00Z')
  await forgetVisits(owner)
})

const fail = (visit: Visit, failure = 'permanent_failure', kind = 'request_received') =>
  query(
    db,
    "update notifications set state = 'failed', failure = :failure where visit_id = :id and kind = :kind",
    { failure, kind, id: visit.id },
  )

const leeds = { prisons: ['LEI', 'CFI'], place: null }

const listed = async (asked = leeds as { prisons: string[]; place: string | null }) =>
  (await listFailedMessages(db, { ...asked, now: clock.now() })).rows.map(({ reference }) => reference)

test('lists a message that failed for good, with whose it is', async () => {
  const visit = await aRequest(db)
  expect(await listed()).toEqual([])
  await fail(visit)
  expect(await listFailedMessages(db, { ...leeds, now: clock.now() })).toMatchObject({
    total: 1,
    rows: [
      {
        reference: visit.reference,
        status: 'requested',
        prisoner: { lastName: 'Test' },
        mainVisitor: { firstName: 'Gwen' },
        kind: 'request_received',
        channel: 'email',
        failure: 'permanent_failure',
      },
    ],
  })
})

test.each(['overtaken', 'too_late'])('does not list what was left unsent as %s', async (failure) => {
  await fail(await aRequest(db), failure)
  expect(await listed()).toEqual([])
})

test('lists nothing of visits that are over', async () => {
  const [asked, booked] = [await aRequest(db), await aDecidedVisit(db, {}, { prisonNumber: 'A1235BC' })]
  await fail(asked)
  await fail(booked, 'gave_up', 'confirmed')
  expect(await listed()).toHaveLength(2)
  clock.set('2026-11-24T00:00:00Z')
  expect(await listed()).toEqual([booked.reference])
  clock.set('2026-11-24T14:00:00Z')
  expect(await listed()).toEqual([])
})

test('lists a message no more once a later one has come through the same way', async () => {
  const visit = await aDecidedVisit(db)
  await fail(visit)
  expect(await listed()).toEqual([visit.reference])
  const later = (state: string, channel: string) =>
    query(
      db,
      `update notifications set state = :state, channel = :channel, sent_at = :now,
         queued_at = cast(:now as timestamptz) + interval '1 hour'
       where visit_id = :id and kind = 'confirmed'`,
      { state, channel, now: clock.now(), id: visit.id },
    )
  await later('sent', 'text')
  expect(await listed()).toEqual([visit.reference])
  await later('sent', 'email')
  expect(await listed()).toEqual([])
})

test('lists messages of the reader’s prisons alone, and of one place', async () => {
  const [own, cardiff, other] = [
    await aRequest(db),
    await aRequest(db, { slug: 'cardiff' }),
    await aRequest(db, { slug: 'wandsworth' }),
  ]
  for (const visit of [own, cardiff, other]) await fail(visit)
  expect((await listed()).sort()).toEqual([own.reference, cardiff.reference].sort())
  expect(await listed({ ...leeds, place: 'cardiff' })).toEqual([cardiff.reference])
})

test('is dealt with once, by staff of the prison', async () => {
  const visit = await aRequest(db)
  await fail(visit)
  const [message] = (await listFailedMessages(db, { ...leeds, now: clock.now() })).rows
  const id = message?.id ?? ''
  const [first, second] = [await aClerk(db), await aClerk(db, 'clerk-two')]
  const dealWith = (personId: string, prisons: string[]) =>
    dealWithMessage(db, { id, prisons, personId, now: clock.now() })
  expect(await dealWith(first, ['WWI'])).toBe(false)
  expect(await listed()).toHaveLength(1)
  expect(await dealWith(first, ['LEI'])).toBe(true)
  expect(await dealWith(second, ['LEI'])).toBe(true)
  expect(await listed()).toEqual([])
  expect(await query(db, 'select dealt_with_by from notifications where id = :id', { id })).toEqual([
    { dealt_with_by: first },
  ])
})

test('shows no more than a page holds, and says how many there are', async () => {
  const visit = await aRequest(db)
  const many = mostFailedMessages + 2
  await query(
    db,
    `with events as (
       insert into visit_events (visit_id, at, what, actor)
       select :id, :now, 'requested', 'visitor' from generate_series(1, ${many}) returning id)
     insert into notifications (visit_id, event_id, kind, channel, queued_at, state, failure)
     select :id, id, 'confirmed', 'email', :now, 'failed', 'gave_up' from events`,
    { id: visit.id, now: clock.now() },
  )
  const { rows, total } = await listFailedMessages(db, { ...leeds, now: clock.now() })
  expect([rows.length, total]).toEqual([mostFailedMessages, many])
})
