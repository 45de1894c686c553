/** A day with other times than its weekday: given to it, shown, and taken away again. */
import { query } from '../../src/store/database.ts'
import type { Database } from '../../src/store/database.ts'
import { forgetChanges } from '../builders.ts'
import { testDatabase } from '../database.ts'
import { testService } from '../service.ts'
import { checked, formOf, open, signedIn } from './staffBrowser.ts'
import type { Agent, Form } from './staffBrowser.ts'
import { change, daysOf, fillIn, messagesOf, press, wordsOf } from './timetableBrowser.ts'

let db: Database
let owner: Database
let url: string
let manager: Agent

beforeAll(async () => {
  ;({ db, owner } = await testDatabase())
  ;({ url } = await testService(db))
})

beforeEach(async () => {
  await forgetChanges(owner)
  manager = await signedIn(url, 'manager')
})

describe('a day with other times', () => {
  const christmasEve = '/staff/timetable/exceptions/social/2026-12-24'

  test('begins with its usual times, and has others once they are saved', async () => {
    const $ = await open(manager, christmasEve)
    expect(formOf($)).toMatchObject({
      'times-1-starts': '14:00',
      'times-1-ends': '15:30',
      'times-1-wanted': '24',
    })
    const rows = { 'times-1-starts': '10:00', 'times-1-ends': '11:00', 'times-1-wanted': '6' }
    const third = { 'times-3-starts': '9.00', 'times-3-ends': '0945', 'times-3-wanted': '0' }
    const preview = await fillIn(manager, christmasEve, { ...rows, ...third })
    await checked(preview)
    expect(daysOf(preview)[0]).toEqual({
      day: 'Thursday 24 DecemberChanged',
      before: '14:00 to 15:30, 24 places',
      after: '09:00 to 09:45, 0 places10:00 to 11:00, 6 places',
    })
    expect((await press(manager, preview, 'save')).status).toBe(303)
    const page = wordsOf(await manager.get('/staff/timetable'))
    expect(page).toContain(
      'Thursday 24 December 2026 Social visits 09:00 to 09:45, 0 places10:00 to 11:00, 6 places',
    )
    expect(formOf(await open(manager, christmasEve))).toMatchObject({
      'times-1-starts': '09:00',
      'times-2-wanted': '6',
    })
  })

  test('has its usual times again once the others are removed', async () => {
    await change(manager, christmasEve, { 'times-1-wanted': '6' })
    const $ = await open(manager, christmasEve)
    expect($('main a').last().attr('href')).toBe(`${christmasEve}/remove`)
    const saved = await change(manager, `${christmasEve}/remove`, { why: 'Not needed' })
    expect(saved.status).toBe(303)
    expect(await query(db, 'select what from place_events order by id')).toEqual([
      { what: 'exception_set' },
      { what: 'exception_removed' },
    ])
    expect((await manager.get(`${christmasEve}/remove`)).headers.location).toBe(christmasEve)
  })

  test('keeps all its times, however many, when one of them is changed', async () => {
    const times = Array.from({ length: 25 }, (_, at) => {
      const hour = (minutes: number) =>
        [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0')).join(':')
      return [`times-${at + 1}`, hour(540 + 10 * at), hour(550 + 10 * at)] as const
    })
    const rows: Form = {}
    for (const [row, starts, ends] of times) {
      Object.assign(rows, { [`${row}-starts`]: starts, [`${row}-ends`]: ends, [`${row}-wanted`]: '6' })
    }
    expect((await change(manager, christmasEve, rows)).status).toBe(303)
    const $ = await open(manager, christmasEve)
    expect(formOf($)).toMatchObject({ 'times-25-starts': '13:00', 'times-29-starts': '' })
    expect($('input[name=times-30-starts]')).toHaveLength(0)
    expect((await change(manager, christmasEve, { 'times-1-wanted': '3' })).status).toBe(303)
    const [{ count, wanted } = { count: 0, wanted: 0 }] = await query<{ count: number; wanted: number }>(
      db,
      "select count(*) as count, sum(wanted) as wanted from timetable_exceptions where date = '2026-12-24'",
    )
    expect([count, wanted]).toEqual([25, 24 * 6 + 3])
  })

  test('is a day of the place that its form was made for', async () => {
    const address = '/staff/timetable/exceptions/new'
    const form: Form = {
      ...formOf(await open(manager, address)),
      visitType: 'social',
      date: '24/12/2026',
    }
    const chosen = await manager
      .post(address)
      .type('form')
      .send({ ...form, place: 'leeds' })
    const preview = await fillIn(manager, String(chosen.headers.location), {
      'times-1-starts': '10:00',
      'times-1-ends': '11:00',
      'times-1-wanted': '6',
    })
    const token = String(form._csrf)
    await manager.post('/staff/place').type('form').send({ _csrf: token, place: 'cardiff' })
    await press(manager, preview, 'save')
    expect(wordsOf(await manager.get('/staff/timetable'))).toMatch(
      /^Leeds Timetable .*Thursday 24 December 2026/,
    )
  })
})

test('a weekday gets no more times than the form of one day can show', async () => {
  const form = {
    visitType: 'official_video',
    weekdays: ['1', '2'],
    starts: '20:00',
    ends: '20:10',
    wanted: '5',
    validFrom: '23/11/2026',
  }
  await owner.raw("delete from timetable_times where visit_type = 'official_video'")
  await owner.raw(
    `insert into timetable_times (place_id, visit_type, weekday, starts, ends, wanted, valid_from)
     select id, 'official_video', 1, time '08:00' + at * interval '10 minutes',
       time '08:10' + at * interval '10 minutes', 1, '2026-12-01'
     from places, generate_series(0, 59) as at where slug = 'cardiff'`,
  )
  const answer = await fillIn(manager, '/staff/timetable/times/new', form)
  await checked(answer)
  expect([answer.status, messagesOf(answer)]).toEqual([
    422,
    ['Select other weekdays: Monday would have more than 60 times of this type'],
  ])
  const before = { ...form, validTo: '30/11/2026' }
  expect((await fillIn(manager, '/staff/timetable/times/new', before)).status).toBe(200)
})
