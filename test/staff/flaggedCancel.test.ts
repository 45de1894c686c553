import { cancelVisit } from '../../src/actions/cancelVisit.ts'
import { query, transact } from '../../src/store/database.ts'
import type { Database } from '../../src/store/database.ts'
import { insertFlags, settleReopened } from '../../src/store/flags.ts'
import type { NewFlags } from '../../src/store/flags.ts'
import type { Visit } from '../../src/store/visits.ts'
import { aClerk, aDecidedVisit, aRequest, bookableSlots, forgetVisits, mustRead } from '../builders.ts'
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
let personId: string

beforeAll(async () => {
  ;({ db, owner } = await testDatabase())
  service = await testService(db)
})
beforeEach(async () => {
  await forgetVisits(owner)
  clerk = await signedIn(service.url, 'clerk')
  personId = await aClerk(db, 'manager')
})

async function flag(visit: Visit, why: NewFlags['why'] = 'slot_closed'): Promise<Visit> {
  const slotId = why === 'slot_closed' ? ((visit.slot ?? visit.choices[0]?.slot)?.id ?? 0) : null
  const visits = [{ visitId: visit.id, slotId }]
  await transact(db, (trx) => insertFlags(trx, { visits, why, personId, now: clock.now() }))
  return visit
}

const numbered = (n: number) => ({ prisonNumber: `A100${n}BC` })

const aBooked = async (n: number) => flag(await aDecidedVisit(db, {}, numbered(n)))

const address = (...visits: Visit[]) =>
  `/staff/flagged/cancel?${visits.map(({ reference }) => `visit=${reference}`).join('&')}`

const send = (form: Form | string) => clerk.post('/staff/flagged/cancel').type('form').send(form)

/** The page's form, all chosen visits in it. */
async function filled(visits: Visit[], typed: Form): Promise<Form> {
  const $ = await open(clerk, address(...visits))
  const chosen = $('input[name=visit]')
    .toArray()
    .map((input) => String($(input).val()))
  return { ...formOf($), visit: chosen, ...typed }
}

const slotClosed = { reasons: 'slot_closed' }

const statusesOf = async (...visits: Visit[]) =>
  (await Promise.all(visits.map(({ id }) => mustRead(db, id)))).map(({ status }) => status)

const rowsOf = ($: Awaited<ReturnType<typeof open>>, table: number) =>
  $('main table')
    .eq(table)
    .find('tbody tr')
    .toArray()
    .map((row) => tidy($(row).text()))

test('leads from the boxes that are ticked to one page for all of them', async () => {
  const visits = [await aBooked(1), await aBooked(2)]
  const $ = await open(clerk, '/staff/flagged')
  const chosen = { ...formOf($), visit: visits.map(({ reference }) => reference) }
  const answer = await clerk.post('/staff/flagged/chosen').type('form').send(chosen)
  expect([answer.status, answer.headers.location]).toEqual([303, address(...visits)])
  const page = await open(clerk, String(answer.headers.location))
  expect(page('h1').text()).toBe('Cancel visits')
  expect(rowsOf(page, 0)).toHaveLength(2)
  expect(page('main form button').text().trim()).toBe('Cancel these 2 visits')
})

test('says so to who ticks none, and keeps the filter', async () => {
  await aBooked(1)
  const form = formOf(await open(clerk, '/staff/flagged?place=leeds&why=slot_closed'))
  const answer = await clerk.post('/staff/flagged/chosen').type('form').send(form)
  expect(answer.status).toBe(422)
  const $ = await checked(answer)
  expect(summaryOf($)).toEqual(['Select the visits you want to cancel'])
  expect([$('#place').val(), $('#why').val()]).toEqual(['leeds', 'slot_closed'])
})

test('cancels booked visits with reasons and a message, and rejects requests', async () => {
  const booked = [await aBooked(1), await aBooked(2)]
  const request = await flag(await aRequest(db, { ...numbered(3), choices: 2 }))
  const all = [...booked, request]
  const form = await filled(all, {
    reasons: ['slot_closed', 'other'],
    otherReason: 'The roof leaks.',
    message: 'Sorry.',
  })
  const answer = await send(form)
  expect(answer.status).toBe(303)
  expect(await statusesOf(...all)).toEqual(['cancelled', 'cancelled', 'rejected'])
  expect(await mustRead(db, request.id)).toMatchObject({
    rejectionReasons: ['slot_unavailable'],
    messageToVisitor: 'Sorry.',
    heldSlotId: null,
    party: [{ outcome: null }],
  })
  const slots = await query(db, 'select from slots where booked + held > 0')
  expect(slots).toEqual([])
  const told = await query(
    db,
    "select kind from notifications where kind in ('cancelled', 'rejected') order by kind",
  )
  expect(told).toEqual([{ kind: 'cancelled' }, { kind: 'cancelled' }, { kind: 'rejected' }])
  const $ = await open(clerk, String(answer.headers.location))
  expect($('h1').text()).toBe('Visits cancelled')
  expect(rowsOf($, 0)).toHaveLength(3)
  expect($('main').text()).toContain('3 visits were cancelled or rejected')
  const cancelled = await open(clerk, `/staff/visits/${booked[0]?.reference}`)
  expect(cancelled('main').text()).toContain('The roof leaks.')
})

test('tells which could not be cancelled and why, and cancels the others', async () => {
  const [first, second, third] = [await aBooked(1), await aBooked(2), await aBooked(3)]
  const form = await filled([first, second, third], slotClosed)
  await cancelVisit(
    db,
    {
      visitId: second.id,
      version: second.version,
      personId,
      reasons: ['prisoner_request'],
      otherReason: '',
      message: '',
    },
    clock.now(),
  )
  await transact(db, (trx) => settleReopened(trx, { slotIds: [], personId, now: clock.now() }))
  const answer = await send(form)
  expect(answer.status).toBe(303)
  const $ = await open(clerk, String(answer.headers.location))
  expect($('h1').text()).toBe('Some visits were not cancelled')
  expect(rowsOf($, 0)).toEqual([
    `24/11/2026, 14:00 to 15:00 Test, DewiA1002BC ${second.reference} Cancelled Somebody changed it after you opened the page`,
  ])
  expect(rowsOf($, 1)).toHaveLength(2)
  expect(await statusesOf(first, second, third)).toEqual(['cancelled', 'cancelled', 'cancelled'])
  const cancellations = await query(db, "select from visit_events where what = 'cancelled'")
  expect(cancellations).toHaveLength(3)
})

test('does it once, however often the form is sent, and answers alike', async () => {
  const visits = [await aBooked(1), await flag(await aRequest(db, numbered(2)))]
  const form = await filled(visits, slotClosed)
  const answers = [...(await Promise.all([send(form), send(form)])), await send(form)]
  expect(answers.map(({ status }) => status)).toEqual([303, 303, 303])
  const done = String(answers[2]?.headers.location)
  expect((await open(clerk, done))('h1').text()).toBe('Visits cancelled')
  expect(await query(db, "select from visit_events where what in ('cancelled', 'rejected')")).toHaveLength(2)
  expect(await query(db, "select from notifications where kind in ('cancelled', 'rejected')")).toHaveLength(2)
})

test('leaves a visit whose slot was opened again in the meantime', async () => {
  const [first] = await bookableSlots(db)
  const visit = await aBooked(1)
  const form = await filled([visit], slotClosed)
  await transact(db, (trx) => settleReopened(trx, { slotIds: [first?.id ?? 0], personId, now: clock.now() }))
  const $ = await open(clerk, String((await send(form)).headers.location))
  expect($('h1').text()).toBe('No visits were cancelled')
  expect($('main').text()).toContain('It is not to be sorted out any more')
  expect(await statusesOf(visit)).toEqual(['booked'])
})

test.each([
  ['prisoner_moved', 'prisoner_moved'],
  ['prisoner_released', 'prisoner_released'],
  ['visitor_banned', 'visitor_banned'],
  ['place_closed', 'slot_unavailable'],
] as const)('rejects a request flagged for %s with the reason %s', async (why, reason) => {
  const request = await flag(await aRequest(db), why)
  const form = await filled([request], {})
  expect(form.reasons).toBeUndefined()
  expect((await send(form)).status).toBe(303)
  expect(await mustRead(db, request.id)).toMatchObject({ status: 'rejected', rejectionReasons: [reason] })
})

test.each([
  ['no reason', {}, 'Select at least one reason for cancelling'],
  ['“other” without a sentence', { reasons: 'other' }, 'Enter the sentence to send'],
  [
    'a message that is too long',
    { ...slotClosed, message: 'x'.repeat(501) },
    'Message to the visitors must be 500 characters or less',
  ],
])('says what is wrong with %s, and cancels nothing', async (_what, typed: Form, message) => {
  const visits = [await aBooked(1), await aBooked(2)]
  const answer = await send(await filled(visits, typed))
  expect(answer.status).toBe(422)
  const $ = await checked(answer)
  expect(summaryOf($)).toEqual([message])
  expect(formOf($)).toMatchObject(typed)
  expect(rowsOf($, 0)).toHaveLength(2)
  expect(await statusesOf(...visits)).toEqual(['booked', 'booked'])
})

test('knows nothing of other prisons’ visits', async () => {
  const own = await aBooked(1)
  const other = await flag(await aRequest(db, { slug: 'wandsworth' }))
  expect((await clerk.get(address(own, other))).status).toBe(404)
  const form = await filled([own], slotClosed)
  const answer = await send({ ...form, visit: [String(form.visit), `${other.reference}.1`] })
  expect(answer.status).toBe(404)
  expect(await statusesOf(own, other)).toEqual(['booked', 'requested'])
  expect((await clerk.get(`/staff/flagged/result?done=${other.reference}`)).status).toBe(303)
})

test('tells of chosen visits that are not to be sorted out any more, and leads back when all are', async () => {
  const [flagged, plain] = [await aBooked(1), await aDecidedVisit(db, {}, numbered(2))]
  const $ = await open(clerk, address(flagged, plain))
  expect($('.govuk-inset-text').text()).toContain('1 other visit that you chose')
  expect(rowsOf($, 0)).toHaveLength(1)
  for (const path of [address(plain), '/staff/flagged/cancel', '/staff/flagged/result']) {
    const answer = await clerk.get(path)
    expect([answer.status, answer.headers.location]).toEqual([303, '/staff/flagged'])
  }
})

test('does not call done what is not', async () => {
  const visit = await aBooked(1)
  const $ = await open(clerk, `/staff/flagged/result?done=${visit.reference}`)
  expect($('h1').text()).toBe('No visits were cancelled')
})

test.each(Object.entries(hostile))('%s for a visit cancels nothing', async (_what, word) => {
  const visit = await aBooked(1)
  const form = await filled([visit], slotClosed)
  for (const chosen of [word, `${visit.reference}.${word}`, `${word}.2`]) {
    const answer = await send({ ...form, visit: chosen })
    expect([303, 404]).toContain(answer.status)
  }
  const token = await tokenOf(clerk)
  const chosen = await clerk.post('/staff/flagged/chosen').type('form').send({ _csrf: token, visit: word })
  expect(chosen.status).toBe(422)
  expect((await clerk.get('/staff/flagged/cancel').query({ visit: word })).status).toBe(303)
  expect(await statusesOf(visit)).toEqual(['booked'])
})
