/** What tells a balancer and an operator how this process is. */
import request from 'supertest'
import { openDatabase, query } from '../../src/store/database.ts'
import type { Database } from '../../src/store/database.ts'
import { testDatabase } from '../database.ts'
import { testService } from '../service.ts'
import type { TestService } from '../service.ts'

let owner: Database
let service: TestService
let alone: TestService
let leaving: TestService
const nowhere = openDatabase('postgres://nobody:nothing@127.0.0.1:1/none')

beforeAll(async () => {
  const { db, ...rest } = await testDatabase()
  owner = rest.owner
  service = await testService(db)
  alone = await testService(nowhere)
  leaving = await testService(db, { stopping: () => true })
})
afterAll(() => nowhere.destroy())

const statusOf = async ({ url }: TestService, path: string) => (await request(url).get(path)).status

test('is alive and ready with its database and every migration', async () => {
  const live = await request(service.url).get('/health/live')
  expect([live.status, live.body]).toEqual([200, { status: 'up' }])
  const ready = await request(service.url).get('/health/ready')
  expect([ready.status, ready.body]).toEqual([200, { status: 'up' }])
})

test('is alive but not ready without the database', async () => {
  expect(await statusOf(alone, '/health/live')).toBe(200)
  const ready = await request(alone.url).get('/health/ready')
  expect([ready.status, ready.body]).toEqual([503, { status: 'down' }])
})

test('is not ready while a migration is missing', async () => {
  const [last] = await query<{ name: string }>(
    owner,
    'delete from migrations where id = (select max(id) from migrations) returning name',
  )
  expect(await statusOf(service, '/health/ready')).toBe(503)
  expect(await statusOf(service, '/health/live')).toBe(200)
  await query(owner, 'insert into migrations (name, batch, migration_time) values (:name, 1, now())', {
    name: last?.name,
  })
  expect(await statusOf(service, '/health/ready')).toBe(200)
})

test('is not ready once it has been told to stop, and still answers', async () => {
  expect(await statusOf(leaving, '/health/ready')).toBe(503)
  expect(await statusOf(leaving, '/health/live')).toBe(200)
  expect(await statusOf(leaving, '/')).toBe(200)
})

test('says which version it is, and no more', async () => {
  const info = await request(service.url).get('/info')
  expect(info.status).toBe(200)
  expect(info.body).toEqual({
    name: 'prison-visit-booking',
    version: expect.stringMatching(/^\d+\.\d+\.\d+/) as string,
    node: process.version,
  })
})

test('is kept by no cache and sets no cookie', async () => {
  for (const path of ['/health/live', '/health/ready', '/info']) {
    const { headers } = await request(service.url).get(path)
    expect(headers['cache-control']).toBe('no-store')
    expect(headers['set-cookie']).toBeUndefined()
  }
})

test('shows its figures on no public address', async () => {
  for (const path of ['/metrics', '/health', '/health/', '/health/metrics']) {
    expect(await statusOf(service, path)).toBe(404)
  }
})
