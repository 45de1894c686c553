/** Every address of the professionals' area as everybody else; and their visits from where they do not belong. */
import request from 'supertest'
import { newcomersRoutes, professionalRoutes } from '../../src/professional/routes.ts'
import { mintLink } from '../../src/store/links.ts'
import type { Database } from '../../src/store/database.ts'
import { randomBytes } from 'node:crypto'
import { anOfficialRequest, aRequest } from '../builders.ts'
import { clock } from '../clock.ts'
import { testDatabase } from '../database.ts'
import { testService } from '../service.ts'
import type { TestService } from '../service.ts'
import { anonymous, signedIn } from '../staff/staffBrowser.ts'
import type { Agent } from '../staff/staffBrowser.ts'
import { personIdOf, professionalBrowser } from './professionalBrowser.ts'

let db: Database
let service: TestService
let official: string
let officialId: number
let social: string
let draft: string
const others = new Map<string, Agent>()
let stranger: Agent

beforeAll(async () => {
  clock.set('2026-11-18T10:00:00Z')
  ;({ db } = await testDatabase())
  service = await testService(db, { limitMultiplier: 100 })
  const owner = await professionalBrowser(service)
  const professionalId = await personIdOf(db)
  const visit = await anOfficialRequest(db, { professionalId })
  official = visit.reference
  officialId = visit.id
  social = (await aRequest(db, { prisonNumber: 'B2345CD' })).reference
  await owner.opens('/professional/book')
  await owner.answers({ purpose: 'legal_adviser' })
  draft = owner.address().split('/').at(-2) ?? ''
  await professionalBrowser(service, 'solicitor-two')
  stranger = await signedIn(service.url, 'solicitor-two', '/professional')
  others.set('nobody', anonymous(service.url))
  for (const person of ['clerk', 'manager', 'agent', 'analyst', 'administrator']) {
    others.set(person, await signedIn(service.url, person))
  }
  const family = anonymous(service.url)
  await family.get('/book/prison').redirects(2)
  others.set('a family', family)
})

/** What can be done with a visit and with a draft, besides the tables' pages. */
const ofVisit = ['', '/withdraw', '/cancel', '/calendar.ics', '/change']
const ofDraft = ['purpose', 'way', 'prison', 'who-comes', 'who-comes/new', 'check-answers']

const tables = [...newcomersRoutes, ...professionalRoutes].map(([method, path]) => ({
  method,
  address: `/professional${path.replace(/:\w+/g, '1')}`.replace(/\/$/, ''),
}))

const everything = () => [
  ...tables,
  ...ofVisit.flatMap((path) =>
    (['get', 'post'] as const).map((method) => ({
      method,
      address: `/professional/visits/${official}${path}`,
    })),
  ),
  ...ofDraft.map((page) => ({ method: 'get' as const, address: `/professional/book/${draft}/${page}` })),
]

test.each(['nobody', 'clerk', 'manager', 'agent', 'analyst', 'administrator', 'a family'])(
  'nothing is to be had for %s',
  async (who) => {
    const agent = others.get(who) ?? anonymous(service.url)
    for (const { method, address } of everything()) {
      const answer =
        method === 'get' ? await agent.get(address) : await agent.post(address).type('form').send({})
      const told = `${method} ${address} ${answer.status}`
      if (method === 'get') expect(told).toBe(`get ${address} 303`)
      else expect(told).toBe(`post ${address} 403`)
      if (method === 'get') expect(answer.headers.location).toContain('/professional/sign-in')
    }
  },
)

test('another professional finds neither visit nor draft, as if there were none', async () => {
  for (const path of ofVisit) {
    const theirs = await stranger.get(`/professional/visits/${official}${path}`)
    const none = await stranger.get(`/professional/visits/00000000${path}`)
    expect([path, theirs.status, theirs.text === none.text]).toEqual([path, 404, true])
  }
  for (const page of ofDraft) {
    const { status, text } = await stranger.get(`/professional/book/${draft}/${page}`)
    expect([
      page,
      [303, 403, 404].includes(status) || !text.includes('value="legal_adviser" checked'),
    ]).toEqual([page, true])
  }
})

test('a family’s visit is not there for professionals', async () => {
  for (const path of ofVisit) {
    expect((await stranger.get(`/professional/visits/${social}${path}`)).status).toBe(404)
  }
})

test('on the public side an official visit is found by nothing, and no private link can be made', async () => {
  const family = others.get('a family') ?? anonymous(service.url)
  const find = async (reference: string) => {
    const page = await family.get('/visits')
    const _csrf = /name="_csrf" value="([^"]+)"/.exec(page.text)?.[1]
    const born = { 'dateOfBirth-day': '1', 'dateOfBirth-month': '1', 'dateOfBirth-year': '1980' }
    const { status, text } = await family
      .post('/visits')
      .type('form')
      .send({ _csrf, reference, ...born })
    return [status, text.replaceAll(reference, '').replace(/value="[^"]+"/g, '')]
  }
  expect(await find(official)).toEqual(await find('00000000'))
  for (const page of ['prison', 'check-answers', 'way']) {
    const { text } = await family.get(`/book/${draft}/${page}`).redirects(1)
    expect(text).not.toContain('Sunil')
  }
  expect((await family.get(`/change/${draft}/check-answers`)).status).not.toBe(200)
  await expect(mintLink(db, officialId, clock.now(), randomBytes)).rejects.toMatchObject({
    constraint: 'visit_links_are_social',
  })
})

test('a private link of a family opens nothing below the professionals’ address', async () => {
  const visit = await aRequest(db, { prisonNumber: 'C3456DE' })
  const secret = await mintLink(db, visit.id, clock.now(), randomBytes)
  expect((await stranger.get(`/professional/visits/${secret}`)).status).toBe(404)
  expect((await request(service.url).get(`/professional/feed/${secret}.ics`)).status).toBe(404)
})
