/** Two web processes on one database behind a balancer that sends every request to the other one. */
import { createServer, request } from 'node:http'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { makeSlots } from '../../src/actions/makeSlots.ts'
import { query } from '../../src/store/database.ts'
import { browser } from '../browser.ts'
import { testDatabase } from '../database.ts'
import type { TestDatabase } from '../database.ts'
import { upTo } from '../journeyAnswers.ts'
import { startWeb } from './web.ts'
import type { Web } from './web.ts'

let database: TestDatabase
let webs: Web[]
let balancer: Server
let url: string
/** Which process answered, in order. */
const turns: number[] = []

beforeAll(async () => {
  database = await testDatabase()
  await makeSlots(database.owner, new Date())
  webs = await Promise.all([startWeb(database.url), startWeb(database.url)])
  balancer = createServer((incoming, outgoing) => {
    const turn = turns.length % webs.length
    turns.push(turn)
    const { method, headers } = incoming
    const onward = request(`${webs[turn]?.url}${incoming.url}`, { method, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(outgoing)
    })
    incoming.pipe(onward)
  })
  await new Promise<void>((listening) => balancer.listen(0, '127.0.0.1', listening))
  url = `http://127.0.0.1:${(balancer.address() as AddressInfo).port}`
})

afterAll(() => new Promise<void>((closed) => balancer.close(() => closed())))

test('a session, its form token and its answers that began on one process go on on the other', async () => {
  const visitor = await upTo(browser(url), 'check-answers')
  await visitor.answers()
  expect(visitor.address()).toMatch(/^\/visits\//)
  expect(visitor.status()).toBe(200)
  expect(await query(database.db, 'select from visits')).toHaveLength(1)
  expect(await query(database.db, 'select from sessions')).toHaveLength(1)
  expect(new Set(turns)).toEqual(new Set([0, 1]))
})

test('five wrong tries are five wherever they were made', async () => {
  const visitor = await browser(url).opens('/visits')
  const wrong = {
    reference: '7KX2M9QD',
    'dateOfBirth-day': '1',
    'dateOfBirth-month': '2',
    'dateOfBirth-year': '1990',
  }
  const before = turns.length
  const statuses: number[] = []
  for (let tries = 0; tries < 7; tries += 1) {
    await visitor.posts('/visits', wrong)
    statuses.push(visitor.status())
    if (visitor.status() === 429) await visitor.opens('/visits')
  }
  expect(statuses).toEqual([422, 422, 422, 422, 422, 429, 429])
  expect(new Set(turns.slice(before, before + 5))).toEqual(new Set([0, 1]))
})
