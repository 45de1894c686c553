import { randomBytes } from 'node:crypto'
import { expireVisits } from '../../src/actions/expireVisits.ts'
import { requestVisit } from '../../src/actions/requestVisit.ts'
import type { Deliver } from '../../src/notifications/deliver.ts'
import { sendNotification } from '../../src/notifications/sendNotification.ts'
import { smtpTransport } from '../../src/notifications/smtp.ts'
import { query, transact } from '../../src/store/database.ts'
import { findLinkedVisit } from '../../src/store/links.ts'
import { aDecidedVisit, aRequest, aVisitRequest, child, forgetVisits, gwen, otherAdult } from '../builders.ts'
import { clock } from '../clock.ts'
import { testDatabase } from '../database.ts'
import type { TestDatabase } from '../database.ts'
import { mailServer } from './mailServer.ts'
import { comeBack, keeping, means, publicUrl, queued, rows, secretIn, work } from './work.ts'

let database: TestDatabase

beforeAll(async () => {
  database = await testDatabase()
})

beforeEach(async () => {
  clock.set('2026-11-18T10:00:00Z')
  await forgetVisits(database.owner)
})

const from = 'visits@example.org'

/** The visit that the link in a message leads to. */
const ledTo = (body?: string) => findLinkedVisit(database.db, secretIn(body), '2026-11-18')

async function onlyRow() {
  const [row, ...others] = await rows(database.db)
  if (!row || others.length > 0) throw new Error('There is not exactly one notification')
  return row
}

test('a request is told to its visitor by e-mail, once, and the link in it leads to the visit', async () => {
  const visit = await aRequest(database.db)
  const { mails, url } = await mailServer()
  await work(database, smtpTransport({ url, from }))

  expect(mails).toHaveLength(1)
  expect(mails[0]?.to).toEqual(['gwen@example.org'])
  expect(mails[0]?.headers.get('subject')).toBe('We have your visit request: it is not booked yet')
  expect(await ledTo(mails[0]?.body)).toBe(visit.id)
  expect(await rows(database.db)).toMatchObject([{ state: 'sent', sentAt: clock.now() }])
  expect(await queued(database.db)).toEqual([])
})

test('its link leads to the visit before the server has answered, and if its answer never comes', async () => {
  const visit = await aRequest(database.db)
  const { kept, deliver } = keeping()
  const follow: Deliver = async (message) => {
    await deliver(message)
    expect(await ledTo(message.body)).toBe(visit.id)
    throw new Error('the connection was lost')
  }
  await work(database, follow)
  expect(await rows(database.db)).toMatchObject([{ state: 'queued' }])
  expect(await ledTo(kept[0]?.body)).toBe(visit.id)
})

test('a job that runs twice, also at once, sends one message', async () => {
  await aRequest(database.db)
  const { id } = await onlyRow()
  const { kept, deliver } = keeping()
  const sending = { db: database.db, now: clock.now(), randomBytes, deliver, publicUrl }
  const outcomes = await Promise.all([1, 2, 3].map(() => sendNotification(id, sending)))
  outcomes.push(await sendNotification(id, sending))

  expect(outcomes.filter(({ outcome }) => outcome === 'sent')).toHaveLength(1)
  expect(outcomes.filter(({ outcome }) => outcome === 'nothing')).toHaveLength(3)
  expect(kept.map((message) => message.id)).toEqual([id])
})

test('nothing is queued or sent when the transaction is rolled back', async () => {
  const asked = await aVisitRequest(database.db)
  const rolledBack = transact(database.db, async (trx) => {
    expect(await requestVisit(trx, asked, { now: clock.now(), randomBytes })).toHaveProperty('visitId')
    expect(await rows(trx)).toHaveLength(1)
    throw new Error('not after all')
  })
  await expect(rolledBack).rejects.toThrow('not after all')

  const { kept, deliver } = keeping()
  await work(database, deliver)
  expect(kept).toEqual([])
  expect(await queued(database.db)).toEqual([])
  expect(await rows(database.db)).toEqual([])
})

test('a message that the server puts off stays queued, is tried again later and then sent', async () => {
  await aRequest(database.db)
  const server = await mailServer(451)
  const deliver = smtpTransport({ url: server.url, from })
  await work(database, deliver)

  expect(await rows(database.db)).toMatchObject([{ state: 'queued' }])
  expect(await queued(database.db)).toMatchObject([{ attempts: 1, waiting: true }])
  expect(await query(database.db, 'select from visit_links')).toHaveLength(1)

  server.state.answer = 250
  await comeBack(database.db)
  await work(database, deliver)
  expect(server.mails).toHaveLength(1)
  expect(await rows(database.db)).toMatchObject([{ state: 'sent' }])
  expect(await query(database.db, 'select from visit_links')).toHaveLength(2)
})

test('a message whose recipient is refused has failed and is not tried again', async () => {
  await aRequest(database.db)
  const server = await mailServer(550)
  await work(database, smtpTransport({ url: server.url, from }))

  expect(await rows(database.db)).toMatchObject([
    { state: 'failed', failure: 'recipient_refused', sentAt: null },
  ])
  expect(await queued(database.db)).toEqual([])
})

test('a message that could not be sent at its last attempt is given up', async () => {
  await aRequest(database.db)
  const server = await mailServer(451)
  await comeBack(database.db, 25)
  await work(database, smtpTransport({ url: server.url, from }))

  expect(await rows(database.db)).toMatchObject([{ state: 'failed', failure: 'gave_up' }])
  expect(await queued(database.db)).toEqual([])
})

test('a hung server holds neither the message nor the visit for long', async () => {
  await aRequest(database.db)
  const server = await mailServer('silence')
  const before = performance.now()
  await work(database, smtpTransport({ url: server.url, from, timeout: 500 }))

  expect(performance.now() - before).toBeLessThan(5000)
  expect(server.state.connections).toBe(1)
  expect(await rows(database.db)).toMatchObject([{ state: 'queued' }])
})

test('neither the log nor the queue keeps an address, a name, a secret or what the server said', async () => {
  await aRequest(database.db)
  const server = await mailServer(451)
  const deliver = smtpTransport({ url: server.url, from })
  const lines = await work(database, deliver)
  const [job] = await queued(database.db)
  server.state.answer = 250
  await comeBack(database.db)
  lines.push(...(await work(database, deliver)))
  const secret = secretIn(server.mails[0]?.body)

  expect(secret).not.toBe('')
  expect(lines.join('\n')).toContain('RCPT TO 451')
  expect(job?.error).toBeTruthy()
  for (const kept of [lines.join('\n'), job?.error ?? '']) {
    expect(kept).not.toMatch(/gwen|example\.org|A1234BC|I do not take/i)
    expect(kept).not.toContain(secret)
  }
})

test('each visitor is written to in the language of the visit', async () => {
  await aRequest(database.db, { language: 'cy', slug: 'cardiff' })
  const { kept, deliver } = keeping()
  await work(database, deliver)

  expect(kept[0]).toMatchObject({ language: 'cy', subject: expect.stringContaining('cais') as string })
  expect(kept[0]?.body).toMatch(/^Annwyl Gwen Example/)
  expect(kept[0]?.body).toContain('?lang=cy')
  expect(kept[0]?.body).toContain('wedi’i drefnu')
})

test('a confirmation is sent with everyone refused in it and no reason', async () => {
  const visitors = [
    { outcome: 'can_visit' as const, bannedUntil: null },
    { outcome: 'banned' as const, bannedUntil: '2027-03-01' },
    { outcome: 'not_on_list' as const, bannedUntil: null },
  ]
  const visit = await aDecidedVisit(database.db, { visitors }, { party: [gwen, otherAdult, child] })
  const { kept, deliver } = keeping()
  await work(database, deliver)
  const confirmation = kept.find(({ subject }) => subject === 'Your visit is booked')

  expect(confirmation).toMatchObject({
    to: 'gwen@example.org',
    visitReference: visit.reference,
    replyTo: visit.place.email,
  })
  expect(confirmation?.body).toContain('cannot come\n- Alun Sample\n- Tomos Example\n')
  expect(confirmation?.body).not.toMatch(/banned|contact list|2027/i)
})

test('a rejection for a neutral reason reveals nothing', async () => {
  await aDecidedVisit(database.db, {
    decision: 'reject',
    reasons: ['child_protection', 'prisoner_out_of_prison'],
  })
  const { kept, deliver } = keeping()
  await work(database, deliver)
  const rejection = kept.find(({ subject }) => subject === 'Your visit request was not accepted')

  expect(rejection?.body).toContain('Why\n- The prisoner cannot have this visit.\n\n')
  expect(rejection?.body).not.toMatch(/child|protect|out of/i)
})

test('an expired request is told as expired', async () => {
  const { expiresOn } = await aRequest(database.db)
  const { kept, deliver } = keeping()
  await work(database, deliver)
  clock.set(`${expiresOn}T00:00:00Z`)
  await expireVisits(database.db, clock.now())
  await work(database, deliver)

  expect(kept.map(({ subject }) => subject)).toEqual([
    'We have your visit request: it is not booked yet',
    'Your visit request has ended',
  ])
})

test('a message that is no longer true is not sent', async () => {
  await aDecidedVisit(database.db)
  const { kept, deliver } = keeping()
  await work(database, deliver)

  expect(kept.map(({ subject }) => subject)).toEqual(['Your visit is booked'])
  expect(await rows(database.db)).toMatchObject([
    { kind: 'request_received', state: 'failed', failure: 'overtaken' },
    { kind: 'confirmed', state: 'sent' },
  ])
})

test('a visit whose address has gone has a failed message', async () => {
  const { id } = await aRequest(database.db)
  await query(database.db, 'update visits set email = null where id = :id', { id })
  const { kept, deliver } = keeping()
  await work(database, deliver)

  expect(kept).toEqual([])
  expect(await rows(database.db)).toMatchObject([{ state: 'failed', failure: 'no_address' }])
})

test('names and the clerk’s words cannot make a header or another recipient', async () => {
  const hostile = { ...gwen, firstName: 'Gwen\r\nBcc: all@example.org', lastName: 'Ex\r\n.\r\nQUIT' }
  const message = 'Hello\r\n.\r\nMAIL FROM:<all@example.org>\r\n\r\nBcc: all@example.org'
  await aDecidedVisit(database.db, { message }, { party: [hostile] })
  const { mails, url } = await mailServer()
  await work(database, smtpTransport({ url, from }))

  expect(mails).toHaveLength(1)
  expect(mails[0]?.to).toEqual(['gwen@example.org'])
  expect(mails[0]?.headers.has('bcc')).toBe(false)
  expect(mails[0]?.body).toMatch(/^Dear Gwen Bcc all example\. org Ex \. QUIT\n/)
  expect(mails[0]?.body).toContain('Hello\n.\nMAIL FROM:<all@example.org>\n\nBcc: all@example.org\n')
})

test('a job without a message of that id does nothing', async () => {
  const { db, randomBytes: bytes, deliver } = means(database, keeping().deliver)
  const id = '018f3a3e-0000-4000-8000-000000000001'
  expect(
    await sendNotification(id, { db, now: clock.now(), randomBytes: bytes, deliver, publicUrl }),
  ).toEqual({
    outcome: 'nothing',
  })
})
