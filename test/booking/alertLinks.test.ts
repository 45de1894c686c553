/** Being told of places no more: by the page behind the link in a message, or by a mail program (RFC 8058). */
import { randomBytes } from 'node:crypto'
import request from 'supertest'
import { mintAlertLink } from '../../src/store/alertLinks.ts'
import { query } from '../../src/store/database.ts'
import type { Database } from '../../src/store/database.ts'
import { forgetAlerts, waits } from '../alerts.ts'
import { browser } from '../browser.ts'
import { clock } from '../clock.ts'
import { testDatabase } from '../database.ts'
import type { TestDatabase } from '../database.ts'
import { testService } from '../service.ts'
import type { TestService } from '../service.ts'

let database: TestDatabase
let db: Database
let service: TestService

beforeAll(async () => {
  database = await testDatabase()
  ;({ db } = database)
  service = await testService(db, { limitMultiplier: 100 })
})
beforeEach(async () => {
  clock.set('2026-11-18T10:00:00Z')
  await forgetAlerts(database)
})

const alerts = () => query<{ endedAt: Date | null }>(db, 'select ended_at as "endedAt" from place_alerts')

describe('the link in a message', () => {
  async function aLink(): Promise<string> {
    await waits(db, 'anna', { from: '2026-11-20', to: '2026-12-18' })
    const [alert] = await query<{ id: string }>(db, 'select id from place_alerts')
    return `/alerts/${await mintAlertLink(db, alert?.id ?? '', clock.now(), randomBytes)}`
  }

  test('leads to a page that says what the alert is for and ends it when asked', async () => {
    const link = await aLink()
    const visitor = await browser(service.url).opens(link)
    expect(visitor.heading()).toBe('Your alert for Leeds')
    expect(visitor.text()).toContain('from Friday 20 November 2026 to Friday 18 December 2026')
    expect(visitor.header('cache-control')).toBe('no-store')
    expect(visitor.header('referrer-policy')).toBe('no-referrer')
    expect(visitor.text()).not.toContain('anna')
    expect(await alerts()).toMatchObject([{ endedAt: null }])
    await visitor.answers()
    expect(visitor.heading()).toBe('Your alert has ended')
    expect(visitor.address()).toBe(link)
    expect(await alerts()).toMatchObject([{ endedAt: clock.now() }])
    await visitor.follows('Ask for a visit')
    expect(visitor.heading()).toBe('Visit someone in prison')
  })

  test('speaks the language of the message', async () => {
    const visitor = await browser(service.url).opens(`${await aLink()}?lang=cy`)
    expect(visitor.heading()).toBe('Eich rhybudd ar gyfer carchar Leeds')
    await visitor.answers()
    expect(visitor.heading()).toBe('Mae eich rhybudd wedi dod i ben')
  })

  test('ends nothing without the token of the page', async () => {
    const link = await aLink()
    expect((await request(service.url).post(link)).status).toBe(403)
    expect(await alerts()).toMatchObject([{ endedAt: null }])
  })

  test.each<[string, string | undefined, string]>([
    ['with the words of RFC 8058', 'application/x-www-form-urlencoded', 'List-Unsubscribe=One-Click'],
    [
      'in parts',
      'multipart/form-data; boundary=x',
      '--x\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--x--\r\n',
    ],
    ['with nothing', undefined, ''],
  ])('lets a mail program unsubscribe with one click: %s', async (_how, type, body) => {
    const link = `${await aLink()}/unsubscribe`
    const post = () => {
      const sent = request(service.url).post(link)
      return type ? sent.type(type).send(body) : sent
    }
    const answer = await post()
    expect([answer.status, answer.headers['set-cookie']]).toEqual([200, undefined])
    expect(await alerts()).toMatchObject([{ endedAt: clock.now() }])
    expect((await post()).status).toBe(200)
  })

  test('changes nothing when it is only opened, also by who looks ahead', async () => {
    const link = await aLink()
    for (const address of [link, `${link}/unsubscribe`]) {
      await request(service.url).get(address)
      await request(service.url).head(address)
    }
    expect(await alerts()).toMatchObject([{ endedAt: null }])
  })

  test('is not found when it never was one', async () => {
    await aLink()
    for (const secret of ['x'.repeat(22), '%00', "' or 1=1 --"]) {
      expect((await browser(service.url).opens(`/alerts/${secret}`)).status()).toBe(404)
      expect((await request(service.url).post(`/alerts/${secret}/unsubscribe`)).status).toBe(404)
    }
    expect(await alerts()).toMatchObject([{ endedAt: null }])
  })

  test('is logged by the pattern of its address alone, and kept nowhere', async () => {
    const link = await aLink()
    await browser(service.url).opens(link)
    await request(service.url).post(`${link}/unsubscribe`)
    const secret = link.split('/').at(-1) ?? 'none'
    expect(service.logged()).toContain('/alerts/:secret/unsubscribe')
    expect(service.logged()).not.toContain(secret)
    for (const table of ['place_alerts', 'place_alert_links', 'sessions']) {
      const [{ text = '' } = {}] = await query<{ text: string }>(
        database.owner,
        `select coalesce(string_agg(t::text, ' '), '') as text from ${table} as t`,
      )
      expect(text).not.toContain(secret)
    }
  })
})
