/** A visitor corrects how they are reached: old links end, and the new address is told how the visit stands. */
import { randomBytes } from 'node:crypto'
import { changeContact } from '../../src/actions/changeContact.ts'
import { moveVisit } from '../../src/actions/moveVisit.ts'
import { undoDecision } from '../../src/actions/undoDecision.ts'
import type { Deliver } from '../../src/notifications/deliver.ts'
import { query } from '../../src/store/database.ts'
import { findLinkedVisit, mintLink } from '../../src/store/links.ts'
import type { Visit } from '../../src/store/visits.ts'
import { aClerk, aDecidedVisit, aRequest, bookableSlots, forgetVisits, mustRead } from '../builders.ts'
import { clock } from '../clock.ts'
import { testDatabase } from '../database.ts'
import type { TestDatabase } from '../database.ts'
import { keeping, secretIn, work } from '../notifications/work.ts'
import { until } from '../processes/web.ts'
import { eventsOf, messagesOf } from './traces.ts'

const today = '2026-11-18'
const before = { email: 'gwen@example.org', mobile: null, wantsTexts: false }
const corrected = { ...before, email: 'gwen.new@example.org' }
let database: TestDatabase

beforeAll(async () => {
  database = await testDatabase()
})
beforeEach(async () => {
  clock.set(`${today}T10:00:00Z`)
  await forgetVisits(database.owner)
})

const linkTo = ({ id }: Visit) => mintLink(database.db, id, clock.now(), randomBytes)
const change = ({ id }: Visit, secret: string, contact: Parameters<typeof changeContact>[1]['contact']) =>
  changeContact(database.db, { visitId: id, secret, contact }, { now: clock.now(), randomBytes })
const isLive = async (secret: string) => (await findLinkedVisit(database.db, secret, today)) !== undefined

/** Sends everything that waits; gives the messages. */
async function sent() {
  const { kept, deliver } = keeping()
  await work(database, deliver)
  return kept
}

function secretOf(outcome: Awaited<ReturnType<typeof change>>): string {
  if ('refused' in outcome) throw new Error(outcome.refused)
  return outcome.secret
}

test('a corrected address ends all older links and gets the message that its owner never saw', async () => {
  const visit = await aRequest(database.db)
  const [wrong] = await sent()
  expect(wrong?.to).toBe('gwen@example.org')
  const links = [secretIn(wrong?.body), await linkTo(visit), await linkTo(visit)]
  const secret = secretOf(await change(visit, links[1] ?? '', corrected))

  for (const link of links) expect(await isLive(link)).toBe(false)
  expect(await isLive(secret)).toBe(true)
  expect(await mustRead(database.db, visit.id)).toEqual({ ...visit, email: corrected.email })
  const [again, ...others] = await sent()
  expect(others).toEqual([])
  expect(again).toMatchObject({ to: corrected.email, subject: wrong?.subject })
  expect(again?.body.replace(secretIn(again.body), '')).toBe(wrong?.body.replace(links[0] ?? '', ''))
  expect(await isLive(secretIn(again?.body))).toBe(true)
})

test('history keeps what was changed, not the values', async () => {
  const visit = await aRequest(database.db)
  await sent()
  const contact = { email: 'gwen.new@example.org', mobile: '+447700900123', wantsTexts: true }
  await change(visit, await linkTo(visit), contact)
  const [asked, changed] = await eventsOf(database.db, visit)
  expect(changed).toMatchObject({
    what: 'contact_changed',
    actor: 'visitor',
    details: { changed: ['email', 'mobile', 'wantsTexts'], again: asked?.id },
  })
  expect(JSON.stringify(changed)).not.toMatch(/gwen|07700|\+44/)
})

describe('of a visit whose story goes on, what is sent again', () => {
  const confirmed = async () => {
    const visit = await aDecidedVisit(database.db, { message: 'Use the side gate.' })
    await sent()
    return visit
  }
  const told = async (visit: Visit) => {
    await change(visit, await linkTo(visit), corrected)
    return sent()
  }

  test('is the confirmation, with the words of the prison', async () => {
    const messages = await told(await confirmed())
    expect(messages.map(({ subject }) => subject)).toEqual(['Your visit is booked'])
    expect(messages[0]?.body).toContain('Use the side gate.')
  })

  test('is the move, with both times', async () => {
    const visit = await confirmed()
    const slotId = (await bookableSlots(database.db))[3]?.id ?? 0
    const asked = { visitId: visit.id, version: visit.version, personId: await aClerk(database.db) }
    await moveVisit(database.db, { ...asked, slotId, message: 'The hall is full.' }, clock.now())
    const [moved] = await sent()
    const [again] = await told(visit)
    expect(again?.subject).toBe('The time of your visit has changed')
    expect(again?.body).toMatch(/Old time: 2pm to 3pm, Tuesday 24 November 2026/)
    expect(again?.body).toContain('The hall is full.')
    expect(moved?.to).toBe('gwen@example.org')
  })

  test('is that the prison looks at the request again', async () => {
    const visit = await confirmed()
    const asked = { visitId: visit.id, version: visit.version, personId: await aClerk(database.db) }
    await undoDecision(database.db, { ...asked, isManager: false }, clock.now())
    await sent()
    const [again] = await told(visit)
    expect(again?.body).toContain('The prison confirmed your visit by mistake.')
  })
})

test('a message that has not left yet goes to the new address, once', async () => {
  const visit = await aRequest(database.db)
  await change(visit, await linkTo(visit), corrected)
  const messages = await sent()
  expect(messages.map(({ to }) => to)).toEqual([corrected.email])
  expect(await messagesOf(database.db, visit)).toEqual(['request_received'])
})

/** Until the database shows that somebody waits for a table, or for another transaction to let go of a row. */
const someoneWaitsFor = (kind: 'relation' | 'transactionid') =>
  until(async () => {
    const rows = await query(
      database.owner,
      `select from pg_locks join pg_stat_activity using (pid)
       where not granted and datname = current_database() and locktype = :kind`,
      { kind },
    )
    return rows.length > 0
  })

test('while a message is just leaving, its link ends all the same and the new address gets another', async () => {
  const visit = await aRequest(database.db)
  const secret = await linkTo(visit)
  let changing: Promise<string> | undefined
  const leaving: string[] = []
  const deliver: Deliver = async ({ body }) => {
    leaving.push(secretIn(body))
    changing ??= change(visit, secret, corrected).then(secretOf)
    await someoneWaitsFor('transactionid')
    return 'sent'
  }
  await work(database, deliver)
  const fresh = await changing
  expect(await isLive(leaving[0] ?? '')).toBe(false)
  expect(await isLive(fresh ?? '')).toBe(true)
  const again = await sent()
  expect(again.map(({ to }) => to)).toEqual([corrected.email])
})

test('a correction that waits for a message does not keep its link from being made, and ends it', async () => {
  const visit = await aRequest(database.db)
  const secret = await linkTo(visit)
  const noLinks = await database.owner.transaction()
  await noLinks.raw('lock table visit_links in share mode')
  const sending = sent()
  await someoneWaitsFor('relation')
  const changing = change(visit, secret, corrected).then(secretOf)
  await someoneWaitsFor('transactionid')
  await noLinks.rollback()
  const [message] = await sending
  await changing
  expect(message?.to).toBe(before.email)
  expect(await isLive(secretIn(message?.body))).toBe(false)
  expect((await sent()).map(({ to }) => to)).toEqual([corrected.email])
})

test.each([
  ['mobile', { ...before, mobile: '+447700900123' }],
  ['text messages', { ...before, mobile: '+447700900123', wantsTexts: true }],
])('another %s ends no link and sends nothing again', async (_what, contact) => {
  const visit = await aRequest(database.db)
  await sent()
  const secret = await linkTo(visit)
  expect(await change(visit, secret, contact)).toEqual({ secret })
  expect(await mustRead(database.db, visit.id)).toMatchObject(contact)
  expect(await sent()).toEqual([])
})

test('what was so before leaves no trace', async () => {
  const visit = await aRequest(database.db)
  const secret = await linkTo(visit)
  expect(await change(visit, secret, before)).toEqual({ secret })
  expect(await eventsOf(database.db, visit)).toHaveLength(1)
})

test('a button pressed twice corrects once, and both presses lead on', async () => {
  const visit = await aRequest(database.db)
  await sent()
  const secret = await linkTo(visit)
  const outcomes = await Promise.all([change(visit, secret, corrected), change(visit, secret, corrected)])
  for (const outcome of outcomes) expect(await isLive(secretOf(outcome))).toBe(true)
  expect(await eventsOf(database.db, visit)).toHaveLength(2)
  expect(await sent()).toHaveLength(1)
})

test('of two corrections from one link, the first is done and the other finds the link ended', async () => {
  const visit = await aRequest(database.db)
  const secret = await linkTo(visit)
  await change(visit, secret, corrected)
  expect(await change(visit, secret, { ...before, email: 'someone@example.org' })).toEqual({
    refused: 'ended',
  })
  expect((await mustRead(database.db, visit.id)).email).toBe(corrected.email)
})

test('who had no address gets the last message when one is added, and keeps their links', async () => {
  const visit = await aDecidedVisit(database.db, {}, { email: null, channel: 'prison' })
  expect(await sent()).toEqual([])
  const secret = await linkTo(visit)
  expect(await change(visit, secret, before)).toEqual({ secret })
  const messages = await sent()
  expect(messages.map(({ to, subject }) => [to, subject])).toEqual([
    ['gwen@example.org', 'Your visit is booked'],
  ])
})

test('nothing is changed once the visit has begun', async () => {
  const visit = await aDecidedVisit(database.db)
  const secret = await linkTo(visit)
  clock.set(visit.slot?.startsAt.toISOString() ?? '')
  expect(await change(visit, secret, corrected)).toEqual({ refused: 'over' })
  expect((await mustRead(database.db, visit.id)).email).toBe(before.email)
})
