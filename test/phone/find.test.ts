/** An agent finds the visit of a caller who answers right, and does there what the caller could do. */
import { listEvents } from '../../src/store/events.ts'
import type { Database } from '../../src/store/database.ts'
import { query } from '../../src/store/database.ts'
import { aClerk, aDecidedVisit, aRequest, child, forgetVisits, gwen, mustRead } from '../builders.ts'
import { testDatabase } from '../database.ts'
import { hostile } from '../hostile.ts'
import { testService } from '../service.ts'
import type { TestService } from '../service.ts'
import { deskOf } from '../staff/desk.ts'
import type { Desk } from '../staff/desk.ts'
import { aCall, lookupsOf, personOf } from './calls.ts'

let db: Database
let owner: Database
let service: TestService
let agent: Desk
let agentId: string
let call: string

beforeAll(async () => {
  ;({ db, owner } = await testDatabase())
  service = await testService(db)
})
beforeEach(async () => {
  await forgetVisits(owner)
  agent = await deskOf(service.url, 'agent')
  agentId = await personOf(db, 'agent')
  call = await aCall(db, agentId)
})

const born = { 'dateOfBirth-day': '15', 'dateOfBirth-month': '6', 'dateOfBirth-year': '1985' }
const errors = () =>
  agent
    .page()('.govuk-error-summary a')
    .toArray()
    .map((link) => agent.page()(link).text())
const byPhone = { party: [gwen, child], email: null, mobile: '+447700900123', channel: 'phone' as const }

async function looksUp(typed: Record<string, string>): Promise<void> {
  await agent.opens(`/phone/calls/${call}/find`)
  await agent.answers(typed)
}

test('a caller without e-mail is found by reference, and their visit is changed and cancelled by the agent', async () => {
  const visit = await aDecidedVisit(db, {}, byPhone)
  await looksUp({
    reference: visit.reference.toLowerCase(),
    contact: '07700 900123',
    otherVisitor: 'tomos  example',
  })
  expect([agent.heading(), agent.address()]).toEqual([
    'Visit booked',
    `/phone/calls/${call}/visits/${visit.reference}`,
  ])
  expect(await lookupsOf(db, call)).toEqual([{ what: 'reference', visitId: visit.id, failure: null }])
  const [view] = await query<{ person: string }>(db, 'select person_id as person from visit_views')
  expect(view?.person).toBe(agentId)

  await agent.follows('Change this visit')
  await agent.answers()
  expect(agent.address()).toMatch(/^\/phone\/calls\/[\w-]+\/change\/[\w-]+\/other-visitors$/)
  await agent.opens(`${agent.address()}/1/remove`)
  await agent.answers()
  await agent.answers({ another: 'no' })
  await agent.answers({ slot: agent.firstFree() })
  for (let page = 0; page < 2 && agent.address().endsWith('-choice'); page += 1)
    await agent.answers({ slot: 'none' })
  expect(agent.heading()).toBe('Read this back to the caller')
  await agent.answers()
  expect(agent.text()).toContain('The change is sent to the prison.')

  await agent.follows('Cancel this visit')
  expect(agent.text()).toContain('Ask the caller to confirm.')
  await agent.answers()
  expect(agent.heading()).toBe('Visit cancelled')
  await agent.opens(`/phone/calls/${call}/end`)
  expect(agent.page()('input[name=outcome]:checked').val()).toBe('cancelled')
  expect(await db('calls').first('visit_id').where({ id: call })).toEqual({ visit_id: visit.id })
  const [cancelled, asked] = await listEvents(db, visit.id)
  expect(cancelled).toMatchObject({ what: 'cancelled', actor: 'staff', personId: agentId })
  expect(asked).toMatchObject({ what: 'change_requested', actor: 'staff', personId: agentId })
  expect(await mustRead(db, visit.id)).toMatchObject({ status: 'cancelled', cancelledBy: 'visitor' })
})

test('a request is withdrawn, its contact details corrected, its last message sent again', async () => {
  const visit = await aRequest(db)
  await looksUp({ prisonNumber: 'a1234 bc', ...born, contact: 'GWEN@example.org' })
  expect(agent.heading()).toBe('Request sent')
  await agent.posts(`${agent.address()}/resend`, {})
  expect(agent.text()).toContain('The last message is being sent again.')
  await agent.follows('Correct the contact details')
  await agent.answers({ email: 'gwen.new@example.org' })
  expect(agent.text()).toContain('The email address is changed.')
  await agent.follows('Change extra support')
  await agent.answers({ support: 'wheelchair' })
  await agent.follows('Withdraw this request')
  await agent.answers()
  expect(agent.heading()).toBe('Request withdrawn')
  expect((await listEvents(db, visit.id)).map(({ what, personId }) => [what, personId])).toEqual([
    ['withdrawn', agentId],
    ['support_changed', agentId],
    ['contact_changed', agentId],
    ['requested', null],
  ])
})

test('a message that was sent is sent again, once however often the button is pressed', async () => {
  const visit = await aRequest(db)
  await owner.raw("update notifications set state = 'delivered', sent_at = queued_at")
  await looksUp({ reference: visit.reference, ...born, contact: 'gwen@example.org' })
  const address = agent.address()
  for (let press = 0; press < 2; press += 1) await agent.posts(`${address}/resend`, {})
  const waiting = await query(db, "select kind from notifications where state = 'queued'")
  expect(waiting).toEqual([{ kind: 'request_received' }])
  expect((await listEvents(db, visit.id))[0]).toMatchObject({ what: 'resent', personId: agentId })
})

test('a caller to whom we write gets letters at a corrected address', async () => {
  const postalAddress = { name: 'Gwen Example', lines: ['1 Old Road'], postcode: 'LS12 2TJ' }
  const visit = await aRequest(db, { ...byPhone, mobile: null, postalAddress })
  await looksUp({ reference: visit.reference, ...born, otherVisitor: 'Tomos Example' })
  expect(agent.text()).toContain('Gwen Example1 Old RoadLS12 2TJ')
  await agent.follows('Correct the contact details')
  expect(agent.value('addressLine1')).toBe('1 Old Road')
  await agent.answers({ addressLine1: '', postcode: 'nowhere' })
  expect(agent.status()).toBe(422)
  await agent.answers({ addressLine1: '2 New Road', postcode: 'ls12 2tj' })
  expect(agent.text()).toContain('The contact details are changed.')
  expect((await mustRead(db, visit.id)).postalAddress).toEqual({ ...postalAddress, lines: ['2 New Road'] })
  await owner.raw("update notifications set state = 'sent', sent_at = queued_at")
  await agent.posts(`/phone/calls/${call}/visits/${visit.reference}/resend`, {})
  const waiting = await query(db, "select channel from notifications where state = 'queued'")
  expect(waiting).toEqual([{ channel: 'letter' }])
})

test('several visits of the caller are listed', async () => {
  await aDecidedVisit(db, {}, byPhone)
  const second = await aRequest(db, { ...byPhone, slug: 'wandsworth' })
  await looksUp({ prisonNumber: 'A1234BC', ...born, contact: '07700900123' })
  expect(agent.heading()).toBe('Visits found in this call')
  expect(agent.page()('main li').length).toBe(2)
  expect(agent.text()).toContain(second.reference)
})

describe('a wrong look-up', () => {
  test('looks the same whether there is a visit or not, and after three nothing is looked up any more', async () => {
    const visit = await aDecidedVisit(db, {}, byPhone)
    await looksUp({ reference: visit.reference, ...born, contact: 'somebody@example.org' })
    const wrongAnswer = agent.page()('main').text().replaceAll(visit.reference, '')
    expect([agent.status(), errors()]).toEqual([
      422,
      ['These details do not lead to a visit. Check each of them with the caller. You can try 2 more times'],
    ])
    const other = await aCall(db, agentId)
    await agent.opens(`/phone/calls/${other}/find`)
    await agent.answers({ reference: '00000000', ...born, contact: 'somebody@example.org' })
    const tidied = agent.page()('main').text().replaceAll('00000000', '')
    expect(tidied).toBe(wrongAnswer)

    await looksUp({ reference: '00000000', ...born, contact: 'somebody@example.org' })
    expect(errors()[0]).toContain('once more')
    await looksUp({ prisonNumber: 'B1234BC', ...born, otherVisitor: 'Tomos Example' })
    expect(agent.heading()).toBe('Nothing more can be looked up in this call')
    expect(agent.text()).not.toContain(visit.reference)
    await agent.posts(`/phone/calls/${call}/find`, {
      reference: visit.reference,
      ...born,
      contact: '07700900123',
    })
    expect(agent.heading()).toBe('Nothing more can be looked up in this call')
    await agent.opens(`/phone/calls/${call}/resume`)
    expect(agent.heading()).toBe('Nothing more can be looked up in this call')
    expect(await lookupsOf(db, call)).toEqual([
      { what: 'reference', visitId: visit.id, failure: 1 },
      { what: 'reference', visitId: null, failure: 2 },
      { what: 'prisoner', visitId: null, failure: 3 },
    ])
    expect((await agent.agent.get(`/phone/calls/${call}/visits/${visit.reference}`)).status).toBe(404)
  })

  test('counts with the public’s for that reference', async () => {
    const visit = await aRequest(db)
    const typed = { reference: visit.reference, ...born, otherVisitor: 'Nobody Known' }
    for (let wrong = 0; wrong < 5; wrong += 1) {
      if (wrong % 2 === 0) call = await aCall(db, agentId)
      await looksUp(typed)
      expect(agent.status()).toBe(422)
    }
    call = await aCall(db, agentId)
    await looksUp({ reference: visit.reference, ...born, contact: 'gwen@example.org' })
    expect(agent.status()).toBe(429)
    expect(await lookupsOf(db, call)).toEqual([])
  })

  test('never finds an official visit, nor a forgotten one', async () => {
    const visit = await aRequest(db)
    await owner.raw(
      "alter table visits disable trigger user; update visits set visit_type = 'official_video'",
    )
    await owner.raw('alter table visits enable trigger user')
    await looksUp({ reference: visit.reference, ...born, contact: 'gwen@example.org' })
    expect(agent.status()).toBe(422)
  })
})

describe('the form', () => {
  const wrong: [string, Record<string, string>, string][] = [
    ['nothing', {}, 'Enter a reference, or a prison number and the main visitor’s date of birth'],
    [
      'no date of birth',
      { prisonNumber: 'A1234BC' },
      'Enter the main visitor’s date of birth, which is needed',
    ],
    ['one answer', { reference: '7KX2M9QD', ...born }, 'Enter at least two answers'],
    ['part of a date', { reference: '7KX2M9QD', 'dateOfBirth-day': '1' }, 'must include a month and a year'],
  ]
  test.each(wrong)('asks again where there is %s, and counts no failure', async (_, typed, words) => {
    await looksUp(typed)
    expect(agent.status()).toBe(422)
    expect(errors().join()).toContain(words)
    expect(await lookupsOf(db, call)).toEqual([])
  })

  test('takes what no browser of ours sends as it is', async () => {
    for (const typed of Object.values(hostile)) {
      const dates = { 'dateOfBirth-day': typed, 'dateOfBirth-month': typed, 'dateOfBirth-year': typed }
      await looksUp({ reference: typed, prisonNumber: typed, contact: typed, otherVisitor: typed, ...dates })
      expect(agent.status()).toBe(422)
      call = await aCall(db, agentId)
      await looksUp({ reference: '00000000', contact: typed || 'x', otherVisitor: typed || 'x' })
      expect([422, 429]).toContain(agent.status())
      await agent.opens(`/phone/calls/${call}/resume`)
      await agent.answers({ code: typed, ...dates })
      expect(agent.status()).toBe(422)
    }
  })
})

test('another agent’s call and what is no call are not found, and one that has ended shows nothing', async () => {
  const visit = await aRequest(db)
  await looksUp({ reference: visit.reference, ...born, contact: 'gwen@example.org' })
  const page = agent.address()
  const address = `/phone/calls/${call}/find`
  await owner.raw("update calls set ended_at = started_at, outcome = 'information' where id = ?", [call])
  for (const path of [page, `${page}/cancel`, address, `/phone/calls/${call}/visits`]) {
    expect((await agent.agent.get(path)).status).toBe(409)
  }
  for (const path of ['/phone/calls/no-call/find', `/phone/calls/no-call/visits/${visit.reference}`]) {
    expect((await agent.agent.get(path)).status).toBe(404)
  }
  const others = await aCall(db, await aClerk(db, 'agent-two'))
  for (const path of [
    'find',
    'resume',
    'visits',
    `visits/${visit.reference}`,
    `change/${others}/other-visitors`,
  ]) {
    expect((await agent.agent.get(`/phone/calls/${others}/${path}`)).status).toBe(404)
  }
})
