/** The prison's own desk: the journey of a family, keyed by a clerk for somebody who stands there. */
import { randomUUID } from 'node:crypto'
import { query } from '../../src/store/database.ts'
import type { Database } from '../../src/store/database.ts'
import { forgetVisits } from '../builders.ts'
import { clock } from '../clock.ts'
import { testDatabase } from '../database.ts'
import { typedChild, typedPrisoner, typedYou } from '../journeyAnswers.ts'
import { testService } from '../service.ts'
import type { TestService } from '../service.ts'
import { deskOf } from './desk.ts'
import type { Desk } from './desk.ts'
import { open, summaryOf } from './staffBrowser.ts'

let db: Database
let owner: Database
let service: TestService
let clerk: Desk

beforeAll(async () => {
  ;({ db, owner } = await testDatabase())
  service = await testService(db)
})
beforeEach(async () => {
  clock.set('2026-11-18T10:00:00Z')
  await forgetVisits(owner)
  clerk = await deskOf(service.url, 'clerk')
})

const contact = { email: 'gwen@example.org', language: 'en' }

describe('a clerk', () => {
  test('keys a request for a family at the desk', async () => {
    await clerk.opens('/staff/book')
    expect(clerk.heading()).toBe('Which prison is the visit to?')
    expect(clerk.address()).toMatch(/^\/staff\/book\/[0-9a-f-]{36}\/prison$/)
    await clerk.answers({ prison: 'leeds' })
    expect(clerk.heading()).toBe('Who is the visit to?')
    await clerk.answers(typedPrisoner)
    expect(clerk.heading()).toBe('Main visitor’s details')
    await clerk.answers(typedYou)
    expect(clerk.heading()).toBe('Is anyone else coming?')
    await clerk.answers({ another: 'yes' })
    expect(clerk.heading()).toBe('Visitor details')
    await clerk.answers(typedChild)
    expect(clerk.text()).toContain('Tomos Example')
    await clerk.answers({ another: 'no' })
    expect(clerk.heading()).toBe('When is the visit wanted?')
    expect(clerk.text()).toContain('Tuesday 24 November 2026')
    expect(clerk.text()).toContain('14:00 to 15:00')
    expect(clerk.text()).not.toMatch(/\d(am|pm)/)
    await clerk.answers({ slot: clerk.firstFree() })
    await clerk.answers({ slot: 'none' })
    await clerk.answers({ support: 'wheelchair' })
    expect(clerk.heading()).toBe('How should we contact the visitor?')
    await clerk.answers({ ...contact, language: 'cy' })
    expect(clerk.heading()).toBe('Check the answers')
    expect(clerk.text()).toContain('the main visitor is with you and agrees to it')
    expect(clerk.text()).toContain('Language Welsh')
    expect(clerk.page()('main button').text().trim()).toBe('Send request')
    await clerk.answers()
    expect(clerk.address()).toMatch(/^\/staff\/visits\/[0-9A-Z]{8}\?booked=1$/)
    expect(clerk.page()('.moj-alert--success').text()).toContain('Request sent')
    expect(clerk.heading()).toBe('Visit request')
    expect(clerk.text()).toContain('At the prison')
    expect(clerk.text()).toContain('Visit requested by Clara Clerk')
    expect(await query(db, 'select channel, language, email, status from visits')).toEqual([
      { channel: 'prison', language: 'cy', email: 'gwen@example.org', status: 'requested' },
    ])
    expect(await query(db, 'select kind, channel from notifications')).toEqual([
      { kind: 'request_received', channel: 'email' },
    ])
  })

  test('sees the pages within the staff area', async () => {
    await clerk.upTo('prisoner')
    const $ = clerk.page()
    expect($('.moj-primary-navigation a[aria-current=page]').text()).toBe('Book a visit')
    expect($('.moj-header form[action="/staff/sign-out"]')).toHaveLength(1)
    expect($('title').text()).toBe('Who is the visit to? – Manage prison visits')
    expect($('.govuk-back-link').attr('href')).toMatch(/^\/staff\/book\/.*\/prison$/)
    expect($('.app-help')).toHaveLength(0)
    await clerk.answers({ prisonNumber: 'x' })
    expect(clerk.status()).toBe(422)
  })

  test('is told what is wrong in words about the visitor', async () => {
    await clerk.upTo('your-details')
    await clerk.answers()
    expect(summaryOf(clerk.page())).toEqual([
      'Enter the main visitor’s first name',
      'Enter the main visitor’s last name',
      'Enter the main visitor’s date of birth',
    ])
    await clerk.upTo('contact-details')
    await clerk.answers({ email: 'gwen', texts: 'yes' })
    expect(summaryOf(clerk.page())).toEqual([
      'Enter an email address in the correct format, like name@example.com',
      'Select the language to write to the visitor in',
    ])
    await clerk.answers({ email: '', texts: 'yes', language: 'en' })
    expect(summaryOf(clerk.page())).toEqual(['Enter a mobile number if the visitor wants text messages'])
  })
})

describe('prisons', () => {
  const offered = () =>
    clerk
      .page()('select[name=prison] option')
      .toArray()
      .map((option) => String(option.attribs.value))

  test('are the person’s own alone', async () => {
    await clerk.opens('/staff/book')
    expect(offered()).toEqual(['', 'cardiff', 'leeds'])
    expect(clerk.value('prison')).toBe('')
    await clerk.posts(clerk.address(), { prison: 'wandsworth' })
    expect(clerk.status()).toBe(422)
    expect(summaryOf(clerk.page())).toEqual(['Select the prison that the visit is to'])
  })

  test('begin with the one that is chosen in the header, or the only one', async () => {
    await clerk.opens('/staff/book')
    await clerk.posts('/staff/place', { place: 'leeds' })
    await clerk.opens('/staff/book')
    expect(clerk.value('prison')).toBe('leeds')
    expect(await query(db, 'select id from drafts')).toEqual([])
    const elsewhere = await deskOf(service.url, 'clerk-elsewhere')
    await elsewhere.opens('/staff/book')
    expect(elsewhere.value('prison')).toBe('wandsworth')
  })

  test('that a person works at no more stop the draft', async () => {
    await clerk.upTo('check-answers')
    await query(
      db,
      `update sessions set sess = jsonb_set(sess::jsonb, '{signedIn,prisons}', '["CFI"]')::json
       where sess -> 'signedIn' is not null`,
    )
    await clerk.answers()
    expect(clerk.heading()).toBe('Which prison is the visit to?')
    expect(await query(db, 'select id from visits')).toEqual([])
  })
})

describe('e-mail', () => {
  test('may be left out: nothing is sent, and a paper in the visitor’s language has the reference', async () => {
    await clerk.upTo('contact-details')
    await clerk.answers({ language: 'cy' })
    expect(clerk.text()).toContain('Email address Not provided')
    await clerk.answers()
    expect(await query(db, 'select id from notifications')).toEqual([])
    const [visit] = await query<{ reference: string }>(db, 'select reference from visits where email is null')
    const reference = String(visit?.reference)
    await clerk.follows('Print a confirmation for the visitor')
    expect(clerk.heading()).toBe('Confirmation for the visitor')
    const paper = clerk.page()('.staff-paper')
    expect(paper.attr('lang')).toBe('cy')
    expect(paper.find('.staff-paper__reference').text()).toBe(reference)
    const text = paper.text().replace(/\s+/g, ' ')
    expect(text).toContain('Eich cais am ymweliad')
    expect(text).toContain('2pm tan 3pm, dydd Mawrth 24 Tachwedd 2026')
    expect(text).toContain('Ni allwn anfon e-bost atoch')
    expect(text).toContain(`${new URL(service.url).host}/visits`)
    expect(text).not.toContain('A1234BC')
  })

  test('where it is given, the paper says that it comes', async () => {
    await clerk.upTo('check-answers')
    await clerk.answers()
    await clerk.follows('Print a confirmation for the visitor')
    expect(clerk.text()).toContain('We email you when the prison has answered')
  })

  test('no paper is made of what is decided, nor of another prison’s visits', async () => {
    await clerk.upTo('check-answers')
    await clerk.answers()
    const address = `${clerk.address().split('?')[0]}/confirmation`
    const elsewhere = await deskOf(service.url, 'clerk-elsewhere')
    expect((await elsewhere.agent.get(address)).status).toBe(404)
    await query(db, "update visits set status = 'withdrawn', version = version + 1, held_slot_id = null")
    expect((await clerk.agent.get(address)).headers.location).toBe(address.replace('/confirmation', ''))
  })
})

test('an agent, who books by phone, has no desk', async () => {
  const agent = await deskOf(service.url, 'agent')
  for (const path of ['/staff/book', '/staff/book/prison', `/staff/book/${randomUUID()}/prison`])
    expect((await agent.agent.get(path)).status).toBe(403)
})

test('the list of requests shows what the desk sent', async () => {
  await clerk.upTo('check-answers')
  await clerk.answers()
  const $ = await open(clerk.agent, '/staff')
  expect($('main').text()).toContain('Test, Dewi')
})
