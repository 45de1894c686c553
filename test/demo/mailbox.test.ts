import express from 'express'
import request from 'supertest'
import { demoTransport, mailbox, prepareMailbox } from '../../src/demo/mailbox.ts'
import type { OutgoingMessage } from '../../src/notifications/deliver.ts'
import { loadAssets } from '../../src/web/assets.ts'
import { viewEngine } from '../../src/web/viewEngine.ts'
import { clock } from '../clock.ts'
import { testDatabase } from '../database.ts'
import type { TestDatabase } from '../database.ts'
import { checkedPage } from '../pageChecks.ts'

let database: TestDatabase

beforeAll(async () => {
  database = await testDatabase()
  const role = new URL(database.url).username
  await prepareMailbox(database.ownerUrl, role)
  await prepareMailbox(database.ownerUrl, role)
})

const message = (overrides: Partial<OutgoingMessage> = {}): OutgoingMessage => ({
  id: '018f3a3e-0000-4000-8000-000000000001',
  to: 'gwen@example.org',
  channel: 'email',
  subject: 'Your visit is booked',
  body: 'Dear Gwen <b>Example</b>\n\nhttps://visits.example.org/visits/abc?lang=en\nSee http://localhost:3000/help.\n',
  language: 'en',
  visitReference: '7KX2M9QD',
  ...overrides,
})

function site() {
  const app = express()
  viewEngine(app, { phase: 'beta', publicUrl: 'http://localhost:3000', asset: loadAssets().address })
  app.use(mailbox(database.db))
  return request(app)
}

test('lists what was sent, each once, newest first, as a page and as JSON', async () => {
  expect((await site().get('/demo/mailbox')).text).toContain('Nothing has been sent yet.')

  clock.set('2026-07-01T13:05:00Z')
  const deliver = demoTransport(database.db, clock.now)
  const second = message({
    id: '018f3a3e-0000-4000-8000-000000000002',
    subject: 'Your visit request has ended',
  })
  await expect(deliver(message())).resolves.toBe('sent')
  await expect(deliver(message())).resolves.toBe('sent')
  await expect(deliver(second)).resolves.toBe('sent')

  const json = await site().get('/demo/mailbox.json')
  const { id, to, channel, subject, body, visitReference } = message()
  expect(json.body).toEqual([
    expect.objectContaining({ id: second.id, subject: second.subject }),
    { id, channel, to, subject, body, visitReference, sentAt: '2026-07-01T13:05:00.000Z' },
  ])

  const page = await site().get('/demo/mailbox')
  const $ = await checkedPage(page.text, page.status, '/demo/mailbox')
  expect($('h1').text()).toBe('Demo mailbox')
  expect(
    $('h2')
      .map((_, heading) => $(heading).text())
      .get(),
  ).toEqual(expect.arrayContaining([second.subject, subject]))
  const main = $('main')
  expect(main.text().indexOf(second.subject)).toBeLessThan(main.text().indexOf(subject))
  expect(main.text()).toContain('To gwen@example.org, 1 July 2026, 14:05')
  expect(
    main
      .find('a')
      .map((_, link) => $(link).attr('href'))
      .get()
      .slice(-2),
  ).toEqual(['https://visits.example.org/visits/abc?lang=en', 'http://localhost:3000/help'])
  expect(main.find('b')).toHaveLength(0)
  expect(main.text()).toContain('Dear Gwen <b>Example</b>')
  expect(page.headers['cache-control']).toBe('no-store')
})

test('shows text messages, too', async () => {
  const id = '018f3a3e-0000-4000-8000-000000000003'
  const text = message({
    id,
    channel: 'text',
    to: '+447700900123',
    subject: '',
    body: 'Visit someone in prison: it is soon.',
  })
  await demoTransport(database.db, clock.now)(text)
  const json = await site().get('/demo/mailbox.json')
  expect((json.body as unknown[])[0]).toMatchObject({
    id,
    channel: 'text',
    to: '+447700900123',
    body: text.body,
  })
  const page = await site().get('/demo/mailbox')
  const $ = await checkedPage(page.text, page.status, '/demo/mailbox')
  expect($(`#message-${id}`).text()).toBe('Text message')
  expect($('main').text()).toContain('it is soon.')
})
