/** Following a visit: its page for every status, and what it says of reasons and people. */
import { randomBytes } from 'node:crypto'
import { expireVisits } from '../../src/actions/expireVisits.ts'
import { rejectionReasons } from '../../src/domain/visit.ts'
import type { RejectionReason } from '../../src/domain/visit.ts'
import { query } from '../../src/store/database.ts'
import type { Database } from '../../src/store/database.ts'
import { mintLink } from '../../src/store/links.ts'
import type { Visit } from '../../src/store/visits.ts'
import { browser } from '../browser.ts'
import { aDecidedVisit, aRequest, child, forgetVisits, gwen, otherAdult } from '../builders.ts'
import { clock } from '../clock.ts'
import { testDatabase } from '../database.ts'
import { testService } from '../service.ts'
import type { TestService } from '../service.ts'

const start = '2026-11-18T10:00:00Z'
let db: Database
let owner: Database
let service: TestService

beforeAll(async () => {
  ;({ db, owner } = await testDatabase())
  service = await testService(db, { limitMultiplier: 100 })
})
beforeEach(async () => {
  clock.set(start)
  await forgetVisits(owner)
})

const linkTo = async ({ id }: Visit) => `/visits/${await mintLink(db, id, clock.now(), randomBytes)}`
const openPage = async (visit: Visit) => browser(service.url).opens(await linkTo(visit))

const rejectedFor = (reasons: RejectionReason[], more: object = {}) =>
  aDecidedVisit(db, {
    decision: 'reject',
    reasons,
    otherReason: reasons.includes('other') ? 'The hall is being painted.' : '',
    ...more,
  })

describe('the page of a visit', () => {
  test('that was asked for says that it is not booked, and when the answer comes', async () => {
    const visit = await aRequest(db, { choices: 2, party: [gwen, child] })
    const visitor = await openPage(visit)
    expect(visitor.heading()).toBe('Request sent')
    const panel = visitor.page()('.govuk-panel')
    expect(panel.text()).toContain(visit.reference)
    expect(panel.find('a, button')).toHaveLength(0)
    expect(visitor.text()).toContain('Leeds will answer by the end of Monday 23 November 2026')
    expect(visitor.text()).toContain('Tuesday 24 November 2026')
    expect(visitor.text()).toContain('Tomos Example')
    expect(visitor.text()).toContain('Times you asked for')
  })

  test('that is booked says when, who can come and what to bring', async () => {
    const visit = await aDecidedVisit(
      db,
      { bookingReference: 'LEI-42' },
      { choices: 3, party: [gwen, child] },
    )
    const visitor = await openPage(visit)
    expect(visitor.heading()).toBe('Visit booked')
    expect(visitor.page()('.govuk-panel').text()).toContain(visit.reference)
    expect(visitor.text()).toContain('Bring ID')
    expect(visitor.text()).toContain('Arrive 45 minutes early')
    expect(visitor.text()).toContain('LEI-42')
    expect(visitor.text()).toContain('Who can come')
    expect(visitor.text()).not.toContain('Times you asked for')
    expect(visitor.text()).not.toContain('glass screen')
  })

  test('that is booked behind glass explains it', async () => {
    const visitor = await openPage(await aDecidedVisit(db, { closedVisit: true }))
    expect(visitor.text()).toContain('This is a closed visit')
    expect(visitor.text()).toContain('glass screen')
  })

  test('that is booked is over once its time has ended, not before', async () => {
    const visit = await aDecidedVisit(db)
    const ends = visit.slot?.endsAt.getTime() ?? 0
    const address = await linkTo(visit)
    clock.set(new Date(ends - 1000).toISOString())
    expect((await browser(service.url).opens(address)).heading()).toBe('Visit booked')
    clock.set(new Date(ends).toISOString())
    const visitor = await browser(service.url).opens(address)
    expect(visitor.heading()).toBe('Visit over')
    expect(visitor.text()).not.toContain('Arrive 45 minutes early')
  })

  test('that nobody answered in time says so', async () => {
    const visit = await aRequest(db)
    clock.set(`${visit.expiresOn}T00:00:00Z`)
    expect(await expireVisits(db, clock.now())).toBe(1)
    const visitor = await openPage(visit)
    expect(visitor.heading()).toBe('Request expired')
    expect(visitor.text()).toContain('Do not go to the prison')
    expect(visitor.page()('a[href="/book/prison"]')).toHaveLength(1)
  })

  test.each([
    ['withdrawn', 'Request withdrawn', "status = 'withdrawn', held_slot_id = null"],
    ['cancelled', 'Visit cancelled', "status = 'cancelled', cancelled_by = 'visitor'"],
    ['attended', 'Visit over', "status = 'attended'"],
    ['not_attended', 'Visit over', "status = 'not_attended'"],
  ])('that is %s says "%s"', async (status, heading, change) => {
    const visit = status === 'withdrawn' ? await aRequest(db) : await aDecidedVisit(db)
    await query(db, `update visits set ${change}, version = version + 1 where id = :id`, { id: visit.id })
    const visitor = await openPage(visit)
    expect(visitor.heading()).toBe(heading)
    expect(visitor.text()).toContain(visit.reference)
  })

  test('that is over by the clerk’s word says nothing of who came', async () => {
    const pages: string[] = []
    for (const status of ['attended', 'not_attended']) {
      await forgetVisits(owner)
      const visit = await aDecidedVisit(db)
      await query(db, `update visits set status = '${status}', version = version + 1 where id = :id`, {
        id: visit.id,
      })
      pages.push((await openPage(visit)).text().replace(visit.reference, ''))
    }
    expect(pages[0]).toBe(pages[1])
  })

  test('speaks the reader’s language', async () => {
    const visitor = await browser(service.url).opens('/?lang=cy')
    await visitor.opens(await linkTo(await aDecidedVisit(db, {}, { slug: 'cardiff' })))
    expect(visitor.page()('html').attr('lang')).toBe('cy')
    expect(visitor.text()).toContain('Caerdydd')
    expect(visitor.text()).not.toMatch(/\b(visit|booked|prison)\b/i)
  })
})

describe('a request that was not accepted', () => {
  const neutral = 'The prisoner cannot have this visit.'
  const told: Record<RejectionReason, string> = {
    slot_unavailable: 'None of the times you asked for is available.',
    no_allowance: 'The prisoner has used their visiting allowance.',
    prisoner_details: 'The prisoner’s details do not match our records.',
    prisoner_moved: 'The prisoner has moved to another prison.',
    prisoner_released: 'The prisoner has been released.',
    prisoner_out_of_prison: neutral,
    prisoner_cannot: neutral,
    child_protection: neutral,
    duplicate: 'You have already asked for this visit.',
    visitor_not_on_list: 'A visitor is not on the prisoner’s contact list',
    visitor_banned: 'A visitor is not allowed to visit this prison at the moment.',
    visitor_cannot: 'A visitor cannot come to this visit.',
    visitor_not_verified: 'The prison could not make sure who the official visitor is.',
    other: 'The hall is being painted.',
  }

  test.each(rejectionReasons)('says why: %s', async (reason) => {
    const visitor = await openPage(await rejectedFor([reason]))
    expect(visitor.heading()).toBe('Request not accepted')
    expect(visitor.text()).toContain(told[reason])
    expect(visitor.page()('h2:contains("Why") + ul li')).toHaveLength(1)
  })

  test('reads the same to the letter for each reason that would tell of another', async () => {
    const pages: string[] = []
    for (const reason of ['prisoner_out_of_prison', 'prisoner_cannot', 'child_protection'] as const) {
      await forgetVisits(owner)
      const visit = await rejectedFor([reason])
      pages.push((await openPage(visit)).text().replace(visit.reference, ''))
    }
    expect(new Set(pages).size).toBe(1)
    expect(pages[0]).not.toMatch(/child|protection|court|out of prison/i)
  })

  test('says the neutral sentence once for all of them', async () => {
    const visitor = await openPage(
      await rejectedFor(['prisoner_out_of_prison', 'prisoner_cannot', 'child_protection', 'duplicate']),
    )
    expect(visitor.text().split(neutral)).toHaveLength(2)
    expect(visitor.page()('h2:contains("Why") + ul li')).toHaveLength(2)
  })

  test('says from when there is an allowance again', async () => {
    const visitor = await openPage(await rejectedFor(['no_allowance'], { allowanceRenewsOn: '2026-12-04' }))
    expect(visitor.text()).toContain('You can ask for a visit from 4 December 2026.')
  })

  test('shows what the clerk wrote as text, never as markup or a link of ours', async () => {
    const otherReason = '<b>Paint</b> & {{7*7}} [here](/evil) "quoted"'
    const visitor = await openPage(await rejectedFor(['other'], { otherReason }))
    expect(visitor.text()).toContain(otherReason)
    expect(visitor.page()('main b')).toHaveLength(0)
    expect(visitor.page()('a[href="/evil"]')).toHaveLength(0)
  })

  test('offers to ask again', async () => {
    const visitor = await openPage(await rejectedFor(['slot_unavailable']))
    await visitor.follows('Ask for a new visit')
    expect(visitor.heading()).toBe('Which prison do you want to visit?')
  })
})

describe('visitors who cannot come', () => {
  const party = [gwen, child, otherAdult]
  const can = { outcome: 'can_visit', bannedUntil: null } as const

  test.each([
    ['not_on_list', null, 'Alun Sample is not on the prisoner’s contact list'],
    ['banned', null, 'Alun Sample is banned from visiting this prison'],
    ['banned', '2027-03-01', 'Alun Sample is banned from visiting this prison until 1 March 2027'],
    ['cannot_come', null, 'Alun Sample cannot come to this visit'],
  ] as const)('are named with the reason: %s until %s', async (outcome, bannedUntil, sentence) => {
    const visitors = [can, can, { outcome, bannedUntil }]
    const visitor = await openPage(await aDecidedVisit(db, { visitors }, { party }))
    expect(visitor.heading()).toBe('Visit booked')
    const row = (heading: string) => visitor.page()(`dt:contains("${heading}")`).next().text()
    expect(row('Who can come')).toMatch(/Gwen Example\s*Tomos Example/)
    expect(row('Who can come')).not.toContain('Alun')
    expect(row('Who cannot come')).toContain(sentence)
  })
})

test('a message from the prison keeps its lines and is no markup', async () => {
  const message = 'First line <script>alert(1)</script>\nSecond & last [x](/evil)\r\n{{7*7}}'
  const visitor = await openPage(await aDecidedVisit(db, { message }))
  const shown = visitor.page()('.govuk-inset-text')
  expect(shown.find('br')).toHaveLength(2)
  expect(shown.find('script, a')).toHaveLength(0)
  expect(shown.text()).toContain('First line <script>alert(1)</script>')
  expect(shown.text()).toContain('{{7*7}}')
})
