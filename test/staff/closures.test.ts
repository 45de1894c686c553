import { query } from '../../src/store/database.ts'
import type { Database } from '../../src/store/database.ts'
import { listOpenFlags } from '../../src/store/flags.ts'
import type { Visit } from '../../src/store/visits.ts'
import { aDecidedVisit, aPlace, aRequest, bookableSlots, forgetChanges } from '../builders.ts'
import { clock } from '../clock.ts'
import { testDatabase } from '../database.ts'
import { tidy } from '../pageChecks.ts'
import { testService } from '../service.ts'
import type { TestService } from '../service.ts'
import { checked, formOf, open, signedIn, summaryOf } from './staffBrowser.ts'
import type { Agent, Form } from './staffBrowser.ts'

let db: Database
let owner: Database
let service: TestService
let manager: Agent

beforeAll(async () => {
  ;({ db, owner } = await testDatabase())
  service = await testService(db)
})

async function startAnew(): Promise<void> {
  await forgetChanges(owner)
  manager = await signedIn(service.url, 'manager')
  await manager
    .post('/staff/place')
    .type('form')
    .send({ _csrf: formToken(await open(manager, '/staff')), place: 'leeds' })
}

const formToken = ($: Awaited<ReturnType<typeof open>>) => String($('input[name=_csrf]').first().val())

const oneDate = { visitType: 'all', what: 'date', date: '24/11/2026', reason: 'Repairs' }

/** What the form on its own holds, with what is typed. */
async function check(typed: Form) {
  const form = formOf(await open(manager, '/staff/closures/new'))
  return manager
    .post('/staff/closures/new')
    .type('form')
    .send({ ...form, ...typed })
}

const send = (form: Form) => manager.post('/staff/closures').type('form').send(form)

/** Goes all the way. */
async function close(typed: Form) {
  return send(formOf(await checked(await check(typed))))
}

const closures = () => query<{ reason: string }>(db, "select * from closures where first_date < '2026-12-20'")

const flagsOf = async ({ id }: Visit) => (await listOpenFlags(db, id, clock.now())).map(({ why }) => why)

/** Three booked visits and two requests on 24 November; one of the requests asks for the day twice. */
async function busyDay() {
  const [first, second] = await bookableSlots(db)
  const at = (n: number, ...slots: (typeof first)[]) => ({
    prisonNumber: `A100${n}BC`,
    slotIds: slots.map((slot) => slot?.id ?? 0),
  })
  const booked = [
    await aDecidedVisit(db, {}, at(1, first)),
    await aDecidedVisit(db, {}, at(2, first)),
    await aDecidedVisit(db, {}, at(3, second)),
  ]
  const requested = [await aRequest(db, at(4, first, second)), await aRequest(db, at(5, second))]
  return { booked, requested, first, second }
}

describe('a closure', () => {
  beforeEach(startAnew)

  test('shows who is affected, slot by slot, before anything is stored', async () => {
    const { booked, requested } = await busyDay()
    const $ = await checked(await check(oneDate))
    expect($('h1').text()).toBe('Check before you close')
    const items = $('main ul.govuk-list--bullet li').toArray()
    expect(items.map((item) => $(item).text())).toEqual([
      '3 booked visits',
      '2 requests that ask for one of these times',
    ])
    const headings = $('h3').toArray()
    expect(headings.map((heading) => tidy($(heading).text()))).toEqual([
      'Tuesday 24 November 2026, 14:00 to 15:00 (Social visits)',
      'Tuesday 24 November 2026, 15:30 to 16:30 (Social visits)',
    ])
    const tables = $('main table').toArray()
    expect(tables.map((table) => $(table).find('tbody tr').length)).toEqual([3, 3])
    expect(tidy($('main').text())).toContain('Tuesday 24 November 2026, all day')
    expect($('main form button').first().text().trim()).toBe('Close and flag these visits')
    expect(await closures()).toEqual([])
    for (const visit of [...booked, ...requested]) expect(await flagsOf(visit)).toEqual([])
  })

  test('flags all that are booked and all that ask, and leads to them', async () => {
    const { booked, requested, first } = await busyDay()
    const answer = await close(oneDate)
    expect(answer.status).toBe(303)
    for (const visit of booked) expect(await flagsOf(visit)).toEqual(['slot_closed'])
    expect(await Promise.all(requested.map(flagsOf))).toEqual([
      ['slot_closed', 'slot_closed'],
      ['slot_closed'],
    ])
    expect(await query(db, 'select wanted from slots where id = :id', { id: first?.id })).toEqual([
      { wanted: 0 },
    ])
    const $ = await open(manager, String(answer.headers.location))
    expect($('h1').text()).toBe('Visits to sort out')
    expect($('.moj-alert--success').text()).toContain('Closed')
    expect($('tbody tr').length).toBe(5)
    expect($('tbody').text()).toContain('Slot closed: Repairs')
  })

  test('says so when nobody is affected, and leads back to the timetable', async () => {
    const $ = await checked(await check(oneDate))
    expect($('main').text()).toContain('No visits or requests are affected.')
    expect($('main form button').first().text().trim()).toBe('Close')
    const answer = await send(formOf($))
    expect([answer.status, answer.headers.location]).toEqual([303, '/staff/timetable?saved=yes'])
    expect(await closures()).toHaveLength(1)
  })

  test('closes a range of dates, of one type alone', async () => {
    const visit = await aDecidedVisit(db)
    const range = { visitType: 'official_video', what: 'range', from: '23/11/2026', to: '25/11/2026' }
    expect((await close({ ...range, reason: 'Line down' })).status).toBe(303)
    expect(await flagsOf(visit)).toEqual([])
    expect(await closures()).toMatchObject([
      { visit_type: 'official_video', first_date: '2026-11-23', last_date: '2026-11-25', starts: null },
    ])
  })

  test('closes one slot of a date, and leaves the others', async () => {
    const { booked } = await busyDay()
    const slot = {
      visitType: 'social',
      what: 'slot',
      slotDate: '24/11/2026',
      starts: '1400',
      reason: 'Staff',
    }
    const page = await checked(await check(slot))
    expect(tidy(page('main').text())).toContain('Tuesday 24 November 2026, the slot that starts at 14:00')
    expect((await send(formOf(page))).status).toBe(303)
    expect(await Promise.all(booked.map(flagsOf))).toEqual([['slot_closed'], ['slot_closed'], []])
  })

  test('shows who is affected anew when the timetable was changed in the meantime', async () => {
    await aDecidedVisit(db)
    const form = formOf(await checked(await check(oneDate)))
    await close({ ...oneDate, date: '25/11/2026', reason: 'Another day' })
    const again = await send(form)
    expect(again.status).toBe(409)
    const $ = await checked(again)
    expect($('.govuk-inset-text').text()).toContain('Nothing has been closed yet')
    expect($('main').text()).toContain('1 booked visit')
    expect(await closures()).toHaveLength(1)
    expect((await send(formOf($))).status).toBe(303)
    expect(await closures()).toHaveLength(2)
  })

  test('closes once what is sent twice, or twice at once', async () => {
    const visit = await aDecidedVisit(db)
    const form = formOf(await checked(await check(oneDate)))
    const answers = [...(await Promise.all([send(form), send(form)])), await send(form)]
    expect(answers.map(({ status }) => status)).toEqual([303, 303, 303])
    expect(await closures()).toHaveLength(1)
    expect(await flagsOf(visit)).toEqual(['slot_closed'])
  })

  test('goes back to the form with what was typed', async () => {
    const $ = await checked(await check(oneDate))
    const answer = await manager
      .post('/staff/closures/new')
      .type('form')
      .send({ ...formOf($), back: 'yes' })
    expect(answer.status).toBe(200)
    expect(formOf(await checked(answer))).toMatchObject(oneDate)
  })

  test('says that a date is closed already', async () => {
    await close(oneDate)
    const answer = await check({ ...oneDate, reason: 'Again' })
    expect(summaryOf(await checked(answer))).toEqual(['Enter another date: this one is closed already'])
  })

  test('shows the form again, as it was typed, when the slots stay locked', async () => {
    await aDecidedVisit(db)
    const form = formOf(await checked(await check(oneDate)))
    const lock = await owner.transaction()
    await lock.raw('select from places where id = ? for update', [(await aPlace(db)).id])
    const answer = await send(form)
    await lock.rollback()
    expect(answer.status).toBe(503)
    const $ = await checked(answer)
    expect(formOf($)).toMatchObject(oneDate)
    expect(summaryOf($)).toEqual(['Nothing was closed because the service is busy. Send the form again'])
  })
})
