import { query, transact } from '../../src/store/database.ts'
import type { Database } from '../../src/store/database.ts'
import { insertFlags, listOpenFlags } from '../../src/store/flags.ts'
import type { NewFlags } from '../../src/store/flags.ts'
import type { Visit } from '../../src/store/visits.ts'
import { aClerk, aDecidedVisit, aRequest, bookableSlots, forgetVisits } from '../builders.ts'
import { clock } from '../clock.ts'
import { testDatabase } from '../database.ts'
import { hostile } from '../hostile.ts'
import { tidy } from '../pageChecks.ts'
import { testService } from '../service.ts'
import type { TestService } from '../service.ts'
import { checked, formOf, open, signedIn, summaryOf, tokenOf } from './staffBrowser.ts'
import type { Agent, Form } from './staffBrowser.ts'

let db: Database
let owner: Database
let service: TestService
let clerk: Agent

beforeAll(async () => {
  ;({ db, owner } = await testDatabase())
  service = await testService(db)
})
beforeEach(async () => {
  await forgetVisits(owner)
  clerk = await signedIn(service.url, 'clerk')
})

async function flag(visit: Visit, why: NewFlags['why'] = 'slot_closed'): Promise<Visit> {
  const isAboutSlot = ['slot_closed', 'slot_changed', 'over_capacity'].includes(why)
  const slotId = isAboutSlot ? ((visit.slot ?? visit.choices[0]?.slot)?.id ?? 0) : null
  const personId = await aClerk(db, 'manager')
  const visits = [{ visitId: visit.id, slotId }]
  await transact(db, (trx) => insertFlags(trx, { visits, why, personId, now: clock.now() }))
  return visit
}

const flagsOf = ({ id }: Visit) => listOpenFlags(db, id, clock.now())

const referencesOf = ($: Awaited<ReturnType<typeof open>>) =>
  $('tbody th a')
    .toArray()
    .map((link) => $(link).text())

test('says so when there is nothing to sort out', async () => {
  const $ = await open(clerk, '/staff/flagged')
  expect($('h1').text()).toBe('Visits to sort out')
  expect($('main').text()).toContain('No visits to sort out')
  expect($('main').text()).toContain('No failed messages')
  expect($('nav a[aria-current=page]').text()).toBe('Visits to sort out')
})

test('shows when and whose a visit is, why it is listed, since when, and what can be done', async () => {
  const booked = await flag(await aDecidedVisit(db))
  const { reference } = booked
  const $ = await open(clerk, '/staff/flagged')
  const cells = $('tbody tr').children().toArray()
  expect(cells.map((cell) => tidy($(cell).text()))).toEqual([
    `Choose visit ${reference}`,
    `24/11/2026, 14:00 to 15:00 Test, Dewi, A1234BC ${reference} BookedLeeds`,
    'Example, Gwen1 person',
    'Slot closedSince 18/11/2026 at 10:00, by The manager',
    `Move visit ${reference} Cancel visit ${reference} Keep visit ${reference}`,
  ])
  const links = $('tbody td a').toArray()
  expect(links.map((link) => $(link).attr('href'))).toEqual([
    `/staff/visits/${reference}/move`,
    `/staff/flagged/cancel?visit=${reference}`,
    `/staff/flagged/${reference}/keep`,
  ])
})

test('offers to decide a request, and tells of times that are not affected', async () => {
  const request = await flag(await aRequest(db, { choices: 3 }))
  const $ = await open(clerk, '/staff/flagged')
  expect($('tbody').text()).toContain('Asks for 2 other times that are not affected')
  expect($('tbody').text()).toContain('24/11/2026, 14:00 to 15:00')
  const links = $('tbody td a').toArray()
  expect(links.map((link) => [tidy($(link).text()), $(link).attr('href')])).toEqual([
    [`Decide visit ${request.reference}`, `/staff/visits/${request.reference}`],
    [`Reject visit ${request.reference}`, `/staff/flagged/cancel?visit=${request.reference}`],
    [`Keep visit ${request.reference}`, `/staff/flagged/${request.reference}/keep`],
  ])
})

test('filters by prison and by why, and knows nothing of other prisons', async () => {
  const leeds = await flag(await aRequest(db))
  const cardiff = await flag(await aRequest(db, { slug: 'cardiff' }), 'prisoner_moved')
  await flag(await aRequest(db, { slug: 'wandsworth' }))
  expect(referencesOf(await open(clerk, '/staff/flagged')).sort()).toEqual(
    [leeds.reference, cardiff.reference].sort(),
  )
  expect(referencesOf(await open(clerk, '/staff/flagged?place=cardiff'))).toEqual([cardiff.reference])
  expect(referencesOf(await open(clerk, '/staff/flagged?why=slot_closed'))).toEqual([leeds.reference])
  expect(referencesOf(await open(clerk, '/staff/flagged?place=wandsworth&why=nonsense'))).toHaveLength(2)
  const $ = await open(clerk, '/staff/flagged?place=cardiff&why=prisoner_moved')
  expect([$('#place').val(), $('#why').val()]).toEqual(['cardiff', 'prisoner_moved'])
  expect($('.moj-filter a').attr('href')).toBe('/staff/flagged')
})

test('shows 25 a page by the time of the visit, and keeps the filter', async () => {
  const slots = await bookableSlots(db)
  for (let n = 0; n < 27; n += 1) {
    const slotIds = [slots[Math.floor((26 - n) / 13)]?.id ?? 0]
    await flag(await aRequest(db, { prisonNumber: `A${1000 + n}BC`, slotIds }))
  }
  const first = await open(clerk, '/staff/flagged?why=slot_closed')
  expect(first('tbody tr').length).toBe(25)
  expect(first('tbody th').first().text()).toContain('A1014BC')
  expect(first('.govuk-pagination__next a').attr('href')).toBe('/staff/flagged?why=slot_closed&page=2')
  expect(first('main').text()).toContain('Page 1 of 2, 25 of 27 visits to sort out')
  const last = await open(clerk, '/staff/flagged?why=slot_closed&page=99')
  expect(last('tbody tr').length).toBe(2)
  expect(last('tbody').text()).not.toContain('A1014BC')
})

describe('keeping a visit', () => {
  const address = ({ reference }: Visit) => `/staff/flagged/${reference}/keep`

  const filled = async (visit: Visit): Promise<Form> => ({
    ...formOf(await open(clerk, address(visit))),
    because: 'The hall is big enough',
  })

  const post = (visit: Visit, form: Form) => clerk.post(address(visit)).type('form').send(form)

  test('takes it off the list and writes it into its history', async () => {
    const visit = await flag(await aDecidedVisit(db))
    const page = await open(clerk, address(visit))
    expect(tidy(page('main').text())).toContain('Tuesday 24 November 2026, 14:00 to 15:00')
    expect(page('main').text()).toContain('Slot closed')
    const answer = await post(visit, await filled(visit))
    expect([answer.status, answer.headers.location]).toEqual([303, '/staff/flagged?kept=1'])
    const $ = await open(clerk, '/staff/flagged?kept=1')
    expect($('.moj-alert--success').text()).toContain('Visit kept')
    expect($('main').text()).toContain('No visits to sort out')
    expect(
      await query(db, 'select settlement, settled_because from visit_flags where visit_id = :id', {
        id: visit.id,
      }),
    ).toEqual([{ settlement: 'kept', settled_because: 'The hall is big enough' }])
    const history = await open(clerk, `/staff/visits/${visit.reference}`)
    const kept = history('.moj-timeline__item').first()
    expect(tidy(kept.text())).toMatch(/^Kept as it is .* Why: The hall is big enough$/)
  })

  test('needs a reason', async () => {
    const visit = await flag(await aDecidedVisit(db))
    for (const [because, message] of [
      [' \u200b ', 'Enter why you keep the visit'],
      ['x'.repeat(501), 'Why you keep the visit must be 500 characters or less'],
    ] as const) {
      const answer = await post(visit, { ...(await filled(visit)), because })
      expect(answer.status).toBe(422)
      const $ = await checked(answer)
      expect(summaryOf($)).toEqual([message])
      expect($('#because').val()).toBe(because)
    }
    expect(await flagsOf(visit)).toHaveLength(1)
  })

  test('is done once, however often the form is sent', async () => {
    const visit = await flag(await aDecidedVisit(db))
    const form = await filled(visit)
    const answers = [...(await Promise.all([post(visit, form), post(visit, form)])), await post(visit, form)]
    expect(answers.map(({ status }) => status)).toEqual([303, 303, 303])
    expect(await query(db, "select from visit_events where what = 'kept'")).toHaveLength(1)
  })

  test('says that somebody was quicker', async () => {
    const visit = await flag(await aDecidedVisit(db))
    const form = await filled(visit)
    const other = await signedIn(service.url, 'clerk-two')
    const theirs = formOf(await open(other, address(visit)))
    await other
      .post(address(visit))
      .type('form')
      .send({ ...theirs, because: 'Another reason' })
    const answer = await post(visit, form)
    expect(answer.status).toBe(409)
    expect((await checked(answer))('h1').text()).toBe('Someone has already dealt with this visit')
  })

  test('leaves a flag that was raised after the page was opened', async () => {
    const visit = await flag(await aDecidedVisit(db))
    const form = await filled(visit)
    await flag(visit, 'visitor_banned')
    expect((await post(visit, form)).status).toBe(303)
    expect((await flagsOf(visit)).map(({ why }) => why)).toEqual(['visitor_banned'])
  })

  test('leads to the visit when there is nothing to sort out, and knows nothing of other prisons', async () => {
    const visit = await aDecidedVisit(db)
    const answer = await clerk.get(address(visit))
    expect([answer.status, answer.headers.location]).toEqual([303, `/staff/visits/${visit.reference}`])
    const elsewhere = await flag(await aRequest(db, { slug: 'wandsworth' }))
    expect((await clerk.get(address(elsewhere))).status).toBe(404)
    const form = { _csrf: await tokenOf(clerk), flags: '1', because: 'Not mine' }
    expect((await post(elsewhere, form)).status).toBe(404)
    expect(await flagsOf(elsewhere)).toHaveLength(1)
  })

  test.each(Object.entries(hostile))('%s as its flags keeps nothing', async (_what, word) => {
    const visit = await flag(await aDecidedVisit(db))
    const answer = await post(visit, { ...(await filled(visit)), flags: word })
    expect([409, 422]).toContain(answer.status)
    expect(await flagsOf(visit)).toHaveLength(1)
  })
})

describe('messages that did not arrive', () => {
  const fail = ({ id }: Visit) =>
    query<{ id: string }>(
      db,
      "update notifications set state = 'failed', failure = 'permanent_failure' where visit_id = :id returning id",
      { id },
    )

  test('are listed until somebody marks them as dealt with', async () => {
    const visit = await aRequest(db)
    await fail(visit)
    const $ = await open(clerk, '/staff/flagged')
    expect(tidy($('tbody tr').text())).toBe(
      `${visit.reference} Test, Dewi, A1234BCLeeds Example, Gwen Request receivedEmail, 18/11/2026 at 10:00 ` +
        `The address or number does not exist Mark as dealt with: Request received, visit ${visit.reference}`,
    )
    const send = () => clerk.post('/staff/flagged/messages').type('form').send(formOf($))
    for (const answer of [...(await Promise.all([send(), send()])), await send()]) {
      expect([answer.status, answer.headers.location]).toEqual([303, '/staff/flagged?dealtWith=1'])
    }
    const after = await open(clerk, '/staff/flagged?dealtWith=1')
    expect(after('.moj-alert--success').text()).toContain('Message marked as dealt with')
    expect(after('main').text()).toContain('No failed messages')
  })

  test('of other prisons are not there', async () => {
    const [message] = await fail(await aRequest(db, { slug: 'wandsworth' }))
    const form = { _csrf: await tokenOf(clerk), message: message?.id ?? '' }
    expect((await clerk.post('/staff/flagged/messages').type('form').send(form)).status).toBe(404)
    expect(await query(db, 'select from notifications where dealt_with_at is not null')).toEqual([])
  })

  test.each(Object.entries(hostile))('%s is none of them', async (_what, message) => {
    const form = { _csrf: await tokenOf(clerk), message }
    expect((await clerk.post('/staff/flagged/messages').type('form').send(form)).status).toBe(404)
  })
})
