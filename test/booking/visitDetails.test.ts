/** Changing contact details and extra support on the visit's page. */
import { randomBytes } from 'node:crypto'
import { query } from '../../src/store/database.ts'
import type { Database } from '../../src/store/database.ts'
import { mintLink } from '../../src/store/links.ts'
import type { Visit } from '../../src/store/visits.ts'
import { browser } from '../browser.ts'
import type { Browser } from '../browser.ts'
import { aDecidedVisit, aRequest, forgetVisits, mustRead } from '../builders.ts'
import { clock } from '../clock.ts'
import { testDatabase } from '../database.ts'
import type { TestDatabase } from '../database.ts'
import { keeping, work } from '../notifications/work.ts'
import { testService } from '../service.ts'
import type { TestService } from '../service.ts'

let database: TestDatabase
let db: Database
let service: TestService

beforeAll(async () => {
  database = await testDatabase()
  db = database.db
  service = await testService(db, { limitMultiplier: 100 })
})
beforeEach(async () => {
  clock.set('2026-11-18T10:00:00Z')
  await forgetVisits(database.owner)
})

const linkTo = async ({ id }: Visit) => `/visits/${await mintLink(db, id, clock.now(), randomBytes)}`
const openPage = async (visit: Visit) => browser(service.url).opens(await linkTo(visit))
const contactOf = async ({ id }: Visit) => {
  const { email, mobile, wantsTexts } = await mustRead(db, id)
  return { email, mobile, wantsTexts }
}
const banner = ({ page }: Browser) =>
  page()('.govuk-notification-banner__heading, .govuk-notification-banner__content').text()

async function sent() {
  const { kept, deliver } = keeping()
  await work(database, deliver)
  return kept
}

describe('contact details', () => {
  test('stand as they are, and are changed at once', async () => {
    const visit = await aRequest(db, { mobile: '+447700900123', wantsTexts: true })
    await sent()
    const visitor = await openPage(visit)
    const address = visitor.address()
    await visitor.follows('Change my contact details')
    expect(visitor.heading()).toBe('Change your contact details')
    expect(visitor.value('email')).toBe('gwen@example.org')
    expect(visitor.value('mobile')).toBe('+447700900123')
    expect(visitor.page()('input[name=texts]').is('[checked]')).toBe(true)
    await visitor.posts(visitor.address(), { email: 'gwen@example.org', mobile: '07700 900456' })
    expect(visitor.address()).toBe(`${address}?changed=contact`)
    expect(banner(visitor)).toContain('We have changed your contact details.')
    const contact = { email: 'gwen@example.org', mobile: '+447700900456', wantsTexts: false }
    expect(await contactOf(visit)).toEqual(contact)
    expect(await sent()).toEqual([])
  })

  test('with a corrected address lead to a new link; the old one is dead and the new address is told', async () => {
    const visit = await aDecidedVisit(db, {}, { email: 'gwne@example.org' })
    await sent()
    const visitor = await openPage(visit)
    const old = visitor.address()
    await visitor.follows('Change my contact details')
    await visitor.answers({ email: 'gwen@example.org' })
    expect(visitor.heading()).toBe('Visit booked')
    expect(banner(visitor)).toContain('We have changed your email address.')
    expect(visitor.address()).not.toContain(old)
    const other = await browser(service.url).opens(old)
    expect(other.status()).toBe(404)
    expect(other.heading()).toBe('This link has ended')
    expect((await browser(service.url).opens(`${old}/contact-details`)).heading()).toBe('This link has ended')

    const messages = await sent()
    expect(messages.map(({ to, subject }) => [to, subject])).toEqual([
      ['gwen@example.org', 'Your visit is booked'],
    ])
    const link = /\/visits\/[\w-]{43}/.exec(messages[0]?.body ?? '')?.[0] ?? ''
    expect((await browser(service.url).opens(link)).heading()).toBe('Visit booked')
    expect((await visitor.opens(visitor.address())).status()).toBe(200)
  })

  test('sent twice by one press each lead to the visit', async () => {
    const visit = await aRequest(db)
    const visitor = await openPage(visit)
    await visitor.follows('Change my contact details')
    const form = [visitor.address(), { email: 'gwen.new@example.org' }] as const
    await visitor.posts(...form)
    await visitor.opens(`/visits`)
    await visitor.posts(...form)
    expect(visitor.heading()).toBe('Request sent')
    expect(await query(db, "select from visit_events where what = 'contact_changed'")).toHaveLength(1)
    clock.set('2026-11-18T10:05:01Z')
    await visitor.opens(`/visits`)
    await visitor.posts(...form)
    expect(visitor.heading()).toBe('This link has ended')
  })

  test('sent again by another browser, with the link that the correction ended, lead nowhere', async () => {
    const visit = await aRequest(db)
    const link = await linkTo(visit)
    const [owner, other] = [browser(service.url), browser(service.url)]
    const address = `${link}/contact-details`
    const typed = { email: 'gwen.new@example.org' }
    await other.opens(address)
    await owner.opens(address)
    await owner.answers(typed)
    expect(owner.heading()).toBe('Request sent')
    const live = () => query(db, 'select from visit_links where ended_at is null')
    const before = await live()
    for (const answers of [typed, { email: 'not an address' }]) {
      await other.opens('/visits')
      await other.posts(address, answers)
      expect(other.status()).toBe(404)
      expect(other.heading()).toBe('This link has ended')
    }
    expect(await live()).toHaveLength(before.length)
    expect(await contactOf(visit)).toMatchObject(typed)
  })

  test.each([
    ['no address', { email: '' }, ['Enter your email address']],
    [
      'an address that is none',
      { email: 'gwen' },
      ['Enter an email address in the correct format, like name@example.com'],
    ],
    ['texts without a number', { texts: 'yes' }, ['Enter your mobile number if you want text messages']],
    [
      'a number that is none',
      { mobile: '12' },
      ['Enter a mobile number, like 07700 900982 or +44 7700 900982'],
    ],
  ])('are not taken with %s', async (_what, typed, errors) => {
    const visit = await aRequest(db)
    const visitor = await openPage(visit)
    await visitor.follows('Change my contact details')
    await visitor.answers(typed)
    expect(visitor.status()).toBe(422)
    expect(visitor.errors()).toEqual(errors)
    for (const [name, value] of Object.entries(typed)) expect(visitor.value(name)).toBe(value)
    expect(await contactOf(visit)).toEqual({ email: 'gwen@example.org', mobile: null, wantsTexts: false })
  })

  test('need no address of who never had one', async () => {
    const visit = await aRequest(db, { email: null, mobile: '+447700900123', channel: 'prison' })
    const visitor = await openPage(visit)
    await visitor.follows('Change my contact details')
    await visitor.answers({ email: '', mobile: '07700 900456' })
    expect(visitor.heading()).toBe('Request sent')
    expect(await contactOf(visit)).toEqual({ email: null, mobile: '+447700900456', wantsTexts: false })
  })

  test('are asked for in Welsh', async () => {
    const visitor = await browser(service.url).opens('/?lang=cy')
    await visitor.opens(await linkTo(await aRequest(db)))
    await visitor.follows('Newid fy manylion cyswllt')
    expect(visitor.heading()).toBe('Newid eich manylion cyswllt')
    await visitor.answers({ email: '' })
    expect(visitor.errors()).toEqual(['Rhowch eich cyfeiriad e-bost'])
    await visitor.answers({ email: 'gwen.new@example.org' })
    expect(banner(visitor)).toContain('Rydym wedi newid eich cyfeiriad e-bost.')
  })

  test('can be sent again when the moment was not right', async () => {
    const visit = await aRequest(db)
    const visitor = await openPage(visit)
    await visitor.follows('Change my contact details')
    const lock = await database.owner.transaction()
    await lock.raw('select from visits where id = ? for update', [visit.id])
    await visitor.answers({ email: 'gwen.new@example.org' })
    expect(visitor.status()).toBe(503)
    expect(visitor.value('email')).toBe('gwen.new@example.org')
    await lock.rollback()
    await visitor.answers()
    expect(visitor.heading()).toBe('Request sent')
  })
})

describe('extra support', () => {
  test('stands as it is, and is changed at once', async () => {
    const visit = await aDecidedVisit(db, {}, { support: { wheelchair: true, interpreter: 'Polish' } })
    const visitor = await openPage(visit)
    await visitor.follows('Change extra support')
    expect(visitor.heading()).toBe('Change extra support')
    const ticked = visitor.page()('input[name=support][checked]').toArray()
    expect(ticked.map((box) => visitor.page()(box).val())).toEqual(['wheelchair', 'interpreter'])
    expect(visitor.value('interpreter')).toBe('Polish')
    await visitor.posts(visitor.address(), { support: ['hearingLoop', 'other'], other: 'A quiet corner' })
    expect(banner(visitor)).toContain('We have changed what extra support you need.')
    expect((await mustRead(db, visit.id)).support).toEqual({ hearingLoop: true, other: 'A quiet corner' })
  })

  test('is not taken without words, nor with too many', async () => {
    const visitor = await openPage(await aRequest(db))
    await visitor.follows('Change extra support')
    await visitor.answers({ support: 'other', other: '' })
    expect(visitor.status()).toBe(422)
    expect(visitor.errors()).toEqual(['Enter what you need'])
    await visitor.answers({ support: 'other', other: 'x'.repeat(201) })
    expect(visitor.errors()).toEqual(['What you need must be 200 characters or less'])
  })

  test('is asked for in Welsh', async () => {
    const visitor = await browser(service.url).opens('/?lang=cy')
    await visitor.opens(await linkTo(await aRequest(db)))
    await visitor.follows('Newid cymorth ychwanegol')
    expect(visitor.heading()).toBe('Newid cymorth ychwanegol')
    await visitor.answers({ support: 'babyChanging' })
    expect(banner(visitor)).toContain('Rydym wedi newid pa gymorth')
  })
})

describe.each(['contact-details', 'support'])('the page %s', (page) => {
  test('is there until the visit starts, and says then whom to call', async () => {
    const visit = await aDecidedVisit(db)
    const address = `${await linkTo(visit)}/${page}`
    const starts = visit.slot?.startsAt.getTime() ?? 0
    clock.set(new Date(starts - 60_000).toISOString())
    const visitor = await browser(service.url).opens(address)
    expect(visitor.heading()).toMatch(/^Change /)
    clock.set(new Date(starts + 60_000).toISOString())
    await visitor.answers({ email: 'gwen.new@example.org', support: 'wheelchair' })
    expect(visitor.heading()).toMatch(/^It is too late to change/)
    expect(visitor.text()).toContain(visit.place.phone)
    expect((await visitor.opens(address)).heading()).toMatch(/^It is too late to change/)
    expect(await mustRead(db, visit.id)).toEqual(visit)
  })

  test('leads to the visit when this has ended some other way', async () => {
    const visit = await aDecidedVisit(db, { decision: 'reject', reasons: ['duplicate'] })
    const visitor = await browser(service.url).opens(`${await linkTo(visit)}/${page}`)
    expect(visitor.heading()).toBe('Request not accepted')
  })

  test('takes ten changes an hour', async () => {
    const strict = await testService(db)
    const visit = await aRequest(db)
    const address = `${await linkTo(visit)}/${page}`
    const visitor = await browser(strict.url).opens(address)
    for (let change = 1; change <= 11; change += 1) {
      await visitor.opens(address)
      await visitor.answers({ mobile: `07700 9001${10 + change}`, support: 'wheelchair' })
    }
    expect(visitor.status()).toBe(429)
    expect(Number(visitor.header('Retry-After'))).toBeGreaterThan(3000)
  })
})
