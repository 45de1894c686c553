/** The visits of a day: who comes when, on screen and on paper, and who came. */
import { query } from '../../src/store/database.ts'
import type { Database } from '../../src/store/database.ts'
import { aClerk, aDecidedVisit, aRequest, child, forgetVisits, gwen, otherAdult } from '../builders.ts'
import { clock } from '../clock.ts'
import { testDatabase } from '../database.ts'
import { tidy } from '../pageChecks.ts'
import { testService } from '../service.ts'
import type { TestService } from '../service.ts'
import { checked, open, pageOf, signedIn, summaryOf, tokenOf } from './staffBrowser.ts'
import type { Agent } from './staffBrowser.ts'

// The first date that can be asked for, and its first slot: Tuesday, 14:00 to 15:00.
const date = '2026-11-24'
const day = `/staff/day/${date}`

let db: Database
let owner: Database
let service: TestService
let clerk: Agent

beforeAll(async () => {
  ;({ db, owner } = await testDatabase())
  service = await testService(db)
})
beforeEach(async () => {
  clock.set('2026-11-18T10:00:00Z')
  await forgetVisits(owner)
  clerk = await signedIn(service.url, 'clerk')
  await choosePlace('leeds')
})

const send = async (agent: Agent, path: string, body: Record<string, string>) =>
  agent
    .post(path)
    .type('form')
    .send({ _csrf: await tokenOf(agent), ...body })

const choosePlace = (place: string) => send(clerk, '/staff/place', { place })

async function onTheDay(instant = `${date}T00:30:00Z`): Promise<void> {
  clock.set(instant)
  clerk = await signedIn(service.url, 'clerk')
  await choosePlace('leeds')
}

const rowsOf = ($: Awaited<ReturnType<typeof open>>) =>
  $('tbody tr')
    .toArray()
    .map((row) => tidy($(row).text()))

describe('the page', () => {
  test('of today is where /staff/day leads, on the London date', async () => {
    clock.set('2026-06-30T23:30:00Z')
    const agent = await signedIn(service.url, 'clerk')
    const answer = await agent.get('/staff/day')
    expect([answer.status, answer.headers.location]).toEqual([303, '/staff/day/2026-07-01'])
  })

  test('shows each slot with its places, visits, ages on the day, needs and marks', async () => {
    const party = [gwen, { ...child, dateOfBirth: '2018-11-24' }]
    const support = { wheelchair: true, interpreter: 'Polish' } as const
    const visit = await aDecidedVisit(db, { closedVisit: true }, { party, support })
    const personId = await aClerk(db)
    await query(
      db,
      `insert into visit_flags (visit_id, why, slot_id, raised_at, raised_by)
       values (:id, 'slot_closed', :slotId, :now, :personId)`,
      { id: visit.id, slotId: visit.slot?.id, now: clock.now(), personId },
    )
    const waiting = await aRequest(db, {
      prisonNumber: 'B1234CD',
      prisoner: { firstName: 'Idris', lastName: 'Waiting', dateOfBirth: '1980-01-01' },
    })
    const $ = await open(clerk, day)
    expect($('h1').text()).toBe('Visits on Tuesday 24 November 2026')
    expect($('main .govuk-caption-l').text()).toBe('Leeds')
    expect($('title').text()).toBe('Visits on Tuesday 24 November 2026 – Manage prison visits')
    const slot = $('section').has('table')
    expect(slot.find('h2').text()).toBe('14:00 to 15:00 Social visits')
    expect(tidy(slot.text())).toContain('1 of 16 places booked, 1 more held for a request')
    expect(rowsOf($)).toEqual([
      `Test, Dewi A1234BC${visit.reference} Example, Gwen, 41 (main visitor) Example, Tomos, 8` +
        ' Closed visit To sort out Wheelchair accessInterpreter: Polish',
    ])
    expect(tidy(slot.find('h3 + ul').text())).toBe('Waiting, Idris, B1234CD, 1 visitor')
    expect(slot.find('h3 + ul a').attr('href')).toBe(`/staff/visits/${waiting.reference}`)
    expect(slot.find('tbody a').attr('href')).toBe(`/staff/visits/${visit.reference}`)
    expect(tidy($('main').text())).toContain('1 visit, 2 visitors')
  })

  test.each([
    ['2008-02-29', '2026-02-28', '17'],
    ['2008-02-29', '2026-03-01', '18'],
    ['2024-02-29', '2028-02-28', '3'],
    ['2024-02-29', '2028-02-29', '4'],
    ['2026-02-01', '2026-12-01', 'under 1'],
  ])('says how old who was born on %s is on %s', async (born, on, age) => {
    const visit = await aDecidedVisit(db, {}, { party: [gwen, { ...child, dateOfBirth: born }] })
    await owner.raw('alter table slots disable trigger slots_keep_times')
    await query(
      owner,
      `update slots set date = :on, starts_at = cast(:on || ' 13:07Z' as timestamptz),
         ends_at = cast(:on || ' 14:07Z' as timestamptz) where id = :id`,
      { on, id: visit.slot?.id },
    )
    const $ = await open(clerk, `/staff/day/${on}`)
    expect($('tbody li').eq(1).text()).toBe(`Example, Tomos, ${age}`)
    await owner.raw('alter table slots enable trigger slots_keep_times')
  })

  test('leaves out whom the prison refused', async () => {
    const visitors = [
      { outcome: 'can_visit', bannedUntil: null },
      { outcome: 'not_on_list', bannedUntil: null },
    ] as const
    await aDecidedVisit(db, { visitors: [...visitors] }, { party: [gwen, otherAdult] })
    const $ = await open(clerk, day)
    expect($('main').text()).toContain('Example, Gwen')
    expect($('main').text()).not.toContain('Sample, Alun')
    expect($('main').text()).toContain('1 visit, 1 visitor')
    expect((await clerk.get(`${day}/visits.csv`)).text).not.toContain('Alun')
  })

  test('leaves out what is cancelled, and a flag that is settled by itself', async () => {
    const visit = await aDecidedVisit(db)
    await query(
      db,
      `update visits set status = 'cancelled', version = version + 1, cancelled_by = 'visitor' where id = :id`,
      { id: visit.id },
    )
    expect(rowsOf(await open(clerk, day))).toEqual([])
  })

  test('is of the chosen place alone', async () => {
    await aDecidedVisit(db)
    await aDecidedVisit(db, {}, { slug: 'cardiff', prisonNumber: 'B1234CD' })
    expect(rowsOf(await open(clerk, day))).toHaveLength(1)
    expect((await open(clerk, day))('main').text()).toContain('A1234BC')
    await choosePlace('cardiff')
    const $ = await open(clerk, day)
    expect($('main .govuk-caption-l').text()).toBe('Cardiff')
    expect($('main').text()).toContain('B1234CD')
    const elsewhere = await signedIn(service.url, 'clerk-elsewhere')
    expect((await open(elsewhere, day))('main').text()).not.toMatch(/A1234BC|B1234CD/)
  })

  test('leads to the days before and after, to the month and to any day', async () => {
    const $ = await open(clerk, '/staff/day/2026-12-01')
    const links = $('main nav a')
      .toArray()
      .map((link) => $(link).attr('href'))
    expect(links).toEqual([
      '/staff/day/2026-11-30',
      '/staff/day/2026-12-02',
      '/staff/timetable/occupancy/2026-12',
      '/staff/day/2026-12-01/visits.csv',
    ])
    const answer = await send(clerk, '/staff/day/2026-12-01', { date: '17/5/2027' })
    expect([answer.status, answer.headers.location]).toEqual([303, '/staff/day/2027-05-17'])
    const wrong = await send(clerk, '/staff/day/2026-12-01', { date: '31/11/2026' })
    const again = await checked(wrong)
    expect([wrong.status, summaryOf(again)]).toEqual([422, ['The date must be a real date, like 17/5/2026']])
    expect(again('#date').val()).toBe('31/11/2026')
  })

  test.each(['2026-02-29', '2026-13-01', '2026-1-1', 'today', '0000-01-01', '2026-11-24x'])(
    'of %s does not exist',
    async (wrong) => {
      expect((await clerk.get(`/staff/day/${wrong}`)).status).toBe(404)
      expect((await clerk.get(`/staff/day/${wrong}/visits.csv`)).status).toBe(404)
      expect((await send(clerk, `/staff/day/${wrong}`, { date: '1/1/2027' })).status).toBe(404)
    },
  )

  test.each(['0001-01-01', '9999-12-31'])('of %s has no neighbour without an address', async (last) => {
    expect((await open(clerk, `/staff/day/${last}`))('main nav a')).toHaveLength(3)
  })

  test('prints without navigation, buttons and forms', async () => {
    await aDecidedVisit(db)
    await onTheDay(`${date}T09:00:00Z`)
    const $ = await open(clerk, day)
    const css = (await clerk.get(String($('link[href*=staff]').attr('href')))).text
    const print = css.split('@media print').slice(1).join()
    for (const name of ['.moj-header', '.moj-primary-navigation', '.staff-switcher', '.govuk-footer'])
      expect(print).toContain(name)
    expect(css).toMatch(/@page\s*{\s*size: A4/)
    const screenOnly = $('main form, main nav, main button').toArray()
    expect(screenOnly.length).toBeGreaterThan(3)
    expect(
      screenOnly.filter((part) => $(part).closest('.govuk-\\!-display-none-print').length === 0),
    ).toEqual([])
    expect(tidy($('.staff-print-only').text())).toBe('. As at 24/11/2026 at 09:00')
  })

  test('asks the database once for everything, however many visits there are', async () => {
    const queries: string[] = []
    const note = ({ sql }: { sql: string }) => queries.push(sql)
    const count = async () => {
      queries.length = 0
      await open(clerk, day)
      return queries.length
    }
    db.on('query', note)
    const none = await count()
    for (let n = 0; n < 5; n += 1) await aDecidedVisit(db, {}, { prisonNumber: `A${1000 + n}BC` })
    expect(await count()).toBe(none)
    // For the session, the places of the header, and the day.
    expect(none).toBeLessThanOrEqual(3)
    db.removeListener('query', note)
  })
})

describe('attendance', () => {
  /** The clerk's form of the day's only visit, sent with one of its buttons. */
  async function press(words: string) {
    const $ = pageOf(await clerk.get(day))
    const form = $('tbody form')
    const button = form
      .find('button')
      .toArray()
      .find((one) => $(one).contents().first().text() === words)
    if (!button) throw new Error(`No button ${words}: ${form.text()}`)
    const typed = Object.fromEntries(form.serializeArray().map(({ name, value }) => [name, value]))
    const answer = await clerk
      .post(String(form.attr('action')))
      .type('form')
      .send({ ...typed, [String(button.attribs.name)]: String(button.attribs.value) })
    return answer
  }

  test('is not asked before the day', async () => {
    await aDecidedVisit(db)
    await onTheDay('2026-11-23T23:59:00Z')
    expect((await open(clerk, day))('tbody form')).toHaveLength(0)
  })

  test('is recorded on the day or later, shown, and can be corrected', async () => {
    const visit = await aDecidedVisit(db)
    await onTheDay()
    const answer = await press('Attended')
    expect([answer.status, answer.headers.location]).toEqual([
      303,
      `${day}?recorded=1#visit-${visit.reference}`,
    ])
    const $ = await open(clerk, `${day}?recorded=1`)
    expect($('.moj-alert--success').text()).toContain('Attendance recorded')
    expect($(`#visit-${visit.reference} .govuk-tag`).text()).toBe('Attended')
    await onTheDay('2026-12-20T10:00:00Z')
    await press('Change to did not attend')
    expect((await open(clerk, day))(`#visit-${visit.reference} .govuk-tag`).text()).toBe('Not attended')
    await press('Change to attended')
    expect(await query(db, 'select status from visits')).toEqual([{ status: 'attended' }])
    expect((await open(clerk, day))('main').text()).toContain('1 of 16 places booked')
  })
})
