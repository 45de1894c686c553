import type { Database } from '../../src/store/database.ts'
import { query } from '../../src/store/database.ts'
import { rememberPerson } from '../../src/store/people.ts'
import { aRequest, forgetVisits } from '../builders.ts'
import { clock } from '../clock.ts'
import { testDatabase } from '../database.ts'
import { testService } from '../service.ts'
import type { TestService } from '../service.ts'
import { summaryOf } from '../staff/staffBrowser.ts'
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

const wait = (time: string) => clock.set(`2026-11-18T${time}Z`)
const bar = () => agent.page()('.phone-bar').text().replace(/\s+/g, ' ').trim()

test('a call is started with how and why, and asked for what is missing', async () => {
  await agent.opens('/phone')
  await agent.answers()
  expect(agent.status()).toBe(422)
  expect(summaryOf(agent.page())).toEqual([
    'Select how the caller is talking to you',
    'Select how you are helping',
    'Choose why the caller needs help',
  ])
  await agent.answers({ channel: 'face_to_face', manner: 'talk_through', reason: 'language' })
  expect(agent.address()).toMatch(/^\/phone\/calls\/[\da-f-]{36}$/)
  expect(agent.text()).toContain('In person')
  expect(agent.text()).toContain('Talking them through it')
})

test('pressing the button twice starts one call', async () => {
  await agent.opens('/phone')
  const form = { id: agent.value('id'), channel: 'phone', manner: 'on_behalf', reason: 'other' }
  await agent.posts('/phone/calls', form)
  const first = agent.address()
  await agent.posts('/phone/calls', form)
  expect(agent.address()).toBe(first)
  expect(await query(db, 'select from calls')).toHaveLength(1)
})

test('the time of a call is right after a reload, and stands still in a pause', async () => {
  const call = await agent.starts()
  wait('10:03:20')
  await agent.opens(call)
  expect(bar()).toContain('Call that began at 10:00 3 min')
  expect(agent.page()('[data-handled]').attr('data-handled')).toBe('200')
  await agent.posts(`${call}/pause`, {})
  wait('10:20:00')
  await agent.opens(call)
  expect(bar()).toContain('3 min Paused')
  await agent.posts(`${call}/pause/end`, {})
  wait('10:21:00')
  await agent.opens(call)
  expect(agent.page()('[data-handled]').attr('data-handled')).toBe('260')
})

test('the home shows calls in progress, and today’s with their minutes', async () => {
  const first = await agent.starts()
  wait('10:04:10')
  await agent.posts(`${first}/end`, { outcome: 'information', satisfaction: '5' })
  expect(agent.address()).toBe('/phone')
  expect(agent.page()('tbody tr').text().replace(/\s+/g, ' ').trim()).toBe('10:00 Phone 5 Information given')
  const second = await agent.starts({ channel: 'face_to_face' })
  await agent.opens('/phone')
  await agent.follows('Go back to the call that began at 10:04')
  expect(agent.address()).toBe(second)
  clock.set('2026-11-19T09:00:00Z')
  agent = await agentOf(service.url)
  await agent.opens('/phone')
  expect(agent.text()).toContain('No calls have ended today')
  expect(agent.text()).toContain('Go back to the call that began at 10:04')
})

test('the end of a call needs an outcome and what was said of satisfaction', async () => {
  const call = await agent.starts()
  await agent.follows('End the call')
  await agent.answers()
  expect(summaryOf(agent.page())).toEqual([
    'Select what came of the call',
    'Select how satisfied the caller is, or that you did not ask',
  ])
  await agent.answers({ outcome: 'booked', satisfaction: 'not_asked' })
  expect(summaryOf(agent.page())).toEqual([
    'No visit was booked, changed or cancelled in this call: select another outcome',
  ])
  await agent.opens(`${call}/end?outcome=gave_up`)
  await agent.answers({ satisfaction: 'not_asked' })
  expect(agent.address()).toBe('/phone')
  await agent.posts(`${call}/end`, { outcome: 'transferred', satisfaction: '1' })
  expect(agent.address()).toBe('/phone')
  expect(await query(db, 'select outcome, satisfaction from calls')).toEqual([
    { outcome: 'gave_up', satisfaction: null },
  ])
})

test('a call that has ended refuses everything', async () => {
  const call = await agent.starts()
  await agent.posts(`${call}/end`, { outcome: 'information', satisfaction: '3' })
  for (const page of ['', '/end', '/book', '/book/prison']) {
    await agent.opens(call + page)
    expect([agent.status(), agent.heading()]).toEqual([409, 'This call has ended'])
  }
  for (const page of ['/pause', '/pause/end', '/book/0b3c9f1e-8f7a-4a55-9d4e-0123456789ab/prison']) {
    await agent.opens('/phone')
    await agent.posts(call + page, {})
    expect([agent.status(), agent.heading()]).toEqual([409, 'This call has ended'])
  }
})

test('another agent’s call is not found, like one that never was', async () => {
  const agentId = await rememberPerson(db, {
    issuer: 'https://sign-in.example.org',
    subject: 'agent-two',
    name: 'Another Agent',
    now: clock.now(),
  })
  const call = await agent.starts()
  const visit = await aRequest(db)
  await query(db, 'update calls set agent_id = :agentId, visit_id = :id', { agentId, id: visit.id })
  for (const page of ['', '/end', '/book', '/book/prison']) {
    await agent.opens(call + page)
    expect(agent.status()).toBe(404)
    expect(agent.text()).not.toContain(visit.reference)
  }
  for (const page of ['/pause', '/pause/end', '/end', '/book/0b3c9f1e-8f7a-4a55-9d4e-0123456789ab/prison']) {
    await agent.opens('/phone')
    await agent.posts(call + page, { outcome: 'booked', satisfaction: '1' })
    expect(agent.status()).toBe(404)
  }
  expect(await query(db, 'select from calls where paused_at is null and ended_at is null')).toHaveLength(1)
})
