/** What concerns security is logged: what, in which request, by whose id, and nothing else (standards S26). */
import request from 'supertest'
import { query } from '../../src/store/database.ts'
import type { Database } from '../../src/store/database.ts'
import { testDatabase } from '../database.ts'
import { testService } from '../service.ts'
import type { TestService } from '../service.ts'
import { signedIn, tokenOf } from '../staff/staffBrowser.ts'

let db: Database
let service: TestService

beforeAll(async () => {
  ;({ db } = await testDatabase())
  service = await testService(db)
})

interface Line {
  msg: string
  event?: string
  personId?: string
}

const lines = () =>
  service
    .logged()
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Line)
    .filter(({ msg }) => msg === 'security event')

/** The events that doing it logs. */
async function eventsOf(doing: () => Promise<unknown>): Promise<Line[]> {
  const before = lines().length
  await doing()
  return lines().slice(before)
}

const idOf = async (subject: string) => {
  const [person] = await query<{ id: string }>(db, 'select id from people where subject = :subject', {
    subject,
  })
  return person?.id
}

test('signing in and out, with the person’s id', async () => {
  const [signIn] = await eventsOf(() => signedIn(service.url, 'manager'))
  const personId = await idOf('manager')
  expect(personId).toBeDefined()
  expect(signIn).toMatchObject({ event: 'signed_in', personId })
  const agent = await signedIn(service.url, 'manager')
  const body = { _csrf: await tokenOf(agent) }
  const out = await eventsOf(() => agent.post('/staff/sign-out').type('form').send(body))
  expect(out).toMatchObject([{ event: 'signed_out', personId }])
})

test('a sign-in that failed, of whom nothing is known', async () => {
  const failed = await eventsOf(() => request(service.url).get('/staff/sign-in/callback?code=x&state=y'))
  expect(failed).toMatchObject([{ event: 'sign_in_failed' }])
  expect(failed[0]).not.toHaveProperty('personId')
})

test('a page that is not somebody’s, and who has no role at all', async () => {
  const clerk = await signedIn(service.url, 'clerk')
  expect(await eventsOf(() => clerk.get('/staff/service'))).toMatchObject([
    { event: 'denied', personId: await idOf('clerk') },
  ])
  const nobody = await signedIn(service.url, 'nobody')
  expect(await eventsOf(() => nobody.get('/staff'))).toMatchObject([{ event: 'denied' }])
})

test('a form without its token', async () => {
  const refused = await eventsOf(() => request(service.url).post('/visits').type('form').send({}))
  expect(refused).toMatchObject([{ event: 'token_refused' }])
})

test('a limit that was reached', async () => {
  const agent = request.agent(service.url)
  const page = await agent.get('/privacy/ask')
  const _csrf = /name="_csrf" value="([^"]+)"/.exec(page.text)?.[1]
  const form = { _csrf, kind: 'complaint', name: 'Gwen', email: 'gwen@example.org', words: 'Why?' }
  const events = await eventsOf(async () => {
    for (let time = 0; time <= 10; time += 1) await agent.post('/privacy/ask').type('form').send(form)
  })
  expect(events).toMatchObject([{ event: 'limit_hit' }])
})

test('every line has the request’s id and a time, and no more than these', () => {
  expect(lines().length).toBeGreaterThan(5)
  const allowed = ['event', 'hostname', 'level', 'msg', 'personId', 'pid', 'requestId', 'time']
  const others = lines().flatMap((line) => Object.keys(line).filter((key) => !allowed.includes(key)))
  expect(others).toEqual([])
  expect(lines().every((line) => 'requestId' in line && 'time' in line)).toBe(true)
})
