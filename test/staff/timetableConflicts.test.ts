/** Two managers at one timetable: the slower one sees both versions and goes on with what was typed. */
import type request from 'supertest'
import { query } from '../../src/store/database.ts'
import type { Database } from '../../src/store/database.ts'
import { aClerk, forgetChanges } from '../builders.ts'
import { testDatabase } from '../database.ts'
import { testService } from '../service.ts'
import type { TestService } from '../service.ts'
import { checked, headingOf, open, signedIn } from './staffBrowser.ts'
import type { Agent } from './staffBrowser.ts'
import {
  change,
  everything,
  fillIn,
  filledIn,
  messagesOf,
  press,
  sendParts,
  slotsOn,
  timesOf,
  wordsOf,
} from './timetableBrowser.ts'

let db: Database
let owner: Database
let service: TestService
let slow: Agent
let quick: Agent

beforeAll(async () => {
  ;({ db, owner } = await testDatabase())
  service = await testService(db)
})

beforeEach(async () => {
  await forgetChanges(owner)
  ;[slow, quick] = await Promise.all([signedIn(service.url, 'manager'), signedIn(service.url, 'manager')])
})

const address = '/staff/timetable/times/new'
const evening = {
  visitType: 'social',
  weekdays: '3',
  starts: '18:00',
  ends: '19:00',
  wanted: '7',
  validFrom: '23/11/2026',
}
const morning = { ...evening, starts: '9:00', ends: '10:00', wanted: '5', why: 'School holidays' }

const title = 'Someone else has changed the timetable'

const seen = async (response: request.Response) => {
  await checked(response)
  return wordsOf(response)
}

/** The slow manager's answer, after a form was opened, the quick one saved, and the form was sent. */
async function overtaken(by: () => Promise<unknown>): Promise<request.Response> {
  const form = filledIn(await open(slow, address))
  await by()
  return sendParts(slow, address, { ...form, ...evening, why: 'Staff' })
}

test('shows who is late what was saved, and what it would be with their change', async () => {
  const late = await overtaken(() => change(quick, address, morning))
  const before = await everything(db)
  expect([late.status, headingOf(late)]).toEqual([409, title])
  const words = await seen(late)
  expect(words).toMatch(/Times added Who and when \S.+, 18\/11\/2026 at 10:00 Before Nothing Saved now/)
  expect(words).toContain(
    'Saved now Social visits, Wednesday 09:00 to 10:00, 5 places, from 23/11/2026 Why School holidays',
  )
  expect(words).toContain(
    'What you were about to save Type of visit Social visits Weekdays Wednesday Time 18:00 to 19:00',
  )
  expect(words).toContain(
    'Wednesday 25 NovemberChanged 09:00 to 10:00, 5 places14:00 to 15:30, 24 places ' +
      '09:00 to 10:00, 5 places14:00 to 15:30, 24 places18:00 to 19:00, 7 places',
  )
  expect(await everything(db)).toEqual(before)
})

test('lets who is late go on with what was typed', async () => {
  const late = await overtaken(() => change(quick, address, morning))
  const preview = await press(slow, late, 'preview')
  expect([preview.status, headingOf(preview)]).toEqual([200, 'Preview of the timetable'])
  const form = await press(slow, preview, 'change')
  expect(filledIn(await checked(form))).toMatchObject({ starts: '18:00', wanted: '7', why: 'Staff' })
  expect((await press(slow, preview, 'save')).status).toBe(303)
  const starts = (await slotsOn(db, 'cardiff', '2026-12-02')).map((slot) => slot.starts)
  expect(starts).toEqual(['09:00', '14:00', '18:00'])
})

test('tells who is late while saving, too', async () => {
  const preview = await fillIn(slow, address, evening)
  await change(quick, address, morning)
  const late = await press(slow, preview, 'save')
  expect([late.status, headingOf(late)]).toEqual([409, title])
  expect(await query(db, 'select count(*) from place_events')).toEqual([{ count: 1 }])
})

test('says when the change does not fit any more, and why', async () => {
  const late = await overtaken(() => change(quick, address, { ...morning, starts: '18:30', ends: '19:30' }))
  expect(await seen(late)).toContain('Your change does not fit the timetable as it is now')
  const form = await press(slow, late, 'preview')
  await checked(form)
  expect([form.status, messagesOf(form)]).toEqual([
    422,
    ['Enter other times or dates: on Wednesday this overlaps another time of the same type'],
  ])
})

test('shows every change since, the newest first', async () => {
  const [time] = await timesOf(db, 'cardiff')
  const late = await overtaken(async () => {
    await change(quick, address, morning)
    await change(quick, '/staff/timetable/exceptions/social/2026-12-24', { 'times-1-wanted': '3' })
    await change(quick, `/staff/timetable/times/${time?.id}/end`, { lastDate: '30/11/2026' })
  })
  const $ = await checked(late)
  const headings = $('main h3')
    .toArray()
    .map((heading) => $(heading).text())
  expect(headings).toEqual(['Time ended', 'Day given other times', 'Times added'])
  expect(wordsOf(late)).toContain('Social visits, 24/12/2026, 14:00 to 15:30, 3 places')
})

test('says that what was to be changed is gone', async () => {
  const [time] = await timesOf(db, 'cardiff')
  await owner.raw(`update timetable_times set valid_from = '2026-12-07' where id = ${time?.id}`)
  const page = `/staff/timetable/times/${time?.id}/change`
  const form = filledIn(await open(slow, page))
  await change(quick, `/staff/timetable/times/${time?.id}/end`, { lastDate: '30/11/2026' })
  const late = await sendParts(slow, page, form)
  expect(late.status).toBe(409)
  expect(await seen(late)).toContain('What you wanted to change is not in the timetable any more')
})

test('lets two save at once, one after the other', async () => {
  const previews = await Promise.all([fillIn(slow, address, evening), fillIn(quick, address, morning)])
  const answers = await Promise.all([press(slow, previews[0], 'save'), press(quick, previews[1], 'save')])
  expect(answers.map(({ status }) => status).sort()).toEqual([303, 409])
})

test('keeps what was typed when the timetable is locked', async () => {
  const preview = await fillIn(slow, address, evening)
  const busy = await owner.transaction(async (trx) => {
    await trx.raw("select from places where slug = 'cardiff' for update")
    return press(slow, preview, 'save')
  })
  const $ = await checked(busy)
  expect([busy.status, messagesOf(busy)]).toEqual([
    503,
    ['Nothing was saved because the service is busy. Send the form again'],
  ])
  expect(filledIn($)).toMatchObject({ starts: '18:00', wanted: '7' })
  expect((await sendParts(slow, address, filledIn($))).status).toBe(200)
})

describe('a change that is saved twice', () => {
  const eve = '/staff/timetable/exceptions/social/2026-12-24'
  const events = () => query(db, 'select what from place_events order by id')
  const yes = '/staff/timetable?saved=yes'

  /** Presses the button of one preview twice; where each answer leads. */
  async function twice(preview: request.Response): Promise<unknown[]> {
    const answers = [await press(slow, preview, 'save'), await press(slow, preview, 'save')]
    return answers.map(({ status, headers }) => (status === 303 ? headers.location : status))
  }

  const aTime = async () => {
    const [time] = await timesOf(db, 'cardiff')
    await owner.raw(`update timetable_times set valid_from = '2026-12-07' where id = ${time?.id}`)
    return `/staff/timetable/times/${time?.id}`
  }

  test.each([
    ['times added', async () => fillIn(slow, address, { ...evening, why: 'Staff' })],
    ['a time changed', async () => fillIn(slow, `${await aTime()}/change`, { wanted: '3' })],
    [
      'a time changed from a date on',
      async () => fillIn(slow, `${await aTime()}/change`, { from: '14/12/2026', wanted: '3' }),
    ],
    ['a time that is gone', async () => fillIn(slow, `${await aTime()}/end`, { lastDate: '30/11/2026' })],
    ['a day given other times', async () => fillIn(slow, eve, { 'times-1-wanted': '3' })],
    [
      'an import',
      async () =>
        sendParts(
          slow,
          '/staff/timetable/import',
          filledIn(await open(slow, '/staff/timetable/import')),
          'What,Visit type,Weekday,From,To,Start,End,Places,Reason\ntime,social,Monday,2026-11-23,,10:00,11:00,5,',
        ),
    ],
  ])('is saved, once: %s', async (_what, previewed) => {
    expect(await twice(await previewed())).toEqual([yes, yes])
    expect(await events()).toHaveLength(1)
  })

  test('is saved, once, when other times of a day are removed', async () => {
    await change(slow, eve, { 'times-1-wanted': '3' })
    expect(await twice(await fillIn(slow, `${eve}/remove`))).toEqual([yes, yes])
    expect(await events()).toHaveLength(2)
  })

  test('is saved once when both are sent at the same time', async () => {
    const preview = await fillIn(slow, address, evening)
    const answers = await Promise.all([press(slow, preview, 'save'), press(slow, preview, 'save')])
    expect(answers.map(({ status }) => status)).toEqual([303, 303])
    expect(await events()).toHaveLength(1)
  })

  test('is late when another manager was quicker with the same', async () => {
    const preview = await fillIn(slow, address, evening)
    await change(quick, address, evening)
    await owner.raw('update place_events set person_id = ?', [await aClerk(db)])
    expect((await press(slow, preview, 'save')).status).toBe(409)
  })

  test('is late when something else was saved after it', async () => {
    const preview = await fillIn(slow, address, evening)
    await press(slow, preview, 'save')
    await change(quick, address, morning)
    expect((await press(slow, preview, 'save')).status).toBe(409)
  })
})
