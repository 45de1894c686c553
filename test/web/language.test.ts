/** In which language a person reads, and how they change it. */
import request from 'supertest'
import type { Database } from '../../src/store/database.ts'
import { browser } from '../browser.ts'
import { forgetVisits } from '../builders.ts'
import { testDatabase } from '../database.ts'
import { typedPrisoner, upTo } from '../journeyAnswers.ts'
import { testService } from '../service.ts'
import type { TestService } from '../service.ts'
import { rawRequest } from './rawRequest.ts'

let owner: Database
let service: TestService

beforeAll(async () => {
  const { db, ...rest } = await testDatabase()
  owner = rest.owner
  service = await testService(db, { limitMultiplier: 100 })
})
beforeEach(() => forgetVisits(owner))

describe('the switch', () => {
  test('is a link to the other language on every public page', async () => {
    const visitor = browser(service.url)
    for (const path of ['/', '/help', '/cookies', '/visits', '/book/prison', '/nothing']) {
      await visitor.opens(path)
      const links = visitor.page()('a[href="?lang=cy"]')
      expect(links).toHaveLength(1)
      expect(links.attr('lang')).toBe('cy')
      expect(visitor.page()('html').attr('lang')).toBe('en')
    }
  })

  test('stays on the page, drops itself from the address and lasts', async () => {
    const visitor = await browser(service.url).opens('/help')
    await visitor.follows('Cymraeg')
    expect(visitor.address()).toBe('/help')
    expect(visitor.page()('html').attr('lang')).toBe('cy')
    await visitor.opens('/privacy')
    expect(visitor.page()('html').attr('lang')).toBe('cy')
    await visitor.follows('English')
    expect(visitor.address()).toBe('/privacy')
    expect(visitor.page()('html').attr('lang')).toBe('en')
  })

  test('keeps the answers of a journey', async () => {
    const visitor = await upTo(browser(service.url), 'check-answers')
    const here = visitor.address()
    await visitor.follows('Cymraeg')
    expect(visitor.address()).toBe(here)
    expect(visitor.page()('html').attr('lang')).toBe('cy')
    expect(visitor.text()).toContain('Gwen Example')
  })

  test('works from a page with errors', async () => {
    const visitor = await upTo(browser(service.url), 'prisoner')
    const here = visitor.address()
    await visitor.answers({ ...typedPrisoner, prisonNumber: 'wrong' })
    expect(visitor.status()).toBe(422)
    await visitor.follows('Cymraeg')
    expect(visitor.status()).toBe(200)
    expect(visitor.address()).toBe(here)
    await visitor.answers({ ...typedPrisoner, prisonNumber: 'wrong' })
    expect(visitor.status()).toBe(422)
    expect(visitor.page()('html').attr('lang')).toBe('cy')
    expect(visitor.page()('title').text()).toMatch(/^Gwall: /)
    await visitor.follows('English')
    expect(visitor.address()).toBe(here)
  })

  test('works from a page with errors that is no question of the journey', async () => {
    const visitor = await upTo(browser(service.url), 'other-visitors')
    await visitor.answers({ another: 'yes' })
    const here = visitor.address()
    await visitor.answers({ firstName: '' })
    expect(visitor.status()).toBe(422)
    await visitor.follows('Cymraeg')
    expect(visitor.address()).toBe(here)
    await visitor.opens('/visits')
    await visitor.answers({ reference: '' })
    expect(visitor.status()).toBe(422)
    await visitor.follows('English')
    expect(visitor.address()).toBe('/visits')
  })
})

test.each([
  ['/visits?lang=cy', '/visits'],
  ['/visits?a=1&lang=cy&b=2', '/visits?a=1&b=2'],
  ['/?lang=en', '/'],
  ['/help?question=a?b&lang=cy', '/help?question=a%3Fb'],
  ['/visits?name=Si%C3%A2n&lang=cy', '/visits?name=Si%C3%A2n'],
])('%s leads to %s', async (path, location) => {
  const answer = await request(service.url).get(path)
  expect(answer.status).toBe(303)
  expect(answer.headers.location).toBe(location)
})

test.each(['?lang=fr', '?lang=', '?lang', '?lang=EN', '?lang=cy&lang=en', '?lang[]=cy', '?lang=__proto__'])(
  '%s is ignored',
  async (search) => {
    const answer = await request(service.url).get(`/help${search}`)
    expect(answer.status).toBe(200)
    expect(answer.get('Set-Cookie')).toBeUndefined()
    expect(answer.text).toContain('<html lang="en"')
  },
)

test.each(['language=fr', 'language=', 'language=%E0%A4%A', 'language=__proto__', '=;;=', 'language=cy%00'])(
  'a cookie "%s" means English',
  async (cookie) => {
    const answer = await request(service.url).get('/help').set('Cookie', cookie)
    expect(answer.status).toBe(200)
    expect(answer.text).toContain('<html lang="en"')
  },
)

test('is not changed by sending a form', async () => {
  const answer = await request(service.url).post('/visits?lang=cy').type('form').send({})
  expect(answer.status).toBe(403)
  expect(answer.text).toContain('<html lang="en"')
})

test.each([
  '//evil.example?lang=cy',
  '///evil.example?lang=cy',
  '/\\evil.example?lang=cy',
  '/\\/evil.example?lang=cy',
  '\\\\evil.example?lang=cy',
  '/%5Cevil.example?lang=cy',
  '/%2F%2Fevil.example?lang=cy',
  '/%2e%2e//evil.example?lang=cy',
  '/..//evil.example?lang=cy',
  '/.//evil.example?lang=cy',
  '/%0d%0aLocation:%20https://evil.example?lang=cy',
  '/help?lang=cy&next=%0d%0aLocation:%20https://evil.example',
  '/help?lang=cy&https://evil.example',
  '/@evil.example?lang=cy',
  '//?lang=cy',
  '//:80?lang=cy',
  '//[?lang=cy',
  '/%?lang=cy',
  'https://evil.example/?lang=cy',
  'https:evil.example?lang=cy',
])('%s does not lead to another site', async (path) => {
  const answer = await rawRequest(service.url, path)
  expect([303, 400, 404]).toContain(answer.status)
  const { location } = answer.headers
  if (location === undefined) return
  expect(location).toMatch(/^\/(?![/\\])/)
  expect(new URL(location, service.url).origin).toBe(service.url)
})
