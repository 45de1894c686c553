import { once } from 'node:events'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import express from 'express'
import { HtmlValidate } from 'html-validate'
import * as client from 'openid-client'
import { demoPeople } from '../../src/demo/people.ts'
import { createDemoSignIn } from '../../src/demo/signIn.ts'

const secret = 'invented-secret-of-the-test'
const callback = 'http://127.0.0.1:9/signed-in'
const goodbye = 'http://127.0.0.1:9/goodbye'
const printed: unknown[] = []
const { info, warn, error } = console

let server: Server
let issuerUrl = ''
let staff: client.Configuration

beforeAll(async () => {
  const print = (...line: unknown[]) => printed.push(line)
  Object.assign(console, { info: print, warn: print, error: print })
  const app = express()
  server = app.listen(0, '127.0.0.1')
  await once(server, 'listening')
  issuerUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/demo/sign-in`
  const uris = { clientSecret: secret, redirectUris: [callback], postLogoutRedirectUris: [goodbye] }
  const clients = {
    staff: { clientId: 'visits-staff', ...uris },
    professional: { clientId: 'visits-professional', ...uris },
  }
  app.use('/demo/sign-in', createDemoSignIn({ issuerUrl, clients, people: demoPeople }))
  staff = await discover('visits-staff')
})

afterAll(() => {
  server.close()
  server.closeAllConnections()
  Object.assign(console, { info, warn, error })
})

test('names everybody of the demo on a page of plain, valid HTML', async () => {
  const { page } = await askWho(new Browser(), staff)
  const $ = shared.load(page)
  expect($('h1').text()).toBe('Demo sign-in: who are you?')
  expect($('title').text()).toBe('Demo sign-in: who are you?')
  const names =
    'clerk clerk-two manager agent analyst administrator solicitor solicitor-two nobody clerk-elsewhere'
  expect(
    $('button')
      .toArray()
      .map((button) => $(button).text()),
  ).toEqual(names.split(' '))
  expect($('style, script, [style]').length).toBe(0)
  const report = await new HtmlValidate({ extends: ['html-validate:standard'] }).validateString(page)
  expect(report.results.flatMap(({ messages }) => messages)).toEqual([])
})

test('signs a clerk in with the roles and prisons of the claims', async () => {
  const { tokens } = await signIn(new Browser(), staff, 'clerk')
  const expected = {
    sub: 'clerk',
    name: 'Clara Clerk',
    email: 'clerk@example.org',
    roles: ['ROLE_VISITS_CLERK'],
    prisons: ['LEI', 'CFI'],
  }
  expect(tokens.claims()).toMatchObject(expected)
  expect(await client.fetchUserInfo(staff, tokens.access_token, 'clerk')).toMatchObject(expected)
})

test.each([
  ['clerk-elsewhere', ['ROLE_VISITS_CLERK'], ['WWI']],
  ['manager', ['ROLE_VISITS_MANAGER'], ['LEI', 'CFI']],
  ['agent', ['ROLE_VISITS_AGENT'], []],
  ['nobody', [], []],
])('signs %s in', async (person, roles, prisons) => {
  const { tokens } = await signIn(new Browser(), staff, person)
  expect(tokens.claims()).toMatchObject({ sub: person, roles, prisons })
})

test('asks again who it is, and lets the same browser be another person at the other service', async () => {
  const browser = new Browser()
  await signIn(browser, staff, 'clerk')
  const again = await signIn(browser, staff, 'clerk-two')
  expect(again.tokens.claims()?.sub).toBe('clerk-two')
  const other = await signIn(browser, await discover('visits-professional'), 'solicitor')
  expect(other.tokens.claims()).toMatchObject({ sub: 'solicitor', aud: 'visits-professional' })
})

test('lets two tabs sign in at the same time', async () => {
  const browser = new Browser()
  const one = await askWho(browser, staff)
  const other = await askWho(browser, staff)
  expect((await choose(browser, staff, one, 'clerk')).tokens.claims()?.sub).toBe('clerk')
  expect((await choose(browser, staff, other, 'agent')).tokens.claims()?.sub).toBe('agent')
})

test('signs out without asking, and forgets who was signed in', async () => {
  const browser = new Browser()
  const { tokens } = await signIn(browser, staff, 'clerk')
  const left = await browser.open(signOutUrl(tokens.id_token ?? ''))
  expect(left.headers.get('location')).toBe(`${goodbye}?state=from-here`)
  const { url } = await authorization(staff, { prompt: 'none' })
  const silent = new URL((await browser.open(url)).headers.get('location') ?? '')
  expect(silent.searchParams.get('error')).toBe('login_required')
})

test('signs out although it knows neither the browser nor the token any more', async () => {
  const left = await new Browser().open(signOutUrl('a-token-of-an-earlier-start'))
  expect(left.headers.get('location')).toBe(`${goodbye}?state=from-here`)
})

test('sends nobody to an address that is not registered', async () => {
  const url = client.buildEndSessionUrl(staff, { post_logout_redirect_uri: 'http://127.0.0.1:9/elsewhere' })
  const refused = await new Browser().open(url)
  expect(refused.status).toBe(400)
  expect(await refused.text()).toContain('post_logout_redirect_uri not registered')
  const bare = await new Browser().open(new URL(`${issuerUrl}/session/end`))
  const success = await new Browser().open(new URL(bare.headers.get('location') ?? ''))
  expect(await success.text()).toContain('<h1 class="govuk-heading-l">You have signed out</h1>')
})

test('refuses a request without PKCE, a person it does not know and a page of an earlier start', async () => {
  const { url } = await authorization(staff)
  url.searchParams.delete('code_challenge')
  url.searchParams.delete('code_challenge_method')
  const plain = new URL((await new Browser().open(url)).headers.get('location') ?? '')
  expect(plain.searchParams.get('error')).toBe('invalid_request')

  const browser = new Browser()
  const { who } = await askWho(browser, staff)
  expect((await browser.open(who, { person: 'somebody' })).status).toBe(422)
  const stale = await new Browser().open(who)
  expect(stale.status).toBe(400)
  expect(await stale.text()).toContain('This sign-in has ended')
})

test('prints nothing', () => {
  expect(printed).toEqual([])
})

/** Keeps cookies by name and path, and follows no redirect by itself. */
class Browser {
  readonly #cookies = new Map<string, { pair: string; path: string }>()

  async open(url: URL, form?: Record<string, string>): Promise<Response> {
    const cookie = [...this.#cookies.values()].filter(({ path }) => url.pathname.startsWith(path))
    const response = await fetch(url, {
      redirect: 'manual',
      headers: { cookie: cookie.map(({ pair }) => pair).join('; ') },
      ...(form && { method: 'POST', body: new URLSearchParams(form) }),
    })
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';')
      const path = /path=([^;]+)/.exec(line)?.[1] ?? '/'
      const key = `${pair.split('=')[0]}${path}`
      if (line.includes('1970')) this.#cookies.delete(key)
      else this.#cookies.set(key, { pair, path })
    }
    return response
  }
}

function discover(clientId: string): Promise<client.Configuration> {
  return client.discovery(new URL(issuerUrl), clientId, secret, undefined, {
    execute: [client.allowInsecureRequests],
  })
}

async function authorization(configuration: client.Configuration, extra: Record<string, string> = {}) {
  const checks = {
    pkceCodeVerifier: client.randomPKCECodeVerifier(),
    expectedState: client.randomState(),
    expectedNonce: client.randomNonce(),
  }
  const url = client.buildAuthorizationUrl(configuration, {
    redirect_uri: callback,
    scope: 'openid profile email',
    prompt: 'login',
    code_challenge: await client.calculatePKCECodeChallenge(checks.pkceCodeVerifier),
    code_challenge_method: 'S256',
    state: checks.expectedState,
    nonce: checks.expectedNonce,
    ...extra,
  })
  return { url, checks }
}

async function askWho(browser: Browser, configuration: client.Configuration) {
  const { url, checks } = await authorization(configuration)
  const sent = await browser.open(url)
  const who = new URL(sent.headers.get('location') ?? '', issuerUrl)
  const page = await (await browser.open(who)).text()
  return { who, page, checks }
}

async function signIn(browser: Browser, configuration: client.Configuration, person: string) {
  return choose(browser, configuration, await askWho(browser, configuration), person)
}

type Asked = Awaited<ReturnType<typeof askWho>>

async function choose(
  browser: Browser,
  configuration: client.Configuration,
  { who, checks }: Asked,
  person: string,
) {
  const chosen = await browser.open(who, { person })
  const resumed = await browser.open(new URL(chosen.headers.get('location') ?? '', issuerUrl))
  const back = new URL(resumed.headers.get('location') ?? '')
  expect(back.origin + back.pathname).toBe(callback)
  return { tokens: await client.authorizationCodeGrant(configuration, back, checks) }
}

function signOutUrl(hint: string): URL {
  return client.buildEndSessionUrl(staff, {
    id_token_hint: hint,
    post_logout_redirect_uri: goodbye,
    state: 'from-here',
  })
}
