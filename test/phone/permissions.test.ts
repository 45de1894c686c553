import { letterRoutes } from '../../src/phone/letters/routes.ts'
import { phoneJourneys, phoneRoutes } from '../../src/phone/routes.ts'
import { testDatabase } from '../database.ts'
import { testService } from '../service.ts'
import type { TestService } from '../service.ts'
import { addressOf, anonymous, choosePerson, signedIn, tokenOf } from '../staff/staffBrowser.ts'
import type { Agent } from '../staff/staffBrowser.ts'
import { allowed, people } from '../staff/whoMay.ts'

let service: TestService
const agents = new Map<string, Agent>()

beforeAll(async () => {
  const { db } = await testDatabase()
  service = await testService(db)
  for (const person of people) agents.set(person, await signedIn(service.url, person))
})

const agentOf = (person: string): Agent => agents.get(person) ?? anonymous(service.url)

/** Nobody's call: what is not found is not found for everybody alike. */
const nothing = '0b3c9f1e-8f7a-4a55-9d4e-0123456789ab'

async function ask(person: string, method: 'get' | 'post', path: string) {
  const agent = agentOf(person)
  const address = `/phone${path.replace(/:\w+/g, nothing)}`
  if (method === 'get') return agent.get(address)
  return agent
    .post(address)
    .type('form')
    .send({ _csrf: await tokenOf(agent) })
}

const routes = [...phoneRoutes, ...letterRoutes(() => Promise.resolve({ failed: 'overtaken' }))]

const rows = routes.flatMap(([method, path, permission]) =>
  people.map((person) => ({ method, path, permission, person })),
)

/** Who goes to the home of an area that is not theirs is led to their own. */
const homes: Record<string, string> = {
  clerk: '/staff',
  'clerk-elsewhere': '/staff',
  manager: '/staff',
  analyst: '/phone/team',
  administrator: '/staff/privacy',
}

test.each(rows)('$method $path as $person', async ({ method, path, permission, person }) => {
  const answer = await ask(person, method, path)
  if (path === '/' && person in homes) {
    expect([answer.status, answer.headers.location]).toEqual([303, homes[person]])
  } else if (!allowed[permission].includes(person)) {
    expect(answer.status).toBe(403)
  } else if (path.includes(':')) {
    expect(answer.status).toBe(404)
  } else {
    expect(answer.status).toBe(method === 'get' ? 200 : 422)
  }
})

test.each(routes.map(([method, path]) => ({ method, path })))(
  '$method $path sends who is not signed in to the sign-in, or refuses',
  async ({ method, path }) => {
    const answer = await ask('somebody', method, path)
    expect(answer.status).toBe(method === 'get' ? 303 : 403)
    if (method === 'get') expect(answer.headers.location).toMatch(/^\/staff\/sign-in\?returnTo=%2Fphone/)
  },
)

const journeys = phoneJourneys.flatMap(([path, permission]) =>
  people.flatMap((person) =>
    ['', '/prison', '/check-answers', `/${nothing}/prison`].map((page) => ({
      path: `${path}${page}`,
      permission,
      person,
    })),
  ),
)

test.each(journeys)('the journey’s page $path as $person', async ({ path, permission, person }) => {
  const answer = await ask(person, 'get', path)
  expect(answer.status).toBe(allowed[permission].includes(person) ? 404 : 403)
  expect((await ask('somebody', 'get', path)).headers.location).toMatch(/^\/staff\/sign-in/)
  expect((await ask('somebody', 'post', path)).status).toBe(403)
})

test('leads an agent who signed in to the page that was wanted', async () => {
  const agent = anonymous(service.url)
  const who = await agent.get('/phone?page=2').redirects(5)
  expect(addressOf(await choosePerson(agent, who, 'agent').redirects(5))).toBe(`${service.url}/phone?page=2`)
})

test('leads an agent who goes to the staff area to their own', async () => {
  const agent = anonymous(service.url)
  const who = await agent.get('/staff').redirects(5)
  expect(addressOf(await choosePerson(agent, who, 'agent').redirects(5))).toBe(`${service.url}/phone`)
})

test('shows the page that is not found for anything else under /phone, kept out of every cache', async () => {
  const answer = await agentOf('agent').get('/phone/no-such-page')
  expect(answer.status).toBe(404)
  expect(answer.headers['cache-control']).toBe('no-store')
})
