/** Every cookie of the service, and how long a session lives. */
import { jest } from '@jest/globals'
import { parseSetCookie } from 'cookie'
import request from 'supertest'
import { openDatabase, query } from '../../src/store/database.ts'
import type { Database } from '../../src/store/database.ts'
import { browser } from '../browser.ts'
import { forgetVisits } from '../builders.ts'
import { clock } from '../clock.ts'
import { testDatabase } from '../database.ts'
import { upTo } from '../journeyAnswers.ts'
import { testService } from '../service.ts'
import type { TestService } from '../service.ts'
import { anonymous, choosePerson } from '../staff/staffBrowser.ts'

const start = '2026-11-18T10:00:00Z'
const behindProxy = { 'X-Forwarded-Proto': 'https' }
const staticPages = ['/', '/cookies', '/privacy', '/accessibility', '/terms', '/help']

let owner: Database
let service: TestService
let overHttps: TestService
let alone: TestService
const nowhere = openDatabase('postgres://nobody:nothing@127.0.0.1:1/none')

beforeAll(async () => {
  const { db, ...rest } = await testDatabase()
  owner = rest.owner
  service = await testService(db)
  overHttps = await testService(db, {
    demo: false,
    env: {
      PUBLIC_URL: 'https://visits.example.org',
      TRUSTED_PROXIES: 'loopback',
      STAFF_OIDC_ISSUER: `${service.url}/demo/sign-in`,
      STAFF_OIDC_CLIENT_ID: 'staff',
      STAFF_OIDC_CLIENT_SECRET: 'invented',
    },
  })
  alone = await testService(nowhere)
})
beforeEach(async () => {
  clock.set(start)
  await forgetVisits(owner)
})
afterEach(() => jest.restoreAllMocks())
afterAll(() => nowhere.destroy())

const portOf = ({ url }: TestService) => new URL(url).port

const linesOf = (answer: request.Response) => answer.get('Set-Cookie') ?? []
const cookiesOf = (answer: request.Response) => linesOf(answer).map((line) => parseSetCookie(line))

/** What a browser would send back. */
const sentBack = (answer: request.Response) =>
  linesOf(answer)
    .map((line) => line.split(';')[0])
    .join('; ')

describe('over http', () => {
  test('the session’s cookie carries the port, and scripts and other sites do not get it', async () => {
    const [cookie, ...others] = cookiesOf(await request(service.url).get('/visits'))
    expect(others).toEqual([])
    expect(cookie).toMatchObject({
      name: `visits-${portOf(service)}`,
      httpOnly: true,
      sameSite: 'lax',
      path: '/',
    })
    expect(cookie).not.toHaveProperty('domain')
    expect(cookie).not.toHaveProperty('secure')
  })

  test('the staff area has a cookie of its own', async () => {
    const [cookie] = cookiesOf(await request(service.url).get('/staff/sign-in'))
    expect(cookie).toMatchObject({ name: `visits-staff-${portOf(service)}`, httpOnly: true, sameSite: 'lax' })
  })

  test('the language is remembered for a year', async () => {
    const [cookie, ...others] = cookiesOf(await request(service.url).get('/?lang=cy'))
    expect(others).toEqual([])
    const year = 365 * 24 * 60 * 60
    const expected = {
      name: 'language',
      value: 'cy',
      maxAge: year,
      httpOnly: true,
      sameSite: 'lax',
      path: '/',
    }
    expect(cookie).toMatchObject(expected)
    expect(cookie).not.toHaveProperty('domain')
  })
})

describe('over https', () => {
  test.each([
    ['/visits', '__Host-visits'],
    ['/staff/sign-in', '__Host-visits-staff'],
  ])('the session’s cookie of %s is bound to the host', async (path, name) => {
    const answer = await request(overHttps.url).get(path).set(behindProxy)
    const [cookie, ...others] = cookiesOf(answer)
    expect(others).toEqual([])
    expect(cookie).toMatchObject({ name, secure: true, httpOnly: true, sameSite: 'lax', path: '/' })
    expect(cookie).not.toHaveProperty('domain')
  })

  test('the language’s cookie is secure', async () => {
    const [cookie] = cookiesOf(await request(overHttps.url).get('/?lang=en').set(behindProxy))
    expect(cookie).toMatchObject({ name: 'language', secure: true, httpOnly: true })
  })

  test('no session begins for who did not come by it', async () => {
    expect(linesOf(await request(overHttps.url).get('/visits'))).toEqual([])
  })
})

describe('pages that are the same for everyone', () => {
  test.each(staticPages)('%s sets no cookie', async (path) => {
    const answer = await request(service.url).get(path)
    expect(answer.status).toBe(200)
    expect(linesOf(answer)).toEqual([])
  })

  test.each(staticPages)('%s needs no database', async (path) => {
    const answer = await request(alone.url).get(path).set('Cookie', 'language=cy; visits-1=x')
    expect(answer.status).toBe(200)
    expect(answer.text).toContain('lang="cy"')
  })
})

test('the cookies page lists exactly the cookies that are set', async () => {
  const visitor = await upTo(browser(service.url), 'check-answers')
  await visitor.answers()
  await visitor.opens('/?lang=cy')
  await visitor.opens('/visits?lang=en')
  const lines: string[] = []
  for (const [area, person] of [
    ['/staff', 'clerk'],
    ['/professional', 'solicitor'],
  ] as const) {
    const agent = anonymous(service.url)
    agent.on('response', (answer: request.Response) => void lines.push(...linesOf(answer)))
    const who = await agent.get(area).redirects(5)
    await choosePerson(agent, who, person).redirects(5)
  }
  const set = [...visitor.cookies(), ...lines].map((line) => parseSetCookie(line).name)
  const ours = new Set(set.filter((name) => !name.startsWith('demo-')))

  const page = (await visitor.opens('/cookies')).page()
  const listed = page('tbody tr')
    .toArray()
    .map((row) => page(row).find('th, td').first().text())
  expect(listed.sort()).toEqual([...ours].sort())
})

describe('a session', () => {
  const rows = () =>
    query<{ written: string; seconds: number; sess: Record<string, unknown> }>(
      owner,
      'select xmin::text as written, extract(epoch from expire)::integer as seconds, sess from sessions',
    )
  const rowNow = async () => (await rows())[0]

  /** A session with a draft in it, and the cookie that leads to it. */
  async function withDraft() {
    const form = await request(service.url).get('/book/prison').redirects(1)
    const cookie = sentBack(form)
    const [, token] = /name="_csrf" value="([^"]+)"/.exec(form.text) ?? []
    const address = new URL(String((form as unknown as { request: { url: string } }).request.url)).pathname
    const answer = await request(service.url)
      .post(address)
      .set('Cookie', cookie)
      .type('form')
      .send({ _csrf: token, prison: 'leeds' })
    return { cookie, address: String(answer.headers.location) }
  }

  test('keeps nothing of a person but a random name and a token', async () => {
    await withDraft()
    expect(Object.keys((await rowNow())?.sess ?? {}).sort()).toEqual([
      'cookie',
      'csrfToken',
      'owner',
      'writtenAt',
    ])
  })

  test('is kept under another name than the cookie’s value, which is signed', async () => {
    const { cookie, address } = await withDraft()
    const forged = cookie.replace(/\.[^.]+$/, '.forged')
    expect((await request(service.url).get(address).set('Cookie', cookie)).status).toBe(200)
    expect((await request(service.url).get(address).set('Cookie', forged)).status).toBe(403)
  })

  test('that is only read is written again after five minutes, not before', async () => {
    const { cookie, address } = await withDraft()
    const before = await rowNow()
    clock.set('2026-11-18T10:05:00Z')
    const early = await request(service.url).get(address).set('Cookie', cookie)
    expect(linesOf(early)).toEqual([])
    expect((await rowNow())?.written).toBe(before?.written)
    clock.set('2026-11-18T10:05:01Z')
    const late = await request(service.url).get(address).set('Cookie', cookie)
    expect(linesOf(late)).toHaveLength(1)
    const after = await rowNow()
    expect(after?.written).not.toBe(before?.written)
    await request(service.url).get(address).set('Cookie', cookie)
    expect((await rowNow())?.written).toBe(after?.written)
  })

  test('that began on a page without a draft is kept alive too', async () => {
    const cookie = sentBack(await request(service.url).get('/visits'))
    await request(service.url).get('/visits').set('Cookie', cookie)
    const before = await rowNow()
    clock.set('2026-11-18T10:06:00Z')
    expect(linesOf(await request(service.url).get('/visits').set('Cookie', cookie))).toHaveLength(1)
    expect((await rowNow())?.written).not.toBe(before?.written)
  })

  test('lives on for 60 minutes after its last use, in the browser and here', async () => {
    const { cookie, address } = await withDraft()
    // The session library reads the machine's clock, and the database has one of its own.
    const real = Date.now()
    jest.spyOn(Date, 'now').mockReturnValue(real + 50 * 60_000)
    const elapse = (minutes: number) =>
      query(owner, 'update sessions set expire = expire - make_interval(mins => :minutes)', { minutes })
    clock.set('2026-11-18T10:50:00Z')
    const renewed = await request(service.url).get(address).set('Cookie', cookie)
    expect(renewed.status).toBe(200)
    const expires = cookiesOf(renewed)[0]?.expires?.getTime() ?? 0
    expect(Math.abs(expires - (real + 110 * 60_000))).toBeLessThan(2000)
    expect(Math.abs(((await rowNow())?.seconds ?? 0) * 1000 - expires)).toBeLessThan(2000)
    await elapse(109)
    expect((await request(service.url).get(address).set('Cookie', cookie)).status).toBe(200)
    await elapse(2)
    const late = await request(service.url).get(address).set('Cookie', cookie)
    expect(late.status).toBe(403)
    expect(late.text).toContain('You need to start again')
  })
})
