/** Asking to be told of places, without JavaScript. */
import { query } from '../../src/store/database.ts'
import type { Database } from '../../src/store/database.ts'
import { forgetAlerts } from '../alerts.ts'
import { browser } from '../browser.ts'
import type { Browser } from '../browser.ts'
import { clock } from '../clock.ts'
import { testDatabase } from '../database.ts'
import type { TestDatabase } from '../database.ts'
import { upTo } from '../journeyAnswers.ts'
import { testService } from '../service.ts'
import type { TestService } from '../service.ts'

let database: TestDatabase
let db: Database
let service: TestService
let strict: TestService

beforeAll(async () => {
  database = await testDatabase()
  ;({ db } = database)
  service = await testService(db, { limitMultiplier: 100 })
  strict = await testService(db)
})
beforeEach(async () => {
  clock.set('2026-11-18T10:00:00Z')
  await forgetAlerts(database)
})

interface Row {
  place: string
  language: string
  email: string | null
  mobile: string | null
  from: string
  to: string
  endedAt: Date | null
}

const alerts = () =>
  query<Row>(
    db,
    `select slug as place, language, place_alerts.email, mobile, first_date as "from", last_date as "to",
       ended_at as "endedAt"
     from place_alerts join places on places.id = place_id where visit_type = 'social' order by asked_at`,
  )

const fillLeeds = () =>
  query(db, "update slots set wanted = 0 where place_id = (select id from places where slug = 'leeds')")

/** At the form, from the page that shows times. */
async function atForm(language: 'en' | 'cy' = 'en', { url } = service): Promise<Browser> {
  const visitor = await browser(url).opens(`/?lang=${language}`)
  await upTo(visitor, 'first-choice')
  return visitor.follows(
    language === 'en' ? 'None of these times suit you?' : 'Dim un o’r amseroedd hyn yn addas i chi?',
  )
}

describe('who finds no time', () => {
  test('is told of the alert on the page that says so, and leaves an e-mail address', async () => {
    await fillLeeds()
    const visitor = await upTo(browser(service.url), 'no-times')
    expect(visitor.heading()).toBe('There are no free visiting times')
    await visitor.follows('Tell me when times become free')
    expect(visitor.heading()).toBe('Tell me when times become free')
    expect(visitor.text()).toContain('We do not reserve a place for you')
    expect(['from-day', 'from-month', 'from-year'].map(visitor.value)).toEqual(['24', '11', '2026'])
    await visitor.answers({ way: 'email', email: ' anna@example.org ' })
    expect(visitor.status()).toBe(200)
    expect(visitor.heading()).toBe('We will tell you when times become free')
    expect(visitor.text()).toContain('Leeds')
    expect(await alerts()).toMatchObject([
      {
        place: 'leeds',
        language: 'en',
        email: 'anna@example.org',
        mobile: null,
        from: '2026-11-24',
        endedAt: null,
      },
    ])
    await visitor.follows('Go back to your request')
    expect(visitor.heading()).toBe('There are no free visiting times')
  })

  test('leaves a number in Welsh', async () => {
    const visitor = await atForm('cy')
    expect(visitor.heading()).toBe('Dweud wrthyf pan ddaw amseroedd yn rhydd')
    await visitor.answers({
      way: 'text',
      mobile: '07700 900982',
      email: 'not an address',
      'to-year': '2027',
      'to-month': 'Ionawr',
    })
    expect(visitor.heading()).toBe('Byddwn yn dweud wrthych pan ddaw amseroedd yn rhydd')
    expect(visitor.text()).not.toMatch(/\b(visit|prison|times)\b/i)
    const [alert] = await alerts()
    expect(alert).toMatchObject({ language: 'cy', email: null, mobile: '+447700900982' })
    expect(alert?.to).toMatch(/^2027-01-/)
  })

  test('sees the same answer again and has one alert', async () => {
    const pages: string[] = []
    for (const day of ['10', '11']) {
      const visitor = await atForm()
      await visitor.answers({ way: 'email', email: 'anna@example.org', 'to-day': day, 'to-month': '12' })
      pages.push(
        visitor
          .page()('main')
          .html()
          // The draft's id, and the code that is made of it.
          ?.replaceAll(/[\da-f-]{36}|\b[\dA-Z]{4}-[\dA-Z]{4}\b/g, '') ?? '',
      )
    }
    expect(new Set(pages).size).toBe(1)
    expect(await alerts()).toMatchObject([{ to: '2026-12-11' }])
  })

  test('is offered it beside the first choice alone', async () => {
    const visitor = await upTo(browser(service.url), 'second-choice')
    expect(visitor.text()).not.toContain('None of these times suit you?')
  })
})

describe('where nothing sends texts', () => {
  const smtp = { EMAIL_TRANSPORT: 'smtp', SMTP_URL: 'smtp://127.0.0.1:1', EMAIL_FROM: 'visits@example.org' }
  const atEmailForm = async () =>
    atForm('en', await testService(db, { limitMultiplier: 100, env: smtp, demo: false }))

  test('only an e-mail address is asked for', async () => {
    const visitor = await atEmailForm()
    expect(visitor.page()('input[name=way], input[name=mobile]')).toHaveLength(0)
    await visitor.answers()
    expect(visitor.errors()).toEqual(['Enter your email address'])
    await visitor.answers({ email: 'anna@example.org' })
    expect(visitor.heading()).toBe('We will tell you when times become free')
    expect(await alerts()).toMatchObject([{ email: 'anna@example.org', mobile: null }])
  })

  test('a number is not taken, either', async () => {
    const visitor = await (await atEmailForm()).answers({ way: 'text', mobile: '07700 900982' })
    expect(visitor.status()).toBe(422)
    expect(visitor.errors()).toEqual(['Enter your email address'])
    expect(await alerts()).toEqual([])
  })
})

describe('a form with something wrong is shown again with what was typed', () => {
  test.each<[string, Record<string, string>, string[]]>([
    ['nothing at all', {}, ['Select how we should tell you']],
    ['no address', { way: 'email' }, ['Enter your email address']],
    ['no number', { way: 'text', email: 'anna@example.org' }, ['Enter your mobile number']],
    [
      'no address that can be',
      { way: 'email', email: 'anna@' },
      ['Enter an email address in the correct format, like name@example.com'],
    ],
    [
      'a number that rings at home',
      { way: 'text', mobile: '01632 960100' },
      ['Enter a mobile number, like 07700 900982 or +44 7700 900982'],
    ],
    ['another way', { way: 'letter' }, ['Select how we should tell you']],
    [
      'half a date and none',
      { way: 'email', 'from-day': '', 'to-day': '31', 'to-month': '2' },
      ['Enter your email address', 'The first date must include a day', 'The last date must be a real date'],
    ],
    [
      'a date in the past',
      { way: 'email', email: 'anna@example.org', 'from-day': '17' },
      ['The first date must be today or in the future'],
    ],
    [
      'dates the wrong way round',
      {
        way: 'email',
        email: 'anna@example.org',
        'from-month': '12',
        'from-day': '20',
        'to-day': '10',
        'to-month': '12',
      },
      ['The last date must be the same as or after the first date'],
    ],
    [
      'dates too soon',
      {
        way: 'email',
        email: 'anna@example.org',
        'from-day': '18',
        'to-day': '20',
        'to-month': '11',
        'to-year': '2026',
      },
      ['The last date must be Tuesday 24 November 2026 or later, as earlier visits can no longer be booked'],
    ],
    [
      'dates too far ahead',
      { way: 'email', email: 'anna@example.org', 'to-day': '19', 'to-month': '2', 'to-year': '2027' },
      ['The last date must be Thursday 18 February 2027 or earlier'],
    ],
  ])('%s', async (_what, typed, errors) => {
    const visitor = await (await atForm()).answers(typed)
    expect(visitor.status()).toBe(422)
    expect(visitor.errors()).toEqual(errors)
    for (const [name, value] of Object.entries(typed)) {
      if (name !== 'way') expect(visitor.value(name)).toBe(value)
    }
    expect(await alerts()).toEqual([])
  })

  test('in Welsh, too', async () => {
    const visitor = await (
      await atForm('cy')
    ).answers({ way: 'email', 'to-day': '', 'to-month': '', 'to-year': '' })
    expect(visitor.status()).toBe(422)
    expect(visitor.errors()).toEqual([
      'Rhowch eich cyfeiriad e-bost',
      'Rhowch y dyddiad olaf y gallech ymweld',
    ])
  })
})

describe('the form', () => {
  test('needs a draft that knows its prison', async () => {
    const visitor = await browser(service.url).opens('/book/prison')
    await visitor.opens(visitor.address().replace('prison', 'alert'))
    expect(visitor.heading()).toBe('You need to start again')
    const other = await upTo(browser(service.url), 'prisoner')
    expect((await visitor.opens(other.address().replace('prisoner', 'alert'))).status()).toBe(403)
    expect((await other.opens(other.address().replace('prisoner', 'alert'))).status()).toBe(200)
  })

  test('needs the token of this session', async () => {
    const visitor = await atForm()
    await visitor.answers({ _csrf: 'somebody else’s', way: 'email', email: 'anna@example.org' })
    expect(visitor.status()).toBe(403)
    expect(await alerts()).toEqual([])
  })

  test('can be sent for one address or number ten times a day', async () => {
    const visitor = await atForm('en', strict)
    const page = visitor.address()
    for (let time = 1; time <= 10; time += 1) {
      await (await visitor.opens(page)).answers({ way: 'email', email: 'anna@example.org' })
      expect(visitor.status()).toBe(200)
    }
    await (await visitor.opens(page)).answers({ way: 'email', email: 'Anna@example.org' })
    expect([visitor.status(), visitor.heading()]).toEqual([429, 'Too many requests'])
    expect(Number(visitor.header('retry-after'))).toBeGreaterThan(80_000)
  })

  test('can be sent twenty times an hour from one connection', async () => {
    const visitor = await atForm('en', strict)
    const page = visitor.address()
    for (let time = 1; time <= 20; time += 1) {
      await (await visitor.opens(page)).answers({ way: 'email', email: `anna${time}@example.org` })
    }
    expect(visitor.status()).toBe(200)
    await (await visitor.opens(page)).answers({ way: 'email', email: 'anna@example.org' })
    expect(visitor.status()).toBe(429)
  })
})
