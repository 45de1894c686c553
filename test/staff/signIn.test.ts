import { randomBytes } from 'node:crypto'
import express from 'express'
import { pino } from 'pino'
import request from 'supertest'
import { readConfig } from '../../src/config.ts'
import { staffArea } from '../../src/staff/router.ts'
import { query } from '../../src/store/database.ts'
import type { Database } from '../../src/store/database.ts'
import { createLimits } from '../../src/web/limits.ts'
import { requestLog } from '../../src/web/requestLog.ts'
import { sessions } from '../../src/web/session.ts'
import { loadAssets } from '../../src/web/assets.ts'
import { viewEngine } from '../../src/web/viewEngine.ts'
import { clock } from '../clock.ts'
import { testDatabase } from '../database.ts'
import { testService } from '../service.ts'
import type { TestService } from '../service.ts'
import {
  addressOf,
  anonymous,
  checked,
  choosePerson,
  headingOf,
  pageOf,
  signedIn,
  tokenOf,
} from './staffBrowser.ts'

const start = '2026-11-18T10:00:00Z'
let db: Database
let owner: Database
let service: TestService

beforeAll(async () => {
  ;({ db, owner } = await testDatabase())
  service = await testService(db)
})
beforeEach(() => clock.set(start))

/** The session cookies that a response sets, as a browser would send them. */
const cookieOf = (response: request.Response) =>
  (response.get('Set-Cookie') ?? []).map((line) => line.split(';')[0]).join('; ')

/** The path that a response leads to. */
function pathOf(response: request.Response): string {
  const { pathname, search } = new URL(String(response.headers.location), service.url)
  return pathname + search
}

test('asks the provider with PKCE, state and nonce, and comes back to the page that was wanted', async () => {
  const agent = anonymous(service.url)
  const away = await agent.get('/staff?status=booked')
  expect(away.status).toBe(303)
  expect(away.headers.location).toBe('/staff/sign-in?returnTo=%2Fstaff%3Fstatus%3Dbooked')
  const toProvider = await agent.get(String(away.headers.location))
  const { searchParams } = new URL(String(toProvider.headers.location))
  expect(Object.fromEntries(searchParams)).toMatchObject({
    response_type: 'code',
    code_challenge_method: 'S256',
    redirect_uri: `${service.url}/staff/sign-in/callback`,
  })
  for (const name of ['state', 'nonce', 'code_challenge']) {
    expect(searchParams.get(name)?.length).toBeGreaterThanOrEqual(43)
  }
  const who = await agent.get(pathOf(toProvider)).redirects(2)
  const back = await choosePerson(agent, who, 'clerk').redirects(5)
  expect(addressOf(back)).toBe(`${service.url}/staff?status=booked`)
  const $ = await checked(back)
  expect($('.staff-header__person').text()).toBe('Clara Clerk')
})

test('remembers the person, and keeps neither e-mail nor secrets in the session', async () => {
  await signedIn(service.url, 'manager')
  expect(await query(owner, "select name from people where subject = 'manager'")).toEqual([
    { name: 'Mina Manager' },
  ])
  const kept = await query<{ sess: { signedIn?: object } }>(
    owner,
    "select sess from sessions where sess -> 'signedIn' ->> 'name' = 'Mina Manager'",
  )
  expect(Object.keys(kept[0]?.sess.signedIn ?? {}).sort()).toEqual(
    ['area', 'at', 'idToken', 'name', 'personId', 'prisons', 'roles'].sort(),
  )
  expect(kept[0]?.sess.signedIn).toMatchObject({ roles: ['manager'], prisons: ['LEI', 'CFI'] })
})

test('renews the session at sign-in: the cookie from before opens nothing', async () => {
  const agent = anonymous(service.url)
  const toProvider = await agent.get('/staff/sign-in')
  const before = cookieOf(toProvider)
  expect(before).not.toBe('')
  const who = await agent.get(pathOf(toProvider)).redirects(2)
  const callback = await choosePerson(agent, who, 'clerk').redirects(2)
  const after = cookieOf(callback)
  expect(after).not.toBe('')
  expect(after).not.toBe(before)
  expect((await request(service.url).get('/staff').set('Cookie', after)).status).toBe(200)
  expect((await request(service.url).get('/staff').set('Cookie', before)).status).toBe(303)
})

test('signs out on the server and at the provider: the old cookie is dead', async () => {
  const agent = anonymous(service.url)
  const who = await agent.get('/staff').redirects(5)
  const cookie = cookieOf(await choosePerson(agent, who, 'clerk').redirects(2))
  const out = await agent
    .post('/staff/sign-out')
    .type('form')
    .send({ _csrf: await tokenOf(agent) })
  expect(out.status).toBe(303)
  expect(out.headers['clear-site-data']).toBe('"cache", "storage"')
  const leaving = new URL(String(out.headers.location))
  expect(leaving.searchParams.get('post_logout_redirect_uri')).toBe(`${service.url}/staff/signed-out`)
  expect(leaving.searchParams.get('id_token_hint')).toMatch(/^ey/)
  const left = await agent.get(pathOf(out)).redirects(3)
  expect(addressOf(left)).toBe(`${service.url}/staff/signed-out`)
  await checked(left)
  expect(headingOf(left)).toBe('You have signed out')
  expect((await request(service.url).get('/staff').set('Cookie', cookie)).status).toBe(303)
})

test('does not sign out without the token', async () => {
  const agent = await signedIn(service.url, 'clerk')
  expect((await agent.post('/staff/sign-out').type('form').send({})).status).toBe(403)
  expect((await agent.get('/staff')).status).toBe(200)
})

test('ends every sign-in after 12 hours', async () => {
  const agent = await signedIn(service.url, 'clerk')
  clock.set('2026-11-18T21:59:00Z')
  expect((await agent.get('/staff')).status).toBe(200)
  clock.set('2026-11-18T22:00:00Z')
  expect((await agent.get('/staff')).headers.location).toBe('/staff/sign-in')
})

test('says who has no role whom to ask, and lets them sign out', async () => {
  const agent = await signedIn(service.url, 'nobody')
  const page = await agent.get('/staff')
  expect(page.status).toBe(403)
  const $ = await checked(page)
  expect($('h1').text()).toBe('You do not have access to this service')
  expect($('main').text()).toContain('Ask your manager')
  expect($('form[action="/staff/sign-out"]').length).toBe(1)
})

test('goes to no other site after sign-in', async () => {
  const agent = anonymous(service.url)
  const who = await agent.get('/staff/sign-in?returnTo=//evil.example.org').redirects(5)
  const back = await choosePerson(agent, who, 'clerk').redirects(5)
  expect(addressOf(back)).toBe(`${service.url}/staff`)
})

test('lets two tabs sign in, each back to its own page', async () => {
  const agent = anonymous(service.url)
  const one = await agent.get('/staff?status=booked').redirects(5)
  const other = await agent.get('/staff?status=rejected').redirects(5)
  const back = await choosePerson(agent, one, 'clerk').redirects(5)
  expect(addressOf(back)).toBe(`${service.url}/staff?status=booked`)
  expect((await choosePerson(agent, other, 'clerk').redirects(5)).status).toBe(400)
  expect((await agent.get('/staff')).status).toBe(200)
})

test.each([
  ['without a code', ''],
  ['with an invented state', '?code=invented&state=invented'],
  ['with a refusal of the provider', '?error=access_denied&state=invented'],
])('signs nobody in by a callback %s', async (_what, search) => {
  const agent = anonymous(service.url)
  await agent.get('/staff/sign-in')
  const page = await agent.get(`/staff/sign-in/callback${search}`)
  expect(page.status).toBe(400)
  await checked(page)
  expect(headingOf(page)).toBe('You are not signed in')
  expect((await agent.get('/staff')).status).toBe(303)
})

test('takes a callback only in the browser that began, and only once', async () => {
  const agent = anonymous(service.url)
  const who = await agent.get('/staff').redirects(5)
  const resume = await choosePerson(agent, who, 'clerk')
  const callback = pathOf(await agent.get(pathOf(resume)))
  expect((await anonymous(service.url).get(callback)).status).toBe(400)
  expect((await agent.get(callback)).status).toBe(303)
  expect((await agent.get(callback)).status).toBe(400)
})

describe('while the provider is down', () => {
  /** The staff area alone, with an issuer of its own. */
  function areaWith(issuer: string | undefined): express.Express {
    const app = express()
    const publicUrl = 'http://127.0.0.1:9'
    const oidc = issuer
      ? { STAFF_OIDC_ISSUER: issuer, STAFF_OIDC_CLIENT_ID: 'staff', STAFF_OIDC_CLIENT_SECRET: 'invented' }
      : {}
    const config = readConfig({ PUBLIC_URL: publicUrl, ...oidc })
    viewEngine(app, { ...config.web, asset: loadAssets().address })
    app.use(requestLog(pino({ level: 'silent' })))
    const secrets = [randomBytes(32).toString('hex')]
    const own = sessions('staffSession', { db, secrets, secure: false, port: 9, now: clock.now })
    const limits = createLimits(db, 'a secret', 1, () => undefined)
    const means = { db, now: clock.now, randomBytes, limits, listPlaces: () => Promise.resolve([]) }
    app.use(staffArea({ ...means, config, sessions: own, publicUrl }))
    return app
  }

  test.each([['http://127.0.0.1:1/nobody-listens'], [undefined]])('says so for %s (503)', async (issuer) => {
    const page = await request(areaWith(issuer)).get('/staff/sign-in')
    expect(page.status).toBe(503)
    expect(page.headers['retry-after']).toBe('30')
    expect(headingOf(page)).toBe('You cannot sign in at the moment')
    expect(pageOf(page)('main a').attr('href')).toBe('/staff/sign-in')
  })

  test('finds it again once it is back', async () => {
    const provider = express()
    let isUp = false
    const server = provider.listen(0, '127.0.0.1')
    await new Promise((listening) => server.once('listening', listening))
    const address = server.address()
    const issuer = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
    provider.get('/.well-known/openid-configuration', (_request, response) => {
      if (isUp) response.json({ issuer, authorization_endpoint: `${issuer}/authorize` })
      else response.status(502).send('down')
    })
    const app = areaWith(issuer)
    expect((await request(app).get('/staff/sign-in')).status).toBe(503)
    isUp = true
    const away = await request(app).get('/staff/sign-in')
    expect(away.status).toBe(303)
    expect(away.headers.location).toContain(`${issuer}/authorize?`)
    server.close()
    server.closeAllConnections()
  })
})
