/** Who may change a visit, and when: their own browser, their own link, until the minute; nothing that is given is asked. */
import { randomBytes } from 'node:crypto'
import { changeContact } from '../../src/actions/changeContact.ts'
import { findOpenChange } from '../../src/store/changes.ts'
import { query } from '../../src/store/database.ts'
import type { Database } from '../../src/store/database.ts'
import { mintLink } from '../../src/store/links.ts'
import type { Visit } from '../../src/store/visits.ts'
import { browser } from '../browser.ts'
import type { Browser } from '../browser.ts'
import { aDecidedVisit, aRequest, child, forgetVisits, mustRead, slotIdAt } from '../builders.ts'
import { clock } from '../clock.ts'
import { testDatabase } from '../database.ts'
import { typedChild } from '../journeyAnswers.ts'
import { testService } from '../service.ts'
import type { TestService } from '../service.ts'

let db: Database
let owner: Database
let service: TestService
let slotAt: (index: number) => number

beforeAll(async () => {
  ;({ db, owner } = await testDatabase())
  service = await testService(db, { limitMultiplier: 100 })
})
beforeEach(async () => {
  clock.set('2026-11-18T10:00:00Z')
  await forgetVisits(owner)
  slotAt = await slotIdAt(db)
})

const linkTo = async ({ id }: Visit) => `/visits/${await mintLink(db, id, clock.now(), randomBytes)}`

/** In the middle of a change, at the question about other visitors; gives the draft's address. */
async function startsToChange(visit: Visit, visitor: Browser = browser(service.url)) {
  await visitor.opens(`${await linkTo(visit)}/change`)
  await visitor.answers()
  const [, , draft = ''] = visitor.address().split('/')
  return { visitor, draft: `/change/${draft}` }
}

/** A child more, at the same times, up to the check. */
async function addsChild(visitor: Browser): Promise<void> {
  await visitor.answers({ another: 'yes' })
  await visitor.answers(typedChild)
  await visitor.answers({ another: 'no' })
  while (visitor.page()('input[name=slot]').length > 0) await visitor.answers()
  expect(visitor.heading()).toBe('Check your answers')
}

describe('what is given', () => {
  test.each(['prison', 'prisoner', 'your-details', 'support', 'contact-details'])(
    'is not asked: %s',
    async (page) => {
      const { visitor, draft } = await startsToChange(await aRequest(db))
      await visitor.opens(`${draft}/${page}`)
      expect(visitor.status()).toBe(404)
      await visitor.opens(`${draft}/other-visitors`)
      await visitor.posts(`${draft}/${page}`, { prison: 'cardiff', firstName: 'Eve' })
      expect(visitor.status()).toBe(404)
      await visitor.opens(`/change/${page}`)
      expect(visitor.status()).toBe(404)
    },
  )

  test('has no way to change it, and the first question leads back to the visit', async () => {
    const visit = await aDecidedVisit(db)
    const { visitor, draft } = await startsToChange(visit)
    expect(visitor.page()('.govuk-back-link').attr('href')).toBe(`${draft}/visit`)
    await addsChild(visitor)
    const links = visitor
      .page()('.govuk-summary-list__actions a')
      .toArray()
      .map((link) => visitor.page()(link).attr('href'))
    expect(links).toEqual([`${draft}/other-visitors`, `${draft}/first-choice`])
    await visitor.opens(`${draft}/visit`)
    expect(visitor.address()).toMatch(/^\/visits\/[\w-]{43}$/)
    expect(visitor.text()).toContain(visit.reference)
  })

  test('opens no draft without a visit', async () => {
    const visitor = await browser(service.url).opens('/change/other-visitors')
    expect(visitor.address()).toBe('/visits')
    await visitor.opens('/change/0b3c9f1e-8f7a-4a55-9d4e-0123456789ab/other-visitors')
    expect(visitor.status()).toBe(403)
  })
})

test('another browser reaches nothing of a draft', async () => {
  const visit = await aDecidedVisit(db)
  const { visitor, draft } = await startsToChange(visit)
  await addsChild(visitor)
  const stranger = await browser(service.url).opens('/book/prison')
  for (const page of ['other-visitors', 'check-answers', 'visit']) {
    await stranger.opens(`${draft}/${page}`)
    expect(stranger.status()).toBe(403)
    expect(stranger.page()('body').text()).not.toContain('Tomos')
  }
  await stranger.opens('/book/prison')
  await stranger.posts(`${draft}/check-answers`, {})
  expect(stranger.status()).toBe(403)
  expect(await findOpenChange(db, visit.id)).toBeUndefined()
})

test('a draft ends with the links of its visit: who got them by mistake has no way left', async () => {
  const visit = await aDecidedVisit(db)
  const { visitor, draft } = await startsToChange(visit)
  await addsChild(visitor)
  const secret = await mintLink(db, visit.id, clock.now(), randomBytes)
  const contact = { email: 'right@example.org', mobile: null, wantsTexts: false }
  await changeContact(db, { visitId: visit.id, secret, contact }, { now: clock.now(), randomBytes })
  await visitor.answers()
  expect(visitor.status()).toBe(403)
  await visitor.opens(`${draft}/visit`)
  expect(visitor.status()).toBe(403)
  expect(await findOpenChange(db, visit.id)).toBeUndefined()
})

describe('two tabs', () => {
  test('of one request: the second is told that it has changed, and sends nothing', async () => {
    const visit = await aRequest(db)
    const first = await startsToChange(visit)
    const second = await startsToChange(visit, browser(service.url))
    await addsChild(first.visitor)
    await addsChild(second.visitor)
    await first.visitor.answers()
    expect(first.visitor.heading()).toBe('Request sent')
    await second.visitor.answers()
    expect(second.visitor.status()).toBe(409)
    expect(second.visitor.heading()).toBe('Your visit has changed')
    await second.visitor.follows('See your visit')
    expect(second.visitor.text()).toContain('Tomos Example')
    expect((await mustRead(db, visit.id)).version).toBe(2)
  })

  test('of one draft: sent twice it is one change, and Back leads to the visit', async () => {
    const visit = await aDecidedVisit(db)
    const { visitor, draft } = await startsToChange(visit)
    await addsChild(visitor)
    await visitor.answers()
    await visitor.opens(`${draft}/other-visitors`)
    expect(visitor.heading()).toBe('Visit booked')
    await visitor.opens(`${await linkTo(visit)}/change`)
    await visitor.posts(`${draft}/check-answers`, {})
    expect(visitor.heading()).toBe('Visit booked')
    expect(await query(db, 'select from visit_changes')).toHaveLength(1)
  })

  test('do not mix: a journey to a new visit stays as it is', async () => {
    const visitor = await browser(service.url).opens('/book/prison')
    await visitor.answers({ prison: 'cardiff' })
    await startsToChange(await aRequest(db), visitor)
    await visitor.opens('/book/prisoner')
    expect(visitor.heading()).toBe('Who are you visiting?')
    await visitor.opens('/change/other-visitors')
    expect(visitor.heading()).toBe('Do you want to add another visitor?')
  })

  test('the form that begins a change, sent twice, makes one draft', async () => {
    const visit = await aRequest(db)
    const visitor = await browser(service.url).opens(`${await linkTo(visit)}/change`)
    const address = visitor.address()
    const draft = visitor.value('draft')
    await visitor.answers()
    await visitor.posts(address, { draft })
    expect(visitor.address()).toBe(`/change/${draft}/other-visitors`)
    expect(await query(db, 'select from drafts where changes_visit_id is not null')).toHaveLength(1)
  })
})

describe('too late', () => {
  test('the page says so in place of the explanation, and the link is gone', async () => {
    const visit = await aDecidedVisit(db)
    const link = await linkTo(visit)
    clock.set('2026-11-19T00:00:00Z')
    const visitor = await browser(service.url).opens(link)
    expect(visitor.text()).not.toContain('Change this visit')
    await visitor.opens(`${link}/change`)
    expect(visitor.heading()).toBe('It is too late to change this visit here')
  })

  test('a change that was begun in time is refused after it, with the old visit kept', async () => {
    const visit = await aDecidedVisit(db)
    clock.set('2026-11-18T23:50:00Z')
    const { visitor } = await startsToChange(visit)
    await addsChild(visitor)
    clock.set('2026-11-19T00:00:00Z')
    await visitor.answers()
    expect(visitor.heading()).toBe('It is too late to change this visit here')
    expect(await mustRead(db, visit.id)).toEqual(visit)
  })

  test('the clerk was quicker: the visitor is told, and the decision stands', async () => {
    const visit = await aRequest(db)
    const { visitor } = await startsToChange(visit)
    await addsChild(visitor)
    await query(
      db,
      "update visits set status = 'rejected', version = 2, held_slot_id = null, rejection_reasons = '{other}' where id = :id",
      { id: visit.id },
    )
    await visitor.answers()
    expect(visitor.heading()).toBe('Your visit has changed')
    expect((await mustRead(db, visit.id)).party).toHaveLength(1)
  })
})

test('shows the page again, to be sent as it is, while the slots stay locked', async () => {
  const visit = await aDecidedVisit(db)
  const { visitor } = await startsToChange(visit)
  await addsChild(visitor)
  const lock = await owner.transaction()
  await lock.raw('select from slots where id = ? for update', [slotAt(0)])
  await visitor.answers()
  await lock.rollback()
  expect(visitor.status()).toBe(503)
  expect(visitor.text()).toContain('We could not do this just now')
  await visitor.answers()
  expect(visitor.heading()).toBe('Visit booked')
  expect(await findOpenChange(db, visit.id)).toMatchObject({ party: [{}, child] })
})

test('a time that the same visitor already has elsewhere in another request is told as such', async () => {
  const visit = await aRequest(db)
  await aRequest(db, { slotIds: [slotAt(3)] })
  const { visitor } = await startsToChange(visit)
  await visitor.answers({ another: 'no' })
  await visitor.answers({ slot: String(slotAt(3)) })
  await visitor.answers({ slot: 'none' })
  await visitor.answers()
  expect(visitor.heading()).toBe('You have already asked for this time')
  expect((await mustRead(db, visit.id)).version).toBe(1)
})

test('nothing personal stands in addresses, titles or logs', async () => {
  const { visitor } = await startsToChange(await aDecidedVisit(db))
  await addsChild(visitor)
  await visitor.answers()
  expect(visitor.page()('title').text()).not.toContain('Example')
  expect(service.logged()).toContain('"route":"/change/:journey/check-answers"')
  expect(service.logged()).toContain('"route":"/visits/:secret/change"')
  expect(service.logged()).not.toMatch(/Tomos|Gwen/)
})
