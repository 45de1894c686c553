import { staffJourneys, staffRoutes } from '../../src/staff/routes.ts'
import { query } from '../../src/store/database.ts'
import type { Database } from '../../src/store/database.ts'
import { anOfficialRequest, aProfessional, aRequest } from '../builders.ts'
import { testDatabase } from '../database.ts'
import { testService } from '../service.ts'
import type { TestService } from '../service.ts'
import { anonymous, signedIn, tokenOf } from './staffBrowser.ts'
import type { Agent } from './staffBrowser.ts'
import { timesOf } from './timetableBrowser.ts'
import { allowed, people } from './whoMay.ts'

let db: Database
let owner: Database
let service: TestService
let references: { leeds: string; wandsworth: string }
const agents = new Map<string, Agent>()
const tokens = new Map<string, string>()

beforeAll(async () => {
  ;({ db, owner } = await testDatabase())
  await owner.raw("update closures set place_id = (select id from places where slug = 'leeds') where id = 1")
  await query(
    db,
    `insert into privacy_requests (reference, kind, language, name, email, words, received_at, acknowledge_by)
     values ('ABCDEFGH', 'complaint', 'en', 'Gwen', 'gwen@example.org', 'Why?', now(), '2026-12-18')`,
  )
  await query(
    db,
    `with volume as (
       insert into offline_volumes (version, month, place_id, channel, bookings) values (2, '2026-10-01', 1, 'phone', 5))
     insert into costs (version, first_month, last_month, channel, category, pence)
     values (2, '2026-10-01', '2026-10-01', 'phone', 'it', 5)`,
  )
  const [time] = await timesOf(db, 'cardiff')
  parts.timeId = String(time?.id)
  service = await testService(db)
  const professional = await aProfessional(db, { isVerified: false })
  parts.professional = professional
  await anOfficialRequest(db, { professionalId: professional, prisonNumber: 'B1234BC' })
  const [leeds, wandsworth] = [await aRequest(db), await aRequest(db, { slug: 'wandsworth' })]
  references = { leeds: leeds.reference, wandsworth: wandsworth.reference }
  for (const person of people) {
    const agent = await signedIn(service.url, person)
    agents.set(person, agent)
    tokens.set(person, await tokenOf(agent))
  }
})

const agentOf = (person: string): Agent => agents.get(person) ?? anonymous(service.url)

/** Parts of addresses besides references, which are the same for everybody. */
const parts: Record<string, string> = {
  date: '2026-11-30',
  month: '2026-12',
  id: '1',
  position: '0',
  type: 'social',
}

/** Routes that answer otherwise than 200, or 422 to a form that is not filled in; all others are as strict as that. */
const redirects = [
  ...['get /day', 'get /flagged/:reference/keep', 'get /flagged/cancel', 'get /flagged/result'],
  ...['get /settings/switch-off', 'get /timetable/exceptions/:type/:date/remove', 'get /timetable/occupancy'],
  ...['get /visits/:reference/cancel', 'get /visits/:reference/move', 'get /visits/:reference/undo'],
  ...['get /visits/:reference/joining', 'post /professionals/clear'],
  'post /professionals/:professional/verification',
  ...['post /flagged/cancel', 'post /flagged/chosen', 'post /flagged/messages', 'post /place'],
  ...['post /privacy/:id/acknowledgement', 'post /privacy/:id/answer', 'post /search/clear'],
  ...['post /service/maintenance', 'post /service/maintenance/end'],
  ...['post /search/:reference/visitors/:position', 'post /settings/switch-off', 'post /settings/texts'],
]
const conflicts = [
  ...['post /figures/volumes/:id/removal', 'post /figures/costs/:id/removal'],
  ...[
    'post /flagged/:reference/keep',
    'post /visits/:reference/attendance',
    'post /visits/:reference/cancel',
  ],
  ...['post /visits/:reference/change-decision', 'post /visits/:reference/messages/:id/resend'],
  ...['post /visits/:reference/move', 'post /visits/:reference/undo', 'post /visits/:reference/joining'],
]

function answerOf(method: 'get' | 'post', path: string): number {
  if (redirects.includes(`${method} ${path}`)) return 303
  if (conflicts.includes(`${method} ${path}`)) return 409
  return method === 'get' ? 200 : 422
}

const filled = (path: string, reference: string) =>
  path.replace(/:(\w+)/g, (_, name: string) => parts[name] ?? reference)

/** Sends what the row's method and path say; a form that is not filled in. */
async function ask(person: string, method: 'get' | 'post', path: string, reference: string) {
  const agent = agentOf(person)
  const address = `/staff${filled(path, reference)}`
  if (method === 'get') return agent.get(address)
  return agent
    .post(address)
    .type('form')
    .send({ _csrf: tokens.get(person) ?? '', version: '1' })
}

/** At which places' visits a page is asked for; one that is of no visit is the same for both. */
const placesOf = (path: string) =>
  path.includes(':reference') ? (['leeds', 'wandsworth'] as const) : (['leeds'] as const)

const rows = staffRoutes.flatMap(([method, path, permission]) =>
  people.flatMap((person) => placesOf(path).map((place) => ({ method, path, permission, person, place }))),
)

test.each(rows)('$method $path at $place as $person', async ({ method, path, permission, person, place }) => {
  const answer = await ask(person, method, path, references[place])
  const isOwn = (place === 'wandsworth') === (person === 'clerk-elsewhere') || !path.includes(':reference')
  const first = { administrator: '/staff/privacy', agent: '/phone', analyst: '/staff/figures' }[
    person as string
  ]
  if (path === '/' && first !== undefined) {
    expect([answer.status, answer.headers.location]).toEqual([303, first])
  } else if (!allowed[permission].includes(person)) {
    expect(answer.status).toBe(403)
  } else if (isOwn) {
    expect(answer.status).toBe(answerOf(method, path))
  } else {
    const missing = await ask(person, method, path, '00000000')
    expect(answer.status).toBe(404)
    expect(missing.status).toBe(404)
    expect(answer.text).toBe(missing.text)
  }
})

test.each(staffRoutes.map(([method, path]) => ({ method, path })))(
  '$method $path sends who is not signed in to the sign-in, or refuses',
  async ({ method, path }) => {
    const answer = await ask('somebody', method, path, references.leeds)
    expect(answer.status).toBe(method === 'get' ? 303 : 403)
    if (method === 'get') expect(answer.headers.location).toMatch(/^\/staff\/sign-in/)
  },
)

const journeys = staffJourneys.flatMap(([path, permission]) =>
  people.flatMap((person) =>
    ['', '/prison', '/check-answers', '/0b3c9f1e-8f7a-4a55-9d4e-0123456789ab/prison'].map((page) => ({
      path: `${path}${page}`,
      permission,
      person,
    })),
  ),
)

test.each(journeys)('the journey’s page $path as $person', async ({ path, permission, person }) => {
  const answer = await ask(person, 'get', path, references.leeds)
  if (allowed[permission].includes(person)) expect([200, 303]).toContain(answer.status)
  else expect(answer.status).toBe(403)
  expect((await ask('somebody', 'get', path, references.leeds)).headers.location).toMatch(/^\/staff\/sign-in/)
  expect((await ask('somebody', 'post', path, references.leeds)).status).toBe(403)
})

test('refuses a decision without the token', async () => {
  const path = `/staff/visits/${references.leeds}/decision`
  const answer = await agentOf('clerk').post(path).type('form').send({ version: '1', decision: 'reject' })
  expect(answer.status).toBe(403)
})

test('shows the page that is not found for anything else under /staff', async () => {
  expect((await agentOf('clerk').get('/staff/no-such-page')).status).toBe(404)
  expect((await agentOf('clerk').get('/staff/visits/not-a-reference')).status).toBe(404)
})

test('keeps its pages out of every cache', async () => {
  for (const path of ['/staff', `/staff/visits/${references.leeds}`, '/staff/signed-out']) {
    expect((await agentOf('clerk').get(path)).headers['cache-control']).toBe('no-store')
  }
})
