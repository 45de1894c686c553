/** While the service is closed everybody is told so, and until when; what helps, and what opens it again, stays open. */
import request from 'supertest'
import { securityTxtExpires } from '../../src/web/securityTxt.ts'
import type { Maintenance } from '../../src/store/maintenance.ts'
import { testDatabase } from '../database.ts'
import { checkedPage, tidy } from '../pageChecks.ts'
import { testService } from '../service.ts'
import type { TestService } from '../service.ts'

let service: TestService
let maintenance: Maintenance | undefined

beforeAll(async () => {
  const { db } = await testDatabase()
  service = await testService(db, { maintenance: () => maintenance })
})
beforeEach(() => {
  maintenance = { until: new Date('2026-12-04T14:00:00Z') }
})

const open = (path: string, language = 'en') =>
  request(service.url).get(path).set('Cookie', `language=${language}`)

async function read(path: string, language?: string) {
  const response = await open(path, language)
  const $ = await checkedPage(response.text, response.status, `${service.url}${path}`)
  return { response, words: tidy($('main').text()) }
}

test.each(['/', '/book/prison', '/visits', '/visits/abc', '/staff', '/phone', '/professional', '/nowhere'])(
  '%s says when the service opens again',
  async (path) => {
    const { response, words } = await read(path)
    expect(response.status).toBe(503)
    expect(response.headers['retry-after']).toBe('Fri, 04 Dec 2026 14:00:00 GMT')
    expect(response.headers['cache-control']).toBe('no-store')
    expect(words).toContain('Sorry, the service is unavailable')
    expect(words).toContain('You will be able to use the service from 2pm, Friday 4 December 2026.')
    expect(words).toContain('01632 960100')
  },
)

test('says so in Welsh', async () => {
  const { words } = await read('/book/prison', 'cy')
  expect(words).toContain('2pm, dydd Gwener 4 Rhagfyr 2026')
})

test('names no time that nobody has said', async () => {
  maintenance = { until: null }
  const { response, words } = await read('/')
  expect(response.headers['retry-after']).toBe('600')
  expect(words).toContain('You will be able to use the service later.')
})

test('takes no form, and keeps what it was', async () => {
  const response = await request(service.url).post('/visits').type('form').send({ reference: 'ABCD1234' })
  expect(response.status).toBe(503)
})

test.each([
  '/help',
  '/accessibility',
  '/privacy',
  '/cookies',
  '/terms',
  '/health/live',
  '/.well-known/security.txt',
])('%s stays open', async (path) => {
  expect((await open(path)).status).toBe(200)
})

test('an administrator can still sign in and open it', async () => {
  expect((await open('/staff/service')).headers.location).toBe('/staff/sign-in?returnTo=%2Fstaff%2Fservice')
  expect((await open('/staff/sign-in')).status).toBe(303)
})

test('everything is open again once the switch is off', async () => {
  maintenance = undefined
  expect((await open('/')).status).toBe(200)
})

test('who finds a weakness is told whom to tell, and what is said will hold for thirty days at least', async () => {
  const { text, headers } = await open('/.well-known/security.txt')
  expect(headers['content-type']).toBe('text/plain; charset=utf-8')
  expect(text).toContain('Contact: mailto:')
  expect(text).toContain(`Expires: ${securityTxtExpires}`)
  expect(text).toContain(`Canonical: ${service.url}/.well-known/security.txt`)
  expect(Date.parse(securityTxtExpires)).toBeGreaterThan(Date.now() + 30 * 24 * 3_600_000)
})
