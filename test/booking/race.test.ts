/** Many people at once, over HTTP: the last places go to exactly as many, and nobody else is left without a way on. */
import { randomUUID } from 'node:crypto'
import supertest from 'supertest'
import { query } from '../../src/store/database.ts'
import type { Database } from '../../src/store/database.ts'
import { bookableSlots, forgetVisits } from '../builders.ts'
import { testDatabase } from '../database.ts'
import { typedPrisoner, typedYou } from '../journeyAnswers.ts'
import { testService } from '../service.ts'
import type { TestService } from '../service.ts'

const { load } = shared

let db: Database
let owner: Database
let service: TestService

beforeAll(async () => {
  ;({ db, owner } = await testDatabase())
  service = await testService(db, { limitMultiplier: 100 })
})
beforeEach(() => forgetVisits(owner))

/** A browser with this many complete drafts, each about another prisoner, all for the same slot. */
async function browserWithDrafts(count: number, slot: number) {
  const agent = supertest.agent(service.url)
  const page = await agent.get(`/book/${randomUUID()}/prison`)
  const token = load(page.text)('input[name=_csrf]').val()
  await agent.post(`/book/${randomUUID()}/prison`).type('form').send({ _csrf: token, prison: 'leeds' })
  const [{ owner: sessionOwner } = { owner: '' }] = await query<{ owner: string }>(
    db,
    'select owner from drafts',
  )
  const answers = {
    prison: { prison: 'leeds' },
    'your-details': typedYou,
    'other-visitors': { another: 'no' },
    'first-choice': { slot: String(slot) },
    'second-choice': { slot: 'none' },
    support: {},
    'contact-details': { email: 'gwen@example.org' },
  }
  const drafts = Array.from({ length: count }, (_, n) => ({
    id: randomUUID(),
    answers: { ...answers, prisoner: { ...typedPrisoner, prisonNumber: `A${1000 + n}BC` } },
  }))
  await query(
    db,
    `insert into drafts (id, owner, journey, answers, created_at, last_used_at)
     select (draft ->> 'id')::uuid, :owner, 'public', draft -> 'answers', :now, :now
     from jsonb_array_elements(:drafts) as draft`,
    { owner: sessionOwner, now: new Date('2026-11-18T10:00:00Z'), drafts: JSON.stringify(drafts) },
  )
  const send = ({ id }: { id: string }) =>
    agent.post(`/book/${id}/check-answers`).type('form').send({ _csrf: token })
  return { agent, drafts, send }
}

test('200 people send at once for the last 3 places of a slot', async () => {
  const [slot] = await bookableSlots(db)
  const id = slot?.id ?? 0
  await query(db, 'update slots set wanted = 3 where id = :id', { id })
  const { agent, drafts, send } = await browserWithDrafts(200, id)
  const answers = await Promise.all(drafts.map(send))
  const placed = answers.filter(({ headers }) => /^\/visits\/[\w-]{43}$/.test(String(headers.location)))
  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 303))
  expect(placed).toHaveLength(3)
  expect(await query(db, 'select held, capacity from slots where id = :id', { id })).toEqual([
    { held: 3, capacity: 3 },
  ])
  const others = answers.filter((answer) => !placed.includes(answer))
  const pages = await Promise.all(
    others.slice(0, 20).map(({ headers }) => agent.get(String(headers.location)).redirects(1)),
  )
  for (const page of pages) {
    const $ = load(page.text)
    expect($('h1').text().trim()).toBe('When do you want to visit?')
    expect($('fieldset').first().find('legend').text().trim()).toBe('Nearest free times')
    expect($('fieldset').first().find('input')).toHaveLength(3)
  }
}, 60_000)

test('one draft that is sent twenty times at once is one visit, and every answer leads to it', async () => {
  const [slot] = await bookableSlots(db)
  const { agent, drafts, send } = await browserWithDrafts(1, slot?.id ?? 0)
  const answers = await Promise.all(Array.from({ length: 20 }, () => drafts.map(send)).flat())
  const pages = await Promise.all(answers.map(({ headers }) => agent.get(String(headers.location))))
  const references = pages.map(({ text }) => load(text)('.govuk-panel__body strong').text())
  expect(new Set(references).size).toBe(1)
  expect(await query(db, 'select reference from visits')).toEqual([{ reference: references[0] }])
}, 60_000)
