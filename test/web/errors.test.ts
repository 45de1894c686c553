/** The error pages: what each says, in which language, and what it does not tell. */
import { gzipSync } from 'node:zlib'
import express from 'express'
import { pino } from 'pino'
import request from 'supertest'
import { openDatabase, query } from '../../src/store/database.ts'
import type { Database } from '../../src/store/database.ts'
import { errors } from '../../src/web/errors.ts'
import { requestLog } from '../../src/web/requestLog.ts'
import { browser } from '../browser.ts'
import { bookableSlots, forgetVisits } from '../builders.ts'
import { testDatabase } from '../database.ts'
import { typedPrisoner, typedYou, upTo } from '../journeyAnswers.ts'
import { checkedPage } from '../pageChecks.ts'
import { testService } from '../service.ts'
import type { TestService } from '../service.ts'
import { rawRequest } from './rawRequest.ts'
import { signedIn, tokenOf } from '../staff/staffBrowser.ts'

const { load } = shared

let db: Database
let owner: Database
let service: TestService

beforeAll(async () => {
  ;({ db, owner } = await testDatabase())
  service = await testService(db, { limitMultiplier: 100 })
})
beforeEach(() => forgetVisits(owner))

const words = {
  en: {
    notFound: 'Page not found',
    badRequest: 'There is a problem with what was sent',
    tooLarge: 'What you sent is too long',
    expired: 'You need to start again',
    problem: 'Sorry, there is a problem with the service',
    busy: 'The service is busy',
  },
  cy: {
    notFound: 'Heb ddod o hyd i’r dudalen',
    badRequest: 'Mae problem gyda’r hyn a anfonwyd',
    tooLarge: 'Mae’r hyn a anfonwyd gennych yn rhy hir',
    expired: 'Mae angen i chi ddechrau eto',
    problem: 'Mae’n ddrwg gennym, mae problem gyda’r gwasanaeth',
    busy: 'Mae’r gwasanaeth yn brysur',
  },
} as const

type Page = keyof (typeof words)['en']
type Language = keyof typeof words
const languages = ['en', 'cy'] as const

/** Checks the page, and that its heading is the one of that error in that language. */
async function expectPage(
  { status, text }: { status: number; text: string },
  expected: number,
  page: Page,
  language: Language,
) {
  const $ = await checkedPage(text, status, page)
  expect([status, $('h1').text()]).toEqual([expected, words[language][page]])
  expect($('html').attr('lang')).toBe(language)
  expect($('main a[href="/help"]').length).toBeGreaterThan(0)
}

describe.each(languages)('in %s', (language) => {
  const Cookie = `language=${language}`

  test.each([
    '/nothing',
    '/%',
    '/visits/unknown/nothing',
    '/book/nothing',
    '/staffing',
    '/assets/nothing.css',
  ])('%s is not found', async (path) => {
    const answer = await rawRequest(service.url, path, { headers: { Cookie } })
    await expectPage(answer, 404, 'notFound', language)
    expect(answer.headers['cache-control']).toBe('no-store')
  })

  test.each(['/book/%E0%A4%A', '/visits/%', '/book/%zz/prison'])(
    '%s cannot be read: a bad request',
    async (path) => {
      await expectPage(
        await rawRequest(service.url, path, { headers: { Cookie } }),
        400,
        'badRequest',
        language,
      )
    },
  )

  test('a body that cannot be read is a bad request', async () => {
    const send = (encoding: string, type = 'application/x-www-form-urlencoded') =>
      request(service.url)
        .post('/visits')
        .set({ Cookie, 'Content-Type': type, 'Content-Encoding': encoding })
        .send('reference=1')
    await expectPage(await send('gzip'), 400, 'badRequest', language)
    await expectPage(await send('invented'), 400, 'badRequest', language)
    const charset = 'application/x-www-form-urlencoded; charset=invented'
    await expectPage(await send('identity', charset), 400, 'badRequest', language)
  })

  test('a body of a megabyte is too long, and so are a thousand fields', async () => {
    const send = (body: string) =>
      request(service.url).post('/visits').set({ Cookie }).type('form').send(body)
    await expectPage(await send(`reference=${'a'.repeat(1_000_000)}`), 413, 'tooLarge', language)
    const fields = Array.from({ length: 1000 }, (_, number) => `field${number}=1`).join('&')
    await expectPage(await send(fields), 413, 'tooLarge', language)
  })

  test('a small body that unfolds to a megabyte is too long', async () => {
    const answer = await request(service.url)
      .post('/visits')
      .set({ Cookie, 'Content-Type': 'application/x-www-form-urlencoded', 'Content-Encoding': 'gzip' })
      .serialize((body) => body as string)
      .send(gzipSync(`reference=${'a'.repeat(1_000_000)}`) as unknown as string)
    await expectPage(answer, 413, 'tooLarge', language)
  })

  test('a form without this session’s token is refused', async () => {
    await expectPage(
      await request(service.url).post('/visits').set({ Cookie }).type('form').send({ reference: '1' }),
      403,
      'expired',
      language,
    )
    const mine = await upTo(browser(service.url), 'prisoner')
    const token = mine.value('_csrf')
    const theirs = await browser(service.url).opens(`/visits?lang=${language}`)
    await theirs.posts('/visits', { _csrf: token, reference: '1' })
    expect(theirs.status()).toBe(403)
    expect(theirs.heading()).toBe(words[language].expired)
  })

  test.each([['application/json'], ['text/plain'], ['multipart/form-data; boundary=x']])(
    'a body of the type %s has no token',
    async (type) => {
      const answer = await request(service.url)
        .post('/visits')
        .set({ Cookie, 'Content-Type': type })
        .send('{"_csrf":{"$ne":1}}')
      await expectPage(answer, 403, 'expired', language)
    },
  )
})

test('answers that are too long to be kept are told so, and change nothing', async () => {
  const padded = (answers: Record<string, string>) =>
    Object.fromEntries(Object.entries(answers).map(([name, value]) => [name, value.padEnd(4900)]))
  const visitor = await upTo(browser(service.url), 'prisoner')
  await visitor.answers(padded(typedPrisoner))
  expect(visitor.heading()).toBe('Your details')
  const here = visitor.address()
  await visitor.answers(padded(typedYou))
  expect(visitor.status()).toBe(413)
  expect(visitor.heading()).toBe(words.en.tooLarge)
  await visitor.opens(here)
  expect(visitor.value('firstName')).toBe('')
})

describe('a problem', () => {
  const nowhere = openDatabase('postgres://nobody:nothing@127.0.0.1:1/none')
  const ended = openDatabase('postgres://nobody:nothing@127.0.0.1:1/none')
  let broken: TestService[]

  beforeAll(async () => {
    broken = [await testService(nowhere), await testService(ended)]
    await ended.destroy()
  })
  afterAll(() => nowhere.destroy())

  test.each(languages)(
    'of the database is told in %s with a number, and nothing of its cause',
    async (language) => {
      for (const { url, logged } of broken) {
        for (const path of ['/visits/unknown', '/book/prisoner']) {
          const answer = await request(url)
            .get(path)
            .set('Cookie', `language=${language}; visits-${new URL(url).port}=s:x.y`)
          await expectPage(answer, 500, 'problem', language)
          expect(answer.text).not.toMatch(/select|sessions|ECONN|pool|knex|\bat \/|\.ts|node_modules/i)
          const id = String(answer.headers['x-request-id'])
          expect(id).toMatch(/^[0-9a-f-]{36}$/)
          expect(logged()).toContain(id)
        }
      }
    },
  )
})

test('a page that breaks off is logged without its message, and printed nowhere', async () => {
  let lines = ''
  const app = express()
  app.use(requestLog(pino({ level: 'info' }, { write: (line: string) => void (lines += line) })))
  app.get('/', (_request, response) => {
    response.write('half')
    throw new RangeError('Gwen Example')
  })
  app.use(errors)
  expect((await request(app).get('/')).text).toBe('half')
  expect(lines).toContain('failed after the answer began')
  expect(lines).toContain('RangeError')
  expect(lines).not.toContain('Gwen')
})

test.each(languages)(
  'while others have the times, %s answers are kept and may be sent again',
  async (language) => {
    const visitor = await browser(service.url).opens(`/?lang=${language}`)
    await upTo(visitor, 'check-answers')
    const here = visitor.address()
    const token = visitor.value('_csrf')
    const [slot] = await bookableSlots(db)
    const other = await db.transaction()
    try {
      await query(other, 'select from slots where id = :id for update', { id: slot?.id })
      await visitor.answers()
    } finally {
      await other.rollback()
    }
    expect(visitor.status()).toBe(503)
    expect(visitor.heading()).toBe(words[language].busy)
    expect(visitor.page()('html').attr('lang')).toBe(language)
    expect(Number(visitor.header('Retry-After'))).toBeGreaterThan(0)
    expect(await query(db, 'select count(*) from visits')).toEqual([{ count: 0 }])
    await visitor.posts(here, { _csrf: token })
    expect(visitor.address()).toMatch(/^\/visits\//)
    expect(await query(db, 'select count(*) from visits')).toEqual([{ count: 1 }])
  },
)

describe('the staff area', () => {
  test('has error pages of its own, in English', async () => {
    const clerk = await signedIn(service.url, 'clerk')
    const page = await clerk.get('/staff/nothing').set('Cookie', 'language=cy')
    const $ = await checkedPage(page.text, page.status, '/staff/nothing')
    expect([page.status, $('h1').text()]).toEqual([404, 'Page not found'])
    expect($('.moj-header')).toHaveLength(1)
    expect($('main a[href="/staff"]')).toHaveLength(1)
  })

  test('says to who has another role that the page is not theirs', async () => {
    const analyst = await signedIn(service.url, 'analyst')
    const page = await analyst.get('/staff/search')
    expect(page.status).toBe(403)
    const $ = load(page.text)
    expect($('h1').text()).toBe('You do not have permission')
  })

  test('says that a page has expired, and still lets people sign out', async () => {
    const clerk = await signedIn(service.url, 'clerk')
    const page = await clerk.post('/staff/visits/00000000/decision').type('form').send({ version: '1' })
    const $ = load(page.text)
    expect([page.status, $('h1').text()]).toEqual([403, 'This page has expired'])
    expect($('form[action="/staff/sign-out"] input[name=_csrf]').val()).toBe(await tokenOf(clerk))
  })
})
