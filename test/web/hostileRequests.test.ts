/** Every address and header with what no browser of ours sends: a refusal or the plain page, never a fault of ours. */
import fc from 'fast-check'
import type { Database } from '../../src/store/database.ts'
import { testDatabase } from '../database.ts'
import { hostile } from '../hostile.ts'
import { testService } from '../service.ts'
import type { TestService } from '../service.ts'
import { signedIn } from '../staff/staffBrowser.ts'
import type { Agent } from '../staff/staffBrowser.ts'
import { rawRequest } from './rawRequest.ts'

let db: Database
let service: TestService
let clerk: Agent

beforeAll(async () => {
  ;({ db } = await testDatabase())
  service = await testService(db, { limitMultiplier: 100 })
  clerk = await signedIn(service.url, 'clerk')
})

const places = [
  (word: string) => `/book/${word}`,
  (word: string) => `/book/${word}/prison`,
  (word: string) => `/book/prison/${word}`,
  (word: string) => `/book/11111111-1111-4111-8111-111111111111/${word}`,
  (word: string) => `/book/11111111-1111-4111-8111-111111111111/other-visitors/${word}/change`,
  (word: string) => `/visits/${word}`,
  (word: string) => `/assets/${word}`,
  (word: string) => `/?lang=${word}`,
  (word: string) => `/help?${word}=${word}&lang=cy&lang=en`,
  (word: string) => `/demo/${word}`,
  (word: string) => `/${word}`,
]

test.each(Object.entries(hostile))('an address with %s is refused in peace', async (_what, word) => {
  for (const place of places) {
    const address = place(encodeURIComponent(word))
    const { status, text } = await rawRequest(service.url, address)
    expect([address.slice(0, 80), status < 500]).toEqual([address.slice(0, 80), true])
    expect(text).not.toContain('<script>alert')
  }
})

test.each(Object.entries(hostile))(
  'the list of requests filtered by %s is still a list',
  async (_what, word) => {
    for (const name of ['place', 'status', 'date', 'sort', 'page', 'order', '__proto__']) {
      const answer = await clerk.get(`/staff?${name}=${encodeURIComponent(word)}&${name}=again&${name}[b]=1`)
      expect([name, answer.status < 500]).toEqual([name, true])
      expect(answer.text).not.toContain('<script>alert')
    }
    const visit = await clerk.get(`/staff/visits/${encodeURIComponent(word)}`)
    expect(visit.status).toBeLessThan(500)
  },
)

const headers = [
  'accept',
  'accept-encoding',
  'accept-language',
  'content-type',
  'cookie',
  'forwarded',
  'if-none-match',
  'if-modified-since',
  'origin',
  'range',
  'referer',
  'user-agent',
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-proto',
  'x-http-method-override',
  'x-request-id',
]

test.each(headers)('a header %s of anything changes nothing that matters', async (name) => {
  const values = [
    '',
    '*',
    ';;;=,,',
    '"',
    '%00%0d%0a',
    '__proto__',
    '../..',
    "' or 1=1",
    'a'.repeat(6000),
    'gzip;q=nan, br;q=-1',
  ]
  for (const value of values) {
    for (const path of ['/', '/assets/govuk.css', '/visits', '/book/prison', '/health/ready', '/staff']) {
      const { status } = await rawRequest(service.url, path, { headers: { [name]: value } })
      expect([path, value.slice(0, 20), status < 500]).toEqual([path, value.slice(0, 20), true])
    }
  }
})

test('no cookie of ours, however broken, breaks a page', async () => {
  const words = fc.string({ unit: fc.constantFrom(...'abc%=;,"\\\'{}[]:s.'), maxLength: 60 })
  await fc.assert(
    fc.asyncProperty(words, words, async (session, language) => {
      const cookie = `visits-1=${session}; visits-${new URL(service.url).port}=s:${session}; language=${language}`
      const { status } = await rawRequest(service.url, '/visits', { headers: { cookie } })
      expect(status).toBe(200)
    }),
    { numRuns: 60 },
  )
})
