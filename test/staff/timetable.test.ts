/** The timetable's pages: what they show, and the forms that change it, each looked at before it is saved. */
import { query } from '../../src/store/database.ts'
import type { Database } from '../../src/store/database.ts'
import { aDecidedVisit, aRequest, bookableSlots, forgetChanges } from '../builders.ts'
import { testDatabase } from '../database.ts'
import { tidy } from '../pageChecks.ts'
import { testService } from '../service.ts'
import type { TestService } from '../service.ts'
import { checked, formOf, headingOf, open, signedIn } from './staffBrowser.ts'
import type { Agent } from './staffBrowser.ts'
import {
  change,
  daysOf,
  everything,
  fillIn,
  filledIn,
  messagesOf,
  press,
  slotsOn,
  timesOf,
  wordsOf,
} from './timetableBrowser.ts'

let db: Database
let owner: Database
let service: TestService
let manager: Agent

beforeAll(async () => {
  ;({ db, owner } = await testDatabase())
  service = await testService(db)
})

beforeEach(async () => {
  await forgetChanges(owner)
  manager = await signedIn(service.url, 'manager')
})

const text = (response: Parameters<typeof wordsOf>[0]) => wordsOf(response)

/** Cardiff is the first of the manager's places; it has social visits on Wednesdays at 14:00. */
const wednesday = async () => {
  const times = await timesOf(db, 'cardiff')
  const found = times.find(({ visitType, weekday }) => visitType === 'social' && weekday === 3)
  if (!found) throw new Error('No time on Wednesdays')
  return found
}

const newTime = {
  visitType: 'social',
  weekdays: ['1', '3'],
  starts: '9:30',
  ends: '11:00',
  wanted: '12',
  validFrom: '23/11/2026',
}

describe('the timetable', () => {
  test('shows the week by type, what is to come, and where to go', async () => {
    const $ = await open(manager, '/staff/timetable')
    expect($('h1').text()).toBe('Timetable')
    expect($('caption').first().text()).toBe('Social visits, by weekday')
    expect(tidy($('main').text())).toContain('09:30 to 11:00')
    expect(tidy($('main').text())).toContain('25/12/2026 to 26/12/2026 All types of visit, all day Christmas')
    const links = $('main a')
      .toArray()
      .map((link) => $(link).attr('href'))
    for (const link of ['times/new', 'exceptions/new', 'occupancy/2026-11', 'import', 'export']) {
      expect(links).toContain(`/staff/timetable/${link}`)
    }
    expect(links).toContain('/staff/closures/new')
    expect(links.some((link) => /^\/staff\/closures\/\d+\/reopen$/.test(link ?? ''))).toBe(true)
  })

  test('warns while nothing is said about Christmas', async () => {
    expect(text(await manager.get('/staff/timetable'))).not.toContain('Christmas Day')
    await owner.raw("delete from closures where reason = 'Christmas'")
    const $ = await open(manager, '/staff/timetable')
    expect($('.govuk-warning-text').text()).toContain('Nothing is entered for Christmas Day yet')
  })

  test('warns in good time that the bank holidays end', async () => {
    const later = await testService(db, { now: () => new Date('2030-01-02T10:00:00Z') })
    const agent = await signedIn(later.url, 'manager')
    expect((await open(agent, '/staff/timetable'))('.govuk-warning-text').text()).toContain(
      'bank holidays ends',
    )
  })

  test('is of the place that is chosen', async () => {
    const $ = await open(manager, '/staff/timetable')
    expect($('.govuk-caption-l').text()).toBe('Cardiff')
    const form = { _csrf: String($('input[name=_csrf]').first().val()), place: 'leeds' }
    await manager.post('/staff/place').type('form').send(form)
    expect((await open(manager, '/staff/timetable'))('.govuk-caption-l').text()).toBe('Leeds')
  })
})

describe('a time that is added', () => {
  test('is shown beside today’s timetable, and nothing is saved by looking', async () => {
    const before = await everything(db)
    const preview = await fillIn(manager, '/staff/timetable/times/new', newTime)
    expect([preview.status, headingOf(preview)]).toEqual([200, 'Preview of the timetable'])
    await checked(preview)
    const days = daysOf(preview)
    expect(days).toContainEqual({
      day: 'Monday 23 NovemberChanged',
      before: '14:00 to 15:30, 24 places',
      after: '09:30 to 11:00, 12 places14:00 to 15:30, 24 places',
    })
    expect(days.filter(({ day }) => day.includes('Changed'))).toHaveLength(7)
    expect(text(preview)).toContain('7 days differ')
    expect(text(preview)).toContain('No requests or visits are affected')
    expect(await everything(db)).toEqual(before)
  })

  test('is saved with its slots and a line of history', async () => {
    const saved = await change(manager, '/staff/timetable/times/new', { ...newTime, why: 'More families' })
    expect([saved.status, saved.headers.location]).toEqual([303, '/staff/timetable?saved=yes'])
    expect((await open(manager, '/staff/timetable?saved=yes'))('.moj-alert').text()).toContain(
      'Timetable saved',
    )
    expect(await slotsOn(db, 'cardiff', '2026-12-02')).toMatchObject([
      { starts: '09:30', ends: '11:00', wanted: 12 },
      { starts: '14:00', wanted: 24 },
    ])
    expect(await query(db, 'select what, why from place_events')).toEqual([
      { what: 'times_added', why: 'More families' },
    ])
  })

  test('comes back with everything typed when it is to be changed', async () => {
    const typed = { ...newTime, validTo: '31.12.2026', why: 'More “families”\nand friends' }
    const preview = await fillIn(manager, '/staff/timetable/times/new', typed)
    const again = await press(manager, preview, 'change')
    const form = filledIn(await checked(again))
    expect(again.status).toBe(200)
    const { why, ...texts } = typed
    expect(form).toMatchObject(texts)
    expect(String(form.why).replace('\r\n', '\n')).toBe(why)
  })

  test('with 0 places has slots that nobody can book', async () => {
    const saved = await change(manager, '/staff/timetable/times/new', { ...newTime, wanted: '0' })
    expect(saved.status).toBe(303)
    expect(await slotsOn(db, 'cardiff', '2026-12-02')).toMatchObject([{ wanted: 0 }, { wanted: 24 }])
    expect(text(await manager.get('/staff/timetable'))).toContain('0 Nobody can book')
  })

  test('that begins later than in four weeks shows the first days that differ', async () => {
    const later = { ...newTime, validFrom: '4/1/2027' }
    const preview = await fillIn(manager, '/staff/timetable/times/new', later)
    await checked(preview)
    expect(text(preview)).toContain('Nothing differs in the next four weeks')
    const [first] = daysOf(preview)
    expect(first).toEqual({
      day: 'Monday 4 JanuaryChanged',
      before: '14:00 to 15:30, 24 places',
      after: '09:30 to 11:00, 12 places14:00 to 15:30, 24 places',
    })
  })
})

describe('a time that is changed', () => {
  test('is another from that date on', async () => {
    const { id } = await wednesday()
    const address = `/staff/timetable/times/${id}/change`
    const $ = await open(manager, address)
    expect(formOf($)).toMatchObject({ from: '19/11/2026', starts: '14:00', ends: '15:30', wanted: '24' })
    expect(tidy($('.govuk-inset-text').text())).toContain(
      'Social visits, Wednesday 14:00 to 15:30, 24 places',
    )
    const saved = await change(manager, address, {
      from: '2/12/2026',
      starts: '13:00',
      ends: '14:30',
      wanted: '20',
    })
    expect(saved.status).toBe(303)
    expect(await slotsOn(db, 'cardiff', '2026-11-25')).toMatchObject([{ starts: '14:00', wanted: 24 }])
    expect(await slotsOn(db, 'cardiff', '2026-12-02')).toMatchObject([{ starts: '13:00', wanted: 20 }])
    const page = text(await manager.get('/staff/timetable'))
    expect(page).toContain('13:00 to 14:30 To come 20 2/12/2026 Until changed')
  })

  test('does not begin after the time has ended', async () => {
    const { id } = await wednesday()
    await change(manager, `/staff/timetable/times/${id}/end`, { lastDate: '16/12/2026' })
    const answer = await fillIn(manager, `/staff/timetable/times/${id}/change`, { from: '17/12/2026' })
    expect(messagesOf(answer)).toEqual(['From must be 16/12/2026 or earlier, because the time ends then'])
  })

  test('lowered below use lists the visits, and flags those that are ticked', async () => {
    const slot = (await bookableSlots(db, 'cardiff')).find(({ date }) => date === '2026-12-02')
    const two = await Promise.all(
      ['A1234BC', 'A1235BC'].map((prisonNumber) =>
        aDecidedVisit(db, {}, { slug: 'cardiff', prisonNumber, slotIds: [slot?.id ?? 0] }),
      ),
    )
    const { id } = await wednesday()
    const before = await everything(db)
    const preview = await fillIn(manager, `/staff/timetable/times/${id}/change`, { wanted: '1' })
    const $ = await checked(preview)
    expect($('fieldset legend').text()).toContain('Wednesday 2 December 2026, 14:00 to 15:30, Social visits')
    expect(text(preview)).toContain('Places after the change: 1. Places taken: 2.')
    expect($('input[name=flag]')).toHaveLength(2)
    expect(text(preview)).toContain(
      `${two[0]?.reference}: Test, Dewi, A1234BC Main visitor Example, Gwen, 1 person, Booked`,
    )
    expect(await everything(db)).toEqual(before)
    const saved = await press(manager, preview, 'save', { flag: [String(two[1]?.id)] })
    expect(saved.headers.location).toBe('/staff/timetable?saved=flagged')
    expect(await query(db, 'select visit_id as id, why from visit_flags')).toEqual([
      { id: two[1]?.id, why: 'over_capacity' },
    ])
    expect(await slotsOn(db, 'cardiff', '2026-12-02')).toMatchObject([{ wanted: 1, booked: 2 }])
  })

  test('with more boxes than another form could have sends them all', async () => {
    const slot = (await bookableSlots(db, 'cardiff')).find(({ date }) => date === '2026-12-02')
    const visit = await aDecidedVisit(db, {}, { slug: 'cardiff', slotIds: [slot?.id ?? 0] })
    const { id } = await wednesday()
    const preview = await fillIn(manager, `/staff/timetable/times/${id}/change`, { wanted: '0' })
    const others = Array.from({ length: 400 }, (_, at) => String(900_000 + at))
    const saved = await press(manager, preview, 'save', { flag: [...others, String(visit.id)] })
    expect(saved.status).toBe(303)
    expect(await query(db, 'select visit_id as id from visit_flags')).toEqual([{ id: visit.id }])
  })
})

describe('a time that ends', () => {
  test('lists the visits that lose their time, and flags them all', async () => {
    const slots = (await bookableSlots(db, 'cardiff')).filter(({ date }) => date === '2026-12-02')
    const visit = await aDecidedVisit(db, {}, { slug: 'cardiff', slotIds: [slots[0]?.id ?? 0] })
    const asked = await aRequest(db, {
      slug: 'cardiff',
      prisonNumber: 'A9999ZZ',
      slotIds: [slots[0]?.id ?? 0],
    })
    const { id } = await wednesday()
    const before = await everything(db)
    const preview = await fillIn(manager, `/staff/timetable/times/${id}/end`, {
      lastDate: '25/11/2026',
      why: 'Staff',
    })
    await checked(preview)
    expect(text(preview)).toContain('2 requests and visits lose their time')
    for (const one of [visit, asked]) expect(text(preview)).toContain(one.reference)
    expect(daysOf(preview)).toContainEqual({
      day: 'Wednesday 2 DecemberChanged',
      before: '14:00 to 15:30, 24 places',
      after: 'No visits',
    })
    expect(await everything(db)).toEqual(before)
    const saved = await press(manager, preview, 'save')
    expect(saved.headers.location).toBe('/staff/timetable?saved=flagged')
    const page = await open(manager, '/staff/timetable?saved=flagged')
    expect(page('.moj-alert a').attr('href')).toBe('/staff/flagged')
    expect(await query(db, 'select count(*) from visit_flags')).toEqual([{ count: 2 }])
  })
})
