/** Signing in to the professionals' area: with a proven e-mail address, into a session that opens nothing else. */
import request from 'supertest'
import { identify } from '../../src/professional/identify.ts'
import { query } from '../../src/store/database.ts'
import type { Database } from '../../src/store/database.ts'
import { browser } from '../browser.ts'
import { clock } from '../clock.ts'
import { testDatabase } from '../database.ts'
import { testService } from '../service.ts'
import type { TestService } from '../service.ts'
import { anonymous, choosePerson, signedIn } from '../staff/staffBrowser.ts'
import { professionalBrowser, signsIn } from './professionalBrowser.ts'

let db: Database
let owner: Database
let service: TestService

beforeAll(async () => {
  ;({ db, owner } = await testDatabase())
  service = await testService(db)
})
beforeEach(() => clock.set('2026-11-18T10:00:00Z'))

test('asks the provider for the e-mail address alone, by the area’s own client and in the reader’s language', async () => {
  const agent = anonymous(service.url)
  await agent.get('/?lang=cy')
  const away = await agent.get('/professional')
  expect([away.status, away.headers.location]).toEqual([303, '/professional/sign-in'])
  const { headers } = await agent.get('/professional/sign-in')
  expect(Object.fromEntries(new URL(String(headers.location)).searchParams)).toMatchObject({
    client_id: 'professional',
    scope: 'openid email',
    code_challenge_method: 'S256',
    ui_locales: 'cy',
    redirect_uri: `${service.url}/professional/sign-in/callback`,
  })
})

test('leads who is new to the page that asks who they are, wherever they go', async () => {
  const page = await signsIn(service, 'solicitor-two')
  expect([page.address(), page.heading()]).toEqual(['/professional/details', 'Your details'])
  expect(page.text()).toContain('solicitor-two@example.org')
  expect(page.page()('.govuk-service-navigation__item a').length).toBe(0)
  expect((await page.opens('/professional/sharing')).address()).toBe('/professional/details')
})

test('leads who has a profile to their visits, with the area’s sections', async () => {
  const page = await professionalBrowser(service)
  expect([page.address(), page.heading()]).toEqual(['/professional', 'Your official visits'])
  const sections = page.page()('.govuk-service-navigation__item a').toArray()
  expect(sections.map((link) => page.page()(link).text().trim())).toEqual([
    'Your official visits',
    'Book an official visit',
    'Your details',
    'Sharing',
  ])
  expect(page.page()('[aria-current=page]').text().trim()).toBe('Your official visits')
  expect(page.header('cache-control')).toBe('no-store')
})

test('speaks Welsh', async () => {
  const page = await professionalBrowser(service)
  expect((await page.opens('/professional?lang=cy')).heading()).toBe('Eich ymweliadau swyddogol')
})

test('signs out on the server and at the provider', async () => {
  const page = await professionalBrowser(service)
  await page.posts('/professional/sign-out', {})
  expect([page.address(), page.heading()]).toEqual(['/professional/signed-out', 'You have signed out'])
  expect(page.page()('main a[href="/feedback?page=other&area=professional"]')).toHaveLength(1)
  const gone = await anonymous(service.url).get('/professional')
  expect(gone.headers.location).toBe('/professional/sign-in')
})

test('does not sign out, nor keep details, without the token', async () => {
  const page = await professionalBrowser(service)
  for (const path of ['/professional/sign-out', '/professional/details']) {
    expect((await page.posts(path, { _csrf: 'another' })).status()).toBe(403)
  }
  expect((await page.opens('/professional')).heading()).toBe('Your official visits')
})

test('ends every sign-in after 12 hours', async () => {
  const agent = await signedIn(service.url, 'solicitor', '/professional')
  clock.set('2026-11-18T22:00:00Z')
  expect((await agent.get('/professional')).headers.location).toBe('/professional/sign-in')
})

test('keeps neither profile nor roles in the session, and remembers the person', async () => {
  await professionalBrowser(service)
  const [kept] = await query<{ sess: { signedIn: object } }>(
    owner,
    "select sess from sessions where sess -> 'signedIn' ->> 'email' = 'solicitor@example.org' limit 1",
  )
  expect(kept?.sess.signedIn).toMatchObject({ roles: [], prisons: [], email: 'solicitor@example.org' })
  expect(await query(owner, "select name from people where subject = 'solicitor'")).toEqual([
    { name: 'Sunil Solicitor' },
  ])
})

describe('the areas are apart', () => {
  test('a clerk who signs in here has no rights of staff by it', async () => {
    const agent = await signedIn(service.url, 'clerk', '/professional')
    expect((await agent.get('/professional')).headers.location).toBe('/professional/details')
    for (const path of ['/staff', '/staff/search', '/phone']) {
      expect((await agent.get(path)).headers.location).toMatch(/^\/staff\/sign-in/)
    }
    const [kept] = await query<{ sess: { signedIn: object } }>(
      owner,
      "select sess from sessions where sess -> 'signedIn' ->> 'email' = 'clerk@example.org'",
    )
    expect(kept?.sess.signedIn).toMatchObject({ roles: [], prisons: [] })
  })

  test('a professional has no role at the staff’s sign-in', async () => {
    await professionalBrowser(service)
    const agent = await signedIn(service.url, 'solicitor')
    expect((await agent.get('/staff')).status).toBe(403)
    expect((await agent.get('/professional')).headers.location).toBe('/professional/sign-in')
  })

  test('a session’s cookie opens no other area by another name', async () => {
    const agent = anonymous(service.url)
    const who = await agent.get('/staff').redirects(5)
    const answer = await choosePerson(agent, who, 'clerk').redirects(2)
    const [line = ''] = (answer.get('Set-Cookie') ?? []).map((cookie) => cookie.split(';')[0] ?? '')
    const asProfessional = line.replace('visits-staff', 'visits-professional')
    expect(asProfessional).not.toBe(line)
    expect((await request(service.url).get('/staff').set('Cookie', line)).status).toBe(200)
    const opened = await request(service.url).get('/professional').set('Cookie', asProfessional)
    expect(opened.headers.location).toBe('/professional/sign-in')
  })
})

describe('the e-mail address', () => {
  const claims = { iss: 'https://one.example.org', sub: 'somebody' }

  test.each([
    ['is missing', {}],
    ['is not proven', { email: 'some@example.org', email_verified: false }],
    ['is not said to be proven', { email: 'some@example.org' }],
    ['is none', { email: 'some', email_verified: true }],
  ])('that %s lets nobody in', async (_how, email) => {
    expect(await identify(db, { ...claims, ...email }, clock.now())).toEqual({ refused: 'emailNotProven' })
    expect(await query(db, "select from people where subject = 'somebody'")).toEqual([])
  })

  test('brings no role, whatever else the provider says', async () => {
    const email = { email: 'Some@Example.org', email_verified: true }
    const staff = { roles: ['ROLE_VISITS_CLERK'], prisons: ['LEI'] }
    expect(await identify(db, { ...claims, ...email, ...staff }, clock.now())).toMatchObject({
      roles: [],
      prisons: [],
      email: 'some@example.org',
    })
  })
})

test('without a provider the service runs and says that nobody can sign in', async () => {
  const alone = await testService(db, { demo: false })
  const page = await browser(alone.app).opens('/professional')
  expect([page.status(), page.heading()]).toEqual([503, 'You cannot sign in at the moment'])
  expect(page.text()).toContain('contact the prison to book an official visit')
})
