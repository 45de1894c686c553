/** Withdrawing a request and cancelling a visit on its page. */
import { randomBytes } from 'node:crypto'
import { cancelVisit } from '../../src/actions/cancelVisit.ts'
import { moveVisit } from '../../src/actions/moveVisit.ts'
import { query } from '../../src/store/database.ts'
import type { Database } from '../../src/store/database.ts'
import { mintLink } from '../../src/store/links.ts'
import type { Visit } from '../../src/store/visits.ts'
import { browser } from '../browser.ts'
import type { Browser } from '../browser.ts'
import { aClerk, aDecidedVisit, aRequest, bookableSlots, forgetVisits, mustRead } from '../builders.ts'
import { clock } from '../clock.ts'
import { testDatabase } from '../database.ts'
import { testService } from '../service.ts'
import type { TestService } from '../service.ts'

let db: Database
let owner: Database
let service: TestService

beforeAll(async () => {
  ;({ db, owner } = await testDatabase())
  service = await testService(db, { limitMultiplier: 100 })
})
beforeEach(async () => {
  clock.set('2026-11-18T10:00:00Z')
  await forgetVisits(owner)
})

const linkTo = async ({ id }: Visit) => `/visits/${await mintLink(db, id, clock.now(), randomBytes)}`
const openPage = async (visit: Visit) => browser(service.url).opens(await linkTo(visit))
const statusOf = async ({ id }: Visit) => (await mustRead(db, id)).status
const actionsOn = ({ page }: Browser) =>
  page()('h2:contains("What you can do") + ul a')
    .toArray()
    .map((link) => page()(link).text())

describe('the page of a visit', () => {
  test('offers what may be done with a request', async () => {
    expect(actionsOn(await openPage(await aRequest(db)))).toEqual([
      'Change this visit',
      'Change my contact details',
      'Change extra support',
      'Withdraw this request',
    ])
  })

  test('offers what may be done with a booked visit', async () => {
    const visitor = await openPage(await aDecidedVisit(db))
    expect(actionsOn(visitor)).toEqual([
      'Change this visit',
      'Change my contact details',
      'Change extra support',
      'Cancel this visit',
    ])
    expect(visitor.page()('a:contains("Add to your calendar")').attr('href')).toBe(
      `${visitor.address()}/calendar.ics`,
    )
  })

  test('does not offer a change for which the prison has no time', async () => {
    const visit = await aDecidedVisit(db)
    clock.set('2026-11-19T10:00:00Z')
    expect(actionsOn(await openPage(visit))).not.toContain('Change this visit')
  })

  test('offers nothing while the visit takes place', async () => {
    const visit = await aDecidedVisit(db)
    clock.set(visit.slot?.startsAt.toISOString() ?? '')
    const visitor = await openPage(visit)
    expect(visitor.heading()).toBe('Visit booked')
    expect(actionsOn(visitor)).toEqual([])
  })
})

describe('withdrawing', () => {
  test('asks once more, and says then that the request is withdrawn', async () => {
    const visit = await aRequest(db, { choices: 2 })
    const visitor = await openPage(visit)
    const address = visitor.address()
    await visitor.follows('Withdraw this request')
    expect(visitor.heading()).toBe('Do you want to withdraw this request?')
    expect(visitor.text()).toContain(visit.reference)
    expect(visitor.text()).toContain('2pm to 3pm, Tuesday 24 November 2026')
    expect(visitor.page()('button').text()).toContain('Yes, withdraw')
    expect(visitor.header('Cache-Control')).toBe('no-store')
    expect(visitor.header('Referrer-Policy')).toBe('no-referrer')
    expect(await statusOf(visit)).toBe('requested')
    await visitor.answers()
    expect(visitor.heading()).toBe('Request withdrawn')
    expect(visitor.address()).toBe(address)
    expect(await statusOf(visit)).toBe('withdrawn')
  })

  test('can be thought better of', async () => {
    const visit = await aRequest(db)
    const visitor = await openPage(visit)
    await visitor.follows('Withdraw this request')
    await visitor.follows('Keep my request')
    expect(visitor.heading()).toBe('Request sent')
  })

  test('ends on the same page for a button pressed twice, a replay and another tab', async () => {
    const visit = await aRequest(db)
    const [one, other] = [await openPage(visit), await openPage(visit)]
    await one.follows('Withdraw this request')
    await other.follows('Withdraw this request')
    const replay = [one.address(), { version: one.value('version') }] as const
    await Promise.all([one.posts(...replay), other.answers()])
    await one.opens(replay[0])
    for (const visitor of [one, other]) expect(visitor.heading()).toBe('Request withdrawn')
    const rows = await query(db, "select from notifications where kind = 'withdrawn'")
    expect(rows).toHaveLength(1)
  })

  test('says that the visit has changed when the prison was quicker', async () => {
    const visit = await aRequest(db)
    const visitor = await openPage(visit)
    await visitor.follows('Withdraw this request')
    await query(
      db,
      `update visits set status = 'rejected', rejection_reasons = '{duplicate}', held_slot_id = null,
         version = version + 1 where id = :id`,
      { id: visit.id },
    )
    await visitor.answers()
    expect(visitor.status()).toBe(409)
    expect(visitor.heading()).toBe('Your visit has changed')
    await visitor.follows('See your visit')
    expect(visitor.heading()).toBe('Request not accepted')
  })

  test('needs the token of the page', async () => {
    const visit = await aRequest(db)
    const visitor = await openPage(visit)
    await visitor.follows('Withdraw this request')
    await visitor.posts(visitor.address(), { version: '1', _csrf: 'wrong' })
    expect(visitor.status()).toBe(403)
    expect(await statusOf(visit)).toBe('requested')
  })

  test.each(['', 'x', '99', '-1'])('does nothing for the version "%s"', async (version) => {
    const visit = await aRequest(db)
    const visitor = await openPage(visit)
    await visitor.follows('Withdraw this request')
    await visitor.answers({ version })
    expect(visitor.heading()).toBe('Your visit has changed')
    expect(await statusOf(visit)).toBe('requested')
  })
})

describe('cancelling', () => {
  test('asks once more, and says then that the visit is cancelled', async () => {
    const visit = await aDecidedVisit(db)
    const visitor = await openPage(visit)
    await visitor.follows('Cancel this visit')
    expect(visitor.heading()).toBe('Do you want to cancel this visit?')
    expect(visitor.page()('button').text()).toContain('Yes, cancel')
    await visitor.answers()
    expect(visitor.heading()).toBe('Visit cancelled')
    expect(visitor.text()).toContain('You have cancelled this visit. Do not go to the prison.')
    expect(actionsOn(visitor)).toEqual(['Book again'])
    await visitor.opens(`${visitor.address()}/cancel`)
    expect(visitor.heading()).toBe('Visit cancelled')
  })

  test('speaks Welsh', async () => {
    const address = await linkTo(await aDecidedVisit(db, {}, { slug: 'cardiff' }))
    const visitor = await browser(service.url).opens('/?lang=cy')
    await visitor.opens(address)
    await visitor.follows('Canslo’r ymweliad hwn')
    expect(visitor.heading()).toBe('Ydych chi am ganslo’r ymweliad hwn?')
    expect(visitor.text()).toContain('Caerdydd')
    await visitor.answers()
    expect(visitor.heading()).toBe('Ymweliad wedi’i ganslo')
  })

  test('does not cancel a time that the visitor has not seen', async () => {
    const visit = await aDecidedVisit(db)
    const visitor = await openPage(visit)
    await visitor.follows('Cancel this visit')
    const asked = { visitId: visit.id, version: visit.version, personId: await aClerk(db), message: '' }
    const slotId = (await bookableSlots(db))[3]?.id ?? 0
    await moveVisit(db, { ...asked, slotId }, clock.now())
    await visitor.answers()
    expect(visitor.heading()).toBe('Your visit has changed')
    expect(await statusOf(visit)).toBe('booked')
    await visitor.follows('See your visit')
    expect(visitor.text()).toContain('The prison has moved your visit')
  })

  test('says who has cancelled when it was the prison', async () => {
    const visit = await aDecidedVisit(db)
    const visitor = await openPage(visit)
    await visitor.follows('Cancel this visit')
    const asked = { visitId: visit.id, version: visit.version, personId: await aClerk(db), message: '' }
    await cancelVisit(db, { ...asked, reasons: ['slot_closed'], otherReason: '' }, clock.now())
    await visitor.answers()
    await visitor.follows('See your visit')
    expect(visitor.text()).toContain('Leeds has cancelled this visit.')
  })

  test('can be tried again when the moment was not right', async () => {
    const visit = await aDecidedVisit(db)
    const visitor = await openPage(visit)
    await visitor.follows('Cancel this visit')
    const lock = await owner.transaction()
    await lock.raw('select from visits where id = ? for update', [visit.id])
    await visitor.answers()
    expect(visitor.status()).toBe(503)
    expect(visitor.heading()).toBe('Do you want to cancel this visit?')
    expect(visitor.text()).toContain('Nothing has changed. Try again.')
    await lock.rollback()
    await visitor.answers()
    expect(visitor.heading()).toBe('Visit cancelled')
  })
})

test.each([
  ['withdraw', 'a booked visit'],
  ['cancel', 'a request'],
])('there is no way to %s %s', async (way, what) => {
  const visit = what === 'a request' ? await aRequest(db) : await aDecidedVisit(db)
  const address = await linkTo(visit)
  const visitor = await browser(service.url).opens(`${address}/${way}`)
  expect(visitor.address()).toBe(address)
})
