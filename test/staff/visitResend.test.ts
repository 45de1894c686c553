/** Sending a message again that did not arrive, from the visit's page. */
import { cancelVisit } from '../../src/actions/cancelVisit.ts'
import { query } from '../../src/store/database.ts'
import type { Database } from '../../src/store/database.ts'
import { listEvents } from '../../src/store/events.ts'
import { listFailedMessages } from '../../src/store/failedMessages.ts'
import { settleNotification } from '../../src/store/settlements.ts'
import type { Settlement } from '../../src/store/settlements.ts'
import type { Visit } from '../../src/store/visits.ts'
import { aClerk, aDecidedVisit, aRequest, forgetVisits, mustRead } from '../builders.ts'
import { clock } from '../clock.ts'
import { testDatabase } from '../database.ts'
import type { TestDatabase } from '../database.ts'
import { keeping, rows, work } from '../notifications/work.ts'
import { testService } from '../service.ts'
import type { TestService } from '../service.ts'
import { pathOf } from './actionBrowser.ts'
import { checked, headingOf, open, signedIn, tokenOf } from './staffBrowser.ts'
import type { Agent } from './staffBrowser.ts'

let database: TestDatabase
let db: Database
let service: TestService
let clerk: Agent

beforeAll(async () => {
  database = await testDatabase()
  ;({ db } = database)
  service = await testService(db)
})
beforeEach(async () => {
  clock.set('2026-11-18T10:00:00Z')
  await forgetVisits(database.owner)
  clerk = await signedIn(service.url, 'clerk')
})

async function sent() {
  const { kept, deliver } = keeping()
  await work(database, deliver)
  return kept
}

/** The messages of a visit are sent, and end so. */
async function ended(settlement: Settlement) {
  await sent()
  for (const { id } of await rows(db)) await settleNotification(db, id, settlement, clock.now())
}

const resendForms = async (visit: Visit) => {
  const $ = await open(clerk, pathOf(visit))
  return $('main form[action$="/resend"]')
    .toArray()
    .map((form) => ({ action: String($(form).attr('action')), button: $(form).find('button').text().trim() }))
}

const post = async (action: string, agent = clerk) =>
  agent
    .post(action)
    .type('form')
    .send({ _csrf: await tokenOf(agent) })

test('a failed message has a button, and is sent again once however often it is pressed', async () => {
  const visit = await aRequest(db)
  await ended('permanent_failure')
  const [form, ...others] = await resendForms(visit)
  expect(others).toEqual([])
  expect(form?.button).toBe('Send again Request received, Email')
  clock.set('2026-11-18T11:00:00Z')
  const answers = [await post(form?.action ?? ''), await post(form?.action ?? '')]
  expect(answers.map(({ status }) => status)).toEqual([303, 303])
  expect(answers[0]?.headers.location).toBe(`${pathOf(visit)}?done=resend`)
  const $ = await open(clerk, `${pathOf(visit)}?done=resend`)
  expect($('.moj-alert--success').text()).toContain('The message will be sent again')
  expect($('main').text()).toContain('Waiting to be sent')
  expect(await sent()).toMatchObject([{ to: 'gwen@example.org' }])
  const [event] = await listEvents(db, visit.id)
  expect(event).toMatchObject({ what: 'resent', personName: 'Clara Clerk', details: { channel: 'email' } })
  expect((await listEvents(db, visit.id)).map(({ what }) => what)).toEqual(['resent', 'requested'])
  expect(await resendForms(visit)).toEqual([])
})

test('it goes to the address that the visit has now', async () => {
  const visit = await aRequest(db)
  await ended('permanent_failure')
  await query(db, "update visits set email = 'gwen.example@example.org' where id = :id", { id: visit.id })
  const [form] = await resendForms(visit)
  await post(form?.action ?? '')
  expect(await sent()).toMatchObject([{ to: 'gwen.example@example.org' }])
})

test('a message that fails again is a task again', async () => {
  const visit = await aRequest(db)
  await ended('permanent_failure')
  await query(database.owner, 'update notifications set dealt_with_at = now(), dealt_with_by = :personId', {
    personId: await aClerk(db),
  })
  const [form] = await resendForms(visit)
  await post(form?.action ?? '')
  await ended('permanent_failure')
  const { total } = await listFailedMessages(db, { prisons: ['LEI'], place: null, now: clock.now() })
  expect(total).toBe(1)
  expect(await resendForms(visit)).toHaveLength(1)
})

test('e-mail and text are shown, and sent again, apart', async () => {
  const visit = await aRequest(db, { mobile: '+447700900123', wantsTexts: true })
  await ended('temporary_failure')
  const forms = await resendForms(visit)
  expect(forms.map(({ button }) => button).sort()).toEqual([
    'Send again Request received, Email',
    'Send again Request received, Text message',
  ])
  await post(forms.find(({ button }) => button.endsWith('Text message'))?.action ?? '')
  expect((await sent()).map(({ channel }) => channel)).toEqual(['text'])
})

test.each<[string, (visit: Visit) => Promise<unknown>]>([
  ['arrived', () => ended('delivered')],
  ['was overtaken', () => query(db, "update notifications set state = 'failed', failure = 'overtaken'")],
  [
    'had nobody to take it',
    () => query(db, "update notifications set state = 'failed', failure = 'no_text_service'"),
  ],
  [
    'has no address any more',
    async ({ id }) => {
      await ended('permanent_failure')
      await query(db, 'update visits set email = null where id = :id', { id })
    },
  ],
  [
    'is not true any more',
    async (visit) => {
      await ended('permanent_failure')
      const { version } = await mustRead(db, visit.id)
      const asked = { visitId: visit.id, version, personId: await aClerk(db), message: '', otherReason: '' }
      await cancelVisit(db, { ...asked, reasons: ['slot_closed'] }, clock.now())
    },
  ],
  [
    'tells of a time that has passed',
    async (visit) => {
      await ended('permanent_failure')
      clock.set(visit.slot?.startsAt.toISOString() ?? '')
      clerk = await signedIn(service.url, 'clerk')
    },
  ],
])('a message that %s has no button, and is not sent again', async (_what, happens) => {
  const visit = await aDecidedVisit(db)
  await happens(visit)
  expect(await resendForms(visit)).toEqual([])
  const stored = await query<{ id: string }>(db, "select id from notifications where kind = 'confirmed'")
  const before = await rows(db)
  const answer = await post(`${pathOf(visit)}/messages/${stored[0]?.id}/resend`)
  expect(answer.status).toBe(409)
  await checked(answer)
  expect(headingOf(answer)).toBe('This message was not sent again')
  expect(await rows(db)).toEqual(before)
  expect((await listEvents(db, visit.id)).map(({ what }) => what)).not.toContain('resent')
})

test('another visit’s message, or none, is not sent', async () => {
  const [visit, other] = [await aRequest(db), await aRequest(db, { prisonNumber: 'B1234CD' })]
  await ended('permanent_failure')
  const [form] = await resendForms(other)
  const id = form?.action.split('/').at(-2)
  for (const message of [id, 'nothing']) {
    expect((await post(`${pathOf(visit)}/messages/${message}/resend`)).status).toBe(409)
  }
  const elsewhere = await signedIn(service.url, 'clerk-elsewhere')
  expect((await post(form?.action ?? '', elsewhere)).status).toBe(404)
  expect(await sent()).toEqual([])
})
