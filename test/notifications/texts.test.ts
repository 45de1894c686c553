/** Text messages beside e-mails: to whom they go, and when. */
import { sendNotification } from '../../src/notifications/sendNotification.ts'
import { smtpTransport } from '../../src/notifications/smtp.ts'
import { query } from '../../src/store/database.ts'
import { listFailedMessages } from '../../src/store/failedMessages.ts'
import { countFailures, readWaiting } from '../../src/store/outbox.ts'
import { aDecidedVisit, aRequest, bookableSlots, forgetVisits } from '../builders.ts'
import { clock } from '../clock.ts'
import { testDatabase } from '../database.ts'
import type { TestDatabase } from '../database.ts'
import { mailServer } from './mailServer.ts'
import { keeping, means, rows, work } from './work.ts'

const mobile = '+447700900123'

let database: TestDatabase

beforeAll(async () => {
  database = await testDatabase()
})
beforeEach(async () => {
  clock.set('2026-11-18T10:00:00Z')
  await forgetVisits(database.owner)
})

async function sent() {
  const { kept, deliver } = keeping()
  await work(database, deliver)
  return kept
}

const channelsOf = (messages: { channel: string; to: string }[]) =>
  messages.map(({ channel, to }) => `${channel} to ${to}`).sort()

test.each([
  [
    'an address and a number',
    { mobile, wantsTexts: true },
    ['email to gwen@example.org', `text to ${mobile}`],
  ],
  ['a number only, and wants texts', { email: null, mobile, wantsTexts: true }, [`text to ${mobile}`]],
  ['a number that is for calls', { mobile }, ['email to gwen@example.org']],
  ['a number only, for calls', { email: null, mobile }, []],
  ['neither', { email: null }, []],
])('who gave %s is told accordingly', async (_what, contact, channels) => {
  await aRequest(database.db, contact)
  expect(channelsOf(await sent())).toEqual(channels)
})

test('a text message is in the visitor’s language and makes no link', async () => {
  await aRequest(database.db, { email: null, mobile, wantsTexts: true, language: 'cy' })
  const [message] = await sent()
  expect(message?.subject).toBe('')
  expect(message?.body).toMatch(/^Ymweld a rhywun yn y carchar: Rydym wedi cael eich cais am ymweliad\. /)
  expect(await query(database.owner, 'select from visit_links')).toEqual([])
})

test('who has taken back the wish for texts meanwhile gets none', async () => {
  const visit = await aRequest(database.db, { mobile, wantsTexts: true })
  await query(database.db, 'update visits set wants_texts = false where id = :id', { id: visit.id })
  expect(channelsOf(await sent())).toEqual(['email to gwen@example.org'])
  expect((await rows(database.db)).map(({ failure }) => failure)).toContain('overtaken')
})

describe('at night', () => {
  const textOnly = { email: null, mobile, wantsTexts: true }

  /** Does the job of the last message of that kind and channel. The library runs on real time, and would do it again. */
  async function send(kind: string, channel: 'email' | 'text' = 'text') {
    const [row] = await query<{ id: string }>(
      database.db,
      'select id from notifications where kind = :kind and channel = :channel',
      { kind, channel },
    )
    return sendNotification(row?.id ?? '', { ...means(database, keeping().deliver), now: clock.now() })
  }

  const heldUntil = async () => {
    const [job] = await query<{ at: string }>(
      database.owner,
      `select to_char(run_at at time zone 'Europe/London', 'YYYY-MM-DD HH24:MI') as at
       from graphile_worker._private_jobs order by id desc`,
    )
    return job?.at
  }

  test.each([
    ['2026-11-18T20:59:00Z', 'sent'],
    ['2026-11-18T21:00:00Z', 'held'],
    ['2026-11-19T07:59:00Z', 'held'],
    ['2026-11-19T08:00:00Z', 'sent'],
  ])('at %s a text message is %s', async (now, outcome) => {
    await aRequest(database.db, textOnly)
    clock.set(now)
    expect(await send('request_received')).toEqual({ outcome })
    if (outcome === 'sent') return
    expect(await heldUntil()).toBe('2026-11-19 08:00')
    expect(await readWaiting(database.db)).toMatchObject({ count: 1 })
    await query(database.owner, "update graphile_worker._private_jobs set run_at = now() + interval '1 hour'")
    expect(await readWaiting(database.db)).toMatchObject({ count: 0 })
    expect(await rows(database.db)).toMatchObject([{ state: 'queued', failure: null }])
    clock.set('2026-11-19T08:00:00Z')
    expect(await send('request_received')).toEqual({ outcome: 'sent' })
  })

  test('the e-mail does not wait for the text', async () => {
    await aRequest(database.db, { mobile, wantsTexts: true })
    clock.set('2026-11-18T22:00:00Z')
    expect(await send('request_received', 'email')).toEqual({ outcome: 'sent' })
    expect(await send('request_received')).toEqual({ outcome: 'held' })
  })

  test.each([
    ['a day and a minute', 'held', -24 * 60 - 1],
    ['a day', 'sent', -24 * 60],
    ['a minute', 'sent', -1],
  ])('a text at night about a visit in %s is %s', async (_when, outcome, minutes) => {
    const slot = (await bookableSlots(database.db, 'cardiff')).find(
      ({ startsAt }) => startsAt.getUTCHours() === 18,
    )
    await aDecidedVisit(database.db, {}, { ...textOnly, slug: 'cardiff', slotIds: [slot?.id ?? 0] })
    const start = slot?.startsAt.getTime() ?? 0
    // The slot begins at 18:00, when nobody is asleep: it is moved, with the clock, to the night.
    await query(database.owner, 'alter table slots disable trigger user')
    await query(
      database.owner,
      `update slots set starts_at = starts_at + interval '4 hours', ends_at = ends_at + interval '4 hours'
       where id = :id`,
      { id: slot?.id ?? 0 },
    )
    await query(database.owner, 'alter table slots enable trigger user')
    clock.set(new Date(start + (4 * 60 + minutes) * 60_000).toISOString())
    expect(await send('confirmed')).toEqual({ outcome })
  })
})

describe('where nothing takes texts', () => {
  const failed = async () =>
    (await listFailedMessages(database.db, { prisons: ['LEI'], place: null, now: clock.now() })).total

  test('who has an e-mail address, too, is no failure that anybody has to see to', async () => {
    await aRequest(database.db, { mobile, wantsTexts: true })
    const { mails, url } = await mailServer()
    await work(database, smtpTransport({ url, from: 'visits@example.org' }))
    expect(mails).toHaveLength(1)
    expect((await rows(database.db)).map(({ state, failure }) => failure ?? state).sort()).toEqual([
      'no_text_service',
      'sent',
    ])
    expect(await failed()).toBe(0)
    expect(await countFailures(database.db)).toEqual([])
  })

  test('who has none is one', async () => {
    await aRequest(database.db, { email: null, mobile, wantsTexts: true })
    const { url } = await mailServer()
    await work(database, smtpTransport({ url, from: 'visits@example.org' }))
    expect(await failed()).toBe(1)
  })
})
