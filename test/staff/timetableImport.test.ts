/** A timetable as a file: taken away, changed and brought back; nothing is saved unless all of it is right. */
import type request from 'supertest'
import { query } from '../../src/store/database.ts'
import type { Database } from '../../src/store/database.ts'
import { forgetChanges } from '../builders.ts'
import { testDatabase } from '../database.ts'
import { testService } from '../service.ts'
import type { TestService } from '../service.ts'
import { checked, headingOf, open, signedIn } from './staffBrowser.ts'
import type { Agent } from './staffBrowser.ts'
import {
  change,
  daysOf,
  everything,
  filledIn,
  messagesOf,
  press,
  sendParts,
  slotsOn,
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

const address = '/staff/timetable/import'
const header = 'What,Visit type,Weekday,From,To,Start,End,Places,Reason'
const monday = 'time,social,Monday,2026-11-23,,10:00,11:00,5,'
const file = (...lines: string[]) => [header, ...lines].join('\n')

async function send(contents: Buffer | string, why = ''): Promise<request.Response> {
  const form = filledIn(await open(manager, address))
  return sendParts(manager, address, { ...form, why }, contents)
}

const exported = async () => (await manager.get('/staff/timetable/export')).text

/** Rows of the list of errors. */
async function errorsIn(response: request.Response): Promise<string[]> {
  const $ = await checked(response)
  return $('main table')
    .first()
    .find('tbody tr')
    .toArray()
    .map((row) => $(row).text().replace(/\s+/g, ' ').trim())
}

describe('a timetable that is exported', () => {
  test('is a file named after its place and day', async () => {
    const answer = await manager.get('/staff/timetable/export')
    expect(answer.headers['content-type']).toBe('text/csv; charset=utf-8')
    expect(answer.headers['content-disposition']).toBe(
      'attachment; filename=timetable-cardiff-2026-11-18.csv',
    )
    const [first, second] = answer.text.split('\r\n')
    expect(first).toBe(`\uFEFF${header}`)
    expect(second).toBe('time,social,Monday,2026-01-01,,14:00,15:30,24,')
    expect(answer.text).toContain('closure,,,2026-12-25,2026-12-26,,,,Christmas\r\n')
  })

  test('changes nothing when it is imported again', async () => {
    await owner.raw("update closures set reason = '=1+1; \"staff\",\n''-2' where reason = 'Christmas'")
    await change(manager, '/staff/timetable/exceptions/social/2026-12-24', { 'times-1-wanted': '6' })
    const before = await everything(db)
    const preview = await send(await exported())
    expect([preview.status, headingOf(preview)]).toEqual([200, 'Preview of the timetable'])
    expect(wordsOf(preview)).toContain('The timetable stays as it is')
    expect((await press(manager, preview, 'save')).status).toBe(303)
    expect(await everything(db)).toEqual(before)
  })

  test('has nothing that a spreadsheet takes for a formula', async () => {
    await owner.raw("update closures set reason = '=HYPERLINK(1)' where reason = 'Christmas'")
    expect(await exported()).toContain(",'=HYPERLINK(1)\r\n")
  })
})

describe('a file', () => {
  test('is shown beside today’s timetable, and replaces it once it is saved', async () => {
    const before = await everything(db)
    const preview = await send(file(monday, 'exception,social,,24/12/2026,,9:00,9:45,3,'), 'New regime')
    await checked(preview)
    expect(wordsOf(preview)).toContain('The file has 1 weekly time, 1 time of single days, 0 closures')
    expect(daysOf(preview)).toContainEqual({
      day: 'Monday 23 NovemberChanged',
      before: '14:00 to 15:30, 24 places',
      after: '10:00 to 11:00, 5 places',
    })
    expect(await everything(db)).toEqual(before)
    expect((await press(manager, preview, 'save')).status).toBe(303)
    expect(await slotsOn(db, 'cardiff', '2026-11-30')).toMatchObject([{ starts: '10:00', wanted: 5 }])
    expect(await slotsOn(db, 'cardiff', '2026-12-01')).toEqual([])
    expect(await query(db, 'select what, why from place_events')).toEqual([
      { what: 'timetable_imported', why: 'New regime' },
    ])
  })

  test('of a spreadsheet is taken with its mark, semicolons, dates and line ends', async () => {
    const lines = [header, monday.replace('2026-11-23', '23/11/2026').replace('10:00', '10:00:00')]
    const text = `\uFEFF${lines.join('\r\n').replaceAll(',', ';')}\r\n;;;;;;;;\r\n`
    const preview = await send(text)
    expect([preview.status, wordsOf(preview).includes('1 weekly time')]).toEqual([200, true])
  })

  test('is kept when the form is shown again, and may be replaced', async () => {
    const preview = await send(file(monday), 'New regime')
    const again = await press(manager, preview, 'change')
    const $ = await checked(again)
    expect(wordsOf(again)).toContain('The file that you sent is kept')
    expect(filledIn($)).toMatchObject({ why: 'New regime' })
    expect(wordsOf(await sendParts(manager, address, filledIn($)))).toContain('1 weekly time')
    const other = await sendParts(
      manager,
      address,
      filledIn($),
      file(monday, monday.replace('Monday', 'Tuesday')),
    )
    expect(wordsOf(other)).toContain('2 weekly times')
  })

  test('has every error told by line and column, and nothing is stored', async () => {
    const before = await everything(db)
    const answer = await send(
      file(
        monday,
        'time,family,Monday,2026-11-23,,10:00,11:00,5,',
        'time,social,Someday,2026-02-30,,10:00,9:00,many,',
        'exception,social,,2026-11-17,,10:00,11:00,5,',
        'time,social,Monday,2026-12-01,,10:59,12:00,5,',
        'closure,,,2026-12-25,2026-12-24,,,,',
      ),
    )
    expect([answer.status, messagesOf(answer)]).toEqual([
      422,
      ['Correct 7 errors in the file and select it again. Nothing was saved'],
    ])
    expect(await errorsIn(answer)).toEqual([
      '3 Visit type Enter “social”, “official in person”, “official video” or “official telephone”',
      '4 Weekday Enter a weekday, “Monday” to “Sunday”',
      '4 From Enter a real date, like 2026-12-25',
      '4 Places Enter a whole number, 0 to 999',
      '5 From Take the line out, or enter a later date: this is in the past',
      '6 Start Enter another time: this one overlaps that of line 2',
      '7 To The last date must be the same as or after the first',
    ])
    expect(await everything(db)).toEqual(before)
  })

  test('may differ in what no visitor sees', async () => {
    const preview = await send((await exported()).replace('Christmas', 'Christmas and Boxing Day'))
    expect(wordsOf(preview)).toContain('No day differs in the next year')
    await press(manager, preview, 'save')
    expect(await exported()).toContain('Christmas and Boxing Day')
  })

  test('that begins what is new in the past is taken from tomorrow on', async () => {
    const preview = await send(file(monday.replace('2026-11-23', '2020-01-06')))
    expect(preview.status).toBe(200)
    expect((await press(manager, preview, 'save')).status).toBe(303)
    const times = await query(
      db,
      `select valid_from from timetable_times join places on places.id = place_id
       where slug = 'cardiff' and valid_to is null`,
    )
    expect(times).toEqual([{ valid_from: '2026-11-19' }])
  })

  test('may not have other times for today', async () => {
    const answer = await send(file(monday, 'exception,social,,2026-11-18,,9:00,10:00,5,'))
    expect(await errorsIn(answer)).toEqual([
      '3 From Take the line out, or enter a later date: this is in the past',
    ])
  })

  test.each<[string, Buffer | string, string]>([
    ['is empty', '', 'Select a file'],
    ['is larger than a megabyte', Buffer.alloc(1_000_001, 'a'), 'The file must be smaller than 1 MB'],
    [
      'is a workbook',
      Buffer.from('PK\u0003\u0004abc'),
      'Save the spreadsheet as “CSV UTF-8” and select that file',
    ],
    [
      'has letters in another encoding',
      Buffer.from('caf\u00e9', 'latin1'),
      'The file must be in UTF-8. Save the spreadsheet as “CSV UTF-8” and select that file',
    ],
    [
      'has two bytes a letter',
      Buffer.from(file(monday), 'utf16le'),
      'The file must be in UTF-8. Save the spreadsheet as “CSV UTF-8” and select that file',
    ],
    [
      'has no columns of ours',
      'a,b\n1,2',
      'Correct 11 errors in the file and select it again. Nothing was saved',
    ],
  ])('that %s is refused', async (_what, contents, message) => {
    const answer = await send(contents, 'New regime')
    const $ = await checked(answer)
    expect([answer.status, messagesOf(answer)]).toEqual([422, [message]])
    expect($('textarea[name=why]').text().trim()).toBe('New regime')
  })

  test('is asked for when there is none', async () => {
    const answer = await sendParts(manager, address, filledIn(await open(manager, address)))
    await checked(answer)
    expect([answer.status, messagesOf(answer)]).toEqual([422, ['Select a file']])
  })

  test('of a larger form than is kept in memory is refused', async () => {
    const form = filledIn(await open(manager, address))
    const answer = await sendParts(manager, address, form, Buffer.alloc(10_000_001, 'a'))
    expect(answer.status).toBe(413)
  })
})

test('another manager’s change is seen by who imports over it', async () => {
  const preview = await send(file(monday))
  const other = await signedIn(service.url, 'manager')
  await change(other, '/staff/timetable/exceptions/social/2026-12-24', { 'times-1-wanted': '6' })
  const late = await press(manager, preview, 'save')
  await checked(late)
  expect([late.status, headingOf(late)]).toEqual([409, 'Someone else has changed the timetable'])
  expect(wordsOf(late)).toContain('Day given other times')
  const again = await press(manager, late, 'preview')
  expect([again.status, wordsOf(again).includes('1 weekly time')]).toEqual([200, true])
})
