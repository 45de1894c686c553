/** The headers of every response (standards S1–S4, S9, S23). */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import request from 'supertest'
import { mintLink } from '../../src/store/links.ts'
import type { Database } from '../../src/store/database.ts'
import { aRequest } from '../builders.ts'
import { clock } from '../clock.ts'
import { testDatabase } from '../database.ts'
import { testService } from '../service.ts'
import type { TestService } from '../service.ts'
import { rawRequest } from './rawRequest.ts'

const { load } = shared

const issuer = 'https://sign-in.example.org/realm'

let service: TestService
let overHttps: TestService
let secretPage: string
let stylesheet: string
let font: string

beforeAll(async () => {
  const { db }: { db: Database } = await testDatabase()
  service = await testService(db)
  overHttps = await testService(db, {
    demo: false,
    env: {
      PUBLIC_URL: 'https://visits.example.org',
      STAFF_OIDC_ISSUER: issuer,
      STAFF_OIDC_CLIENT_ID: 'staff',
      STAFF_OIDC_CLIENT_SECRET: 'invented',
    },
  })
  const visit = await aRequest(db)
  secretPage = `/visits/${await mintLink(db, visit.id, clock.now(), () => Buffer.alloc(32, 7))}`
  const page = load((await request(service.url).get('/')).text)
  stylesheet = page('link[rel=stylesheet]').first().attr('href') ?? ''
  font = /\/assets\/fonts\/[\w.-]+\.woff2/.exec((await request(service.url).get(stylesheet)).text)?.[0] ?? ''
})

/** One address of every kind of response. */
const kinds = () => [
  ['a page', '/', 200],
  ['a question', '/book/prison', 303],
  ['a form', '/visits', 200],
  ['a page with a secret address', secretPage, 200],
  ['a redirect of the language', '/?lang=cy', 303],
  ['a redirect to the sign-in', '/staff', 303],
  ['a page that is not there', '/nothing', 404],
  ['an address that cannot be read', '/book/%E0%A4%A', 400],
  ['a stylesheet', stylesheet, 200],
  ['a font', font, 200],
  ['a picture', '/assets/images/favicon.ico', 200],
  ['an asset that is not there', '/assets/nothing.css', 404],
]

const everyKind = async (check: (what: string, headers: Record<string, string>) => void) => {
  for (const [what, path, status] of kinds()) {
    const answer = await request(service.url).get(String(path))
    expect(`${String(what)}: ${answer.status}`).toBe(`${String(what)}: ${String(status)}`)
    check(String(what), answer.headers)
  }
}

/** The policy as sources by directive. */
async function policyOf(url: string, path = '/'): Promise<Map<string, string[]>> {
  const answer = await request(url).get(path)
  const policy = String(answer.headers['content-security-policy'])
  return new Map(
    policy.split(';').map((directive) => {
      const [name = '', ...sources] = directive.trim().split(/\s+/)
      return [name, sources]
    }),
  )
}

describe('the content security policy', () => {
  test('lets nothing in but our own files and one script by its hash', async () => {
    const policy = await policyOf(service.url)
    expect(policy.get('default-src')).toEqual(["'self'"])
    expect(policy.get('style-src')).toEqual(["'self'"])
    expect(policy.get('script-src')?.[0]).toBe("'self'")
    expect(policy.get('script-src')).toHaveLength(2)
    expect([...policy.values()].flat().join(' ')).not.toMatch(/unsafe|https?:(?!\/\/)|\*|data:/)
  })

  test('has the hash of the one inline script that pages carry', async () => {
    const page = load((await request(service.url).get('/')).text)
    const inline = page('script:not([src])')
    expect(inline).toHaveLength(1)
    const script = inline.text()
    const template = readFileSync('node_modules/govuk-frontend/dist/govuk/template.njk', 'utf8')
    expect(template).toContain(script)
    const hash = createHash('sha256').update(script).digest('base64')
    expect((await policyOf(service.url)).get('script-src')).toContain(`'sha256-${hash}'`)
  })

  test('allows no base address, no frames and no plug-ins', async () => {
    const policy = await policyOf(service.url)
    for (const directive of ['base-uri', 'frame-ancestors', 'object-src']) {
      expect(policy.get(directive)).toEqual(["'none'"])
    }
  })

  test('lets forms lead to ourselves and to the identity provider alone', async () => {
    expect((await policyOf(overHttps.url)).get('form-action')).toEqual([
      "'self'",
      'https://sign-in.example.org',
    ])
  })

  test('asks for https only where the service is reached by it', async () => {
    expect((await policyOf(overHttps.url)).has('upgrade-insecure-requests')).toBe(true)
    expect((await policyOf(service.url)).has('upgrade-insecure-requests')).toBe(false)
  })
})

test('every response keeps its type, tells no server, and allows no device', async () => {
  await everyKind((_what, headers) => {
    expect(headers['x-content-type-options']).toBe('nosniff')
    expect(headers['x-powered-by']).toBeUndefined()
    expect(headers.server).toBeUndefined()
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'")
    expect(headers['cross-origin-opener-policy']).toBe('same-origin')
    expect(headers['cross-origin-resource-policy']).toBe('same-origin')
    for (const device of ['camera', 'geolocation', 'microphone', 'payment', 'usb']) {
      expect(headers['permissions-policy']).toContain(`${device}=()`)
    }
  })
})

test('no response over http asks for https ever after', async () => {
  await everyKind((_what, headers) => expect(headers['strict-transport-security']).toBeUndefined())
})

test('every response over https asks for it ever after', async () => {
  for (const [, path] of kinds()) {
    const { headers } = await request(overHttps.url).get(String(path))
    expect(headers['strict-transport-security']).toBe('max-age=31536000; includeSubDomains; preload')
  }
})

test('the referrer stays on our own pages, and is never the address of a private page', async () => {
  await everyKind((what, headers) => {
    const isVisits = what === 'a form' || what === 'a page with a secret address'
    expect(headers['referrer-policy']).toBe(isVisits ? 'no-referrer' : 'same-origin')
  })
  const dead = await request(service.url).get(`/visits/${'x'.repeat(43)}`)
  expect(dead.headers['referrer-policy']).toBe('no-referrer')
})

test('no cache keeps what is personal', async () => {
  const paths = [
    '/book',
    '/book/prison',
    '/visits',
    secretPage,
    '/visits/unknown',
    '/staff',
    '/staff/sign-in',
  ]
  for (const path of paths) {
    expect((await request(service.url).get(path)).headers['cache-control']).toBe('no-store')
  }
  const refused = await request(service.url).post('/visits').type('form').send({ reference: 'x' })
  expect(refused.status).toBe(403)
  expect(refused.headers['cache-control']).toBe('no-store')
})

test('caches ask again for pages in two languages, and know the cookie that decides', async () => {
  const { headers } = await request(service.url).get('/help')
  expect(headers['cache-control']).toBe('no-cache')
  expect(headers.vary).toMatch(/\bcookie\b/i)
})

test('fingerprinted files are kept for a year', async () => {
  for (const path of [stylesheet, font]) {
    expect(path).toMatch(/[.-][\w-]{8,}(-v\d)?\.(css|woff2)$/)
    const { headers } = await request(service.url).get(path)
    expect(headers['cache-control']).toBe('public, max-age=31536000, immutable')
  }
})

test('every file that a page loads is there', async () => {
  for (const path of ['/', '/visits', '/staff/signed-out']) {
    const page = load((await request(service.url).get(path)).text)
    const files = [
      ...page('link[href]')
        .toArray()
        .map((element) => page(element).attr('href')),
      ...page('script[src]')
        .toArray()
        .map((element) => page(element).attr('src')),
      page('meta[property="og:image"]').attr('content')?.replace(service.url, ''),
    ]
    const named = files.filter((address) => address !== undefined)
    expect(named.length).toBeGreaterThanOrEqual(8)
    for (const file of named) {
      expect(`${file} ${(await request(service.url).get(file)).status}`).toBe(`${file} 200`)
    }
  }
})

test.each([
  '/.git/config',
  '/.env',
  '/package.json',
  '/src/app.ts',
  '/metrics',
  '/debug',
  '/server-status',
  '/assets/',
  '/assets/fonts/',
  '/assets/../package.json',
  '/assets/..%2fpackage.json',
  '/assets/%2e%2e/package.json',
  '/assets/..\\package.json',
  '/assets/fonts/../../../../package.json',
  '/assets/app.css%00.njk',
  '/assets/govuk.js.map',
])('does not show %s', async (path) => {
  const { status, text } = await rawRequest(service.url, path)
  expect([404, 405]).toContain(status)
  expect(text).not.toContain('"dependencies"')
})

test.each(['TRACE', 'DELETE', 'PUT', 'PATCH'])('does not answer %s', async (method) => {
  for (const path of ['/', '/help', '/assets/app.css']) {
    expect([404, 405]).toContain((await rawRequest(service.url, path, { method })).status)
  }
})
