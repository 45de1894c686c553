/** Letters: written like e-mails, printed by any agent, posted, or come back. */
import { randomBytes } from 'node:crypto'
import { decideVisit } from '../../src/actions/decideVisit.ts'
import { dropUntrueLetters, postLetter } from '../../src/actions/postLetter.ts'
import { requeueForgotten } from '../../src/store/outbox.ts'
import { sendNotification } from '../../src/notifications/sendNotification.ts'
import { query } from '../../src/store/database.ts'
import type { Database } from '../../src/store/database.ts'
import { writeContactDetails } from '../../src/store/ownVisits.ts'
import type { Visit } from '../../src/store/visits.ts'
import { aClerk, aDecision, aRequest, forgetVisits } from '../builders.ts'
import { clock } from '../clock.ts'
import { testDatabase } from '../database.ts'
import { testService } from '../service.ts'
import type { TestService } from '../service.ts'
import { open, signedIn, textOf } from '../staff/staffBrowser.ts'
import { agentOf } from './agent.ts'
import type { PhoneAgent } from './agent.ts'

let db: Database
let owner: Database
let service: TestService
let agent: PhoneAgent

beforeAll(async () => {
  ;({ db, owner } = await testDatabase())
  service = await testService(db)
})
beforeEach(async () => {
  clock.set('2026-11-18T10:00:00Z')
  await forgetVisits(owner)
  agent = await agentOf(service.url)
})

const postalAddress = { name: 'Gwen Example', lines: ['1 Made Up Street', 'Leeds'], postcode: 'LS12 1AA' }

const aWrittenTo = (overrides: Parameters<typeof aRequest>[1] = {}): Promise<Visit> =>
  aRequest(db, { email: null, postalAddress, language: 'cy', ...overrides })

async function confirm(visit: Visit): Promise<void> {
  const personId = await aClerk(db)
  const form = aDecision()
  const outcome = await decideVisit(
    db,
    { visitId: visit.id, version: visit.version, personId, form },
    clock.now(),
  )
  if ('refused' in outcome) throw new Error('refused')
}

const letters = () =>
  query<{ id: string; kind: string; state: string; failure: string | null }>(
    db,
    "select id, kind, state, failure from notifications where channel = 'letter' order by queued_at, event_id",
  )

async function onlyLetter(): Promise<string> {
  const [letter, ...others] = await letters()
  if (!letter || others.length > 0) throw new Error('Not one letter')
  return letter.id
}

test('a letter says in the visitor’s language what the e-mail says, with nothing to click', async () => {
  const visit = await aWrittenTo()
  await agent.opens('/phone/letters')
  expect(agent.text()).toContain('Request received')
  expect(agent.text()).toContain('Welsh')
  await agent.opens(`/phone/letters/${await onlyLetter()}`)
  const paper = agent.page()('.phone-letter')
  expect(paper.attr('lang')).toBe('cy')
  expect(paper.find('.phone-letter__to').html()).toBe('Gwen Example<br>1 Made Up Street<br>Leeds<br>LS12 1AA')
  const text = paper.text()
  expect(text).toContain(visit.reference)
  expect(text).toContain('Rydym wedi cael eich cais am ymweliad')
  expect(text).toContain(`${service.url}/visits`)
  for (const absent of ['e-bost', '?lang=', 'calendr', visit.prisonNumber, 'Dewi'])
    expect(text).not.toContain(absent)
  expect(paper.find('a')).toHaveLength(0)
  expect(await query(db, 'select from visit_views where visit_id = :id', { id: visit.id })).toHaveLength(1)
})

test('a letter is posted once, and history says by whom', async () => {
  await aWrittenTo()
  const id = await onlyLetter()
  await agent.opens(`/phone/letters/${id}`)
  await agent.posts(`/phone/letters/${id}/posted`, {})
  expect(agent.text()).toContain('Letter marked as posted')
  expect(agent.text()).toContain('No letters wait to be posted')
  await agent.opens(`/phone/letters/${id}`)
  expect(agent.text()).not.toContain('Mark as posted')
  await agent.posts(`/phone/letters/${id}/posted`, {})
  expect(await letters()).toMatchObject([{ state: 'sent', failure: null }])
  expect(
    await query(
      db,
      `select people.name, details ->> 'kind' as kind from visit_events join people on people.id = person_id
       where what = 'letter_posted'`,
    ),
  ).toEqual([{ name: 'Aled Agent', kind: 'request_received' }])
})

test('a letter that came back is among the messages that did not arrive, and can be sent again', async () => {
  const visit = await aWrittenTo()
  const id = await onlyLetter()
  await agent.opens(`/phone/letters/${id}`)
  await agent.posts(`/phone/letters/${id}/posted`, {})
  await agent.opens(`/phone/letters/${id}`)
  await agent.posts(`/phone/letters/${id}/failed`, {})
  expect(agent.text()).toContain('The prison is told that the letter was not delivered')
  await agent.opens(`/phone/letters/${id}`)
  expect(agent.status()).toBe(404)
  const clerk = await signedIn(service.url, 'clerk')
  expect(textOf(await open(clerk, '/staff/flagged'))).toContain('The letter could not be delivered')
  const page = await open(clerk, `/staff/visits/${visit.reference}`)
  expect(textOf(page)).toContain('1 Made Up Street')
  expect(textOf(page)).toContain('Letter could not be delivered')
  const again = page('form[action$="/resend"]')
  await clerk
    .post(String(again.attr('action')))
    .type('form')
    .send({ _csrf: String(again.find('[name=_csrf]').val()) })
  expect(await letters()).toMatchObject([{ state: 'queued', failure: null }])
  expect(await query(db, 'select from graphile_worker.jobs where key = :id', { id })).toEqual([])
})

test('the worker leaves letters to people', async () => {
  await aWrittenTo()
  const id = await onlyLetter()
  await requeueForgotten(db)
  expect(await query(db, 'select from graphile_worker.jobs where key = :id', { id })).toEqual([])
  const deliver = () => Promise.resolve('sent' as const)
  const sending = { db, deliver, now: clock.now(), randomBytes, publicUrl: service.url }
  expect(await sendNotification(id, sending)).toEqual({ outcome: 'nothing' })
  expect(await letters()).toMatchObject([{ state: 'queued' }])
})

test('a letter that is not true any more is neither printed nor posted, and leaves the list', async () => {
  const visit = await aWrittenTo()
  const first = await onlyLetter()
  await confirm(visit)
  await agent.opens(`/phone/letters/${first}`)
  expect([agent.status(), agent.heading()]).toEqual([409, 'This letter is not needed any more'])
  await agent.opens('/phone/letters')
  await agent.posts(`/phone/letters/${first}/posted`, {})
  expect(agent.status()).toBe(409)
  expect(await letters()).toMatchObject([
    { kind: 'request_received', state: 'failed', failure: 'overtaken' },
    { kind: 'confirmed', state: 'queued' },
  ])
})

test('the worker drops letters that are not true any more, once', async () => {
  await confirm(await aWrittenTo())
  expect(await dropUntrueLetters(db, clock.now())).toBe(1)
  expect(await dropUntrueLetters(db, clock.now())).toBe(0)
  const [gone] = await letters()
  expect(await postLetter(db, { id: gone?.id ?? '', personId: await aClerk(db) }, clock.now())).toEqual({
    refused: 'gone',
  })
})

test('who gives an e-mail address later gets no more letters', async () => {
  const visit = await aWrittenTo()
  await writeContactDetails(db, visit.id, { email: 'gwen@example.org', mobile: null, wantsTexts: false })
  await confirm(visit)
  expect(await query(db, "select channel from notifications where kind = 'confirmed'")).toEqual([
    { channel: 'email' },
  ])
})

test('who has no address at all is sent nothing', async () => {
  await aWrittenTo({ postalAddress: null })
  expect(await query(db, 'select from notifications')).toEqual([])
})
