/** Visits that come in between a preview and saving: whoever lowers their time sees them before it is saved. */
import { changeTimetable } from '../../src/actions/changeTimetable.ts'
import { query } from '../../src/store/database.ts'
import type { Database } from '../../src/store/database.ts'
import { aClerk, aDecidedVisit, aPlace, bookableSlots, forgetChanges } from '../builders.ts'
import { clock } from '../clock.ts'
import { testDatabase } from '../database.ts'
import { testService } from '../service.ts'
import { checked, headingOf, signedIn } from './staffBrowser.ts'
import type { Agent } from './staffBrowser.ts'
import { everything, fillIn, press, slotsOn, timesOf, wordsOf } from './timetableBrowser.ts'

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

async function booked(prisonNumber: string) {
  const slot = (await bookableSlots(db, 'cardiff')).find(({ date }) => date === '2026-12-02')
  return aDecidedVisit(db, {}, { slug: 'cardiff', prisonNumber, slotIds: [slot?.id ?? 0] })
}

/** Cardiff has social visits on Wednesdays at 14:00. */
async function wednesday() {
  const times = await timesOf(db, 'cardiff')
  const found = times.find(({ visitType, weekday }) => visitType === 'social' && weekday === 3)
  if (!found) throw new Error('No time on Wednesdays')
  return found
}

const note = 'While you looked at the preview, more visits took places'

test('shows the preview again, and saves nothing, when a visit was booked behind it', async () => {
  const first = await booked('A1234BC')
  const { id } = await wednesday()
  const preview = await fillIn(manager, `/staff/timetable/times/${id}/change`, { wanted: '1' })
  expect((await checked(preview))('input[name=flag]')).toHaveLength(0)
  expect(wordsOf(preview)).not.toContain(note)
  const second = await booked('A1235BC')
  const before = await everything(db)
  const again = await press(manager, preview, 'save')
  expect([again.status, headingOf(again)]).toEqual([409, 'Preview of the timetable'])
  const $ = await checked(again)
  expect(wordsOf(again)).toContain(note)
  const listed = $('input[name=flag]')
    .toArray()
    .map((box) => $(box).val())
  expect(listed.sort()).toEqual([String(first.id), String(second.id)].sort())
  expect(await everything(db)).toEqual(before)
  const saved = await press(manager, again, 'save', { flag: [String(second.id)] })
  expect(saved.headers.location).toBe('/staff/timetable?saved=flagged')
  expect(await query(db, 'select visit_id as id from visit_flags')).toEqual([{ id: second.id }])
  expect(await slotsOn(db, 'cardiff', '2026-12-02')).toMatchObject([{ wanted: 1, booked: 2 }])
})

test('keeps what was ticked before', async () => {
  const first = await booked('A1234BC')
  await booked('A1235BC')
  const { id } = await wednesday()
  const preview = await fillIn(manager, `/staff/timetable/times/${id}/change`, { wanted: '1' })
  await booked('A1236BC')
  const again = await press(manager, preview, 'save', { flag: [String(first.id)] })
  const $ = await checked(again)
  expect([again.status, $('input[name=flag]').length]).toEqual([409, 3])
  expect($('input[name=flag]:checked').val()).toBe(String(first.id))
})

test('saves what was seen, and what nobody was to be shown', async () => {
  const visit = await booked('A1234BC')
  const { id } = await wednesday()
  const { id: placeId, timetableVersion: version } = await aPlace(db, 'cardiff')
  const time = { starts: '14:00', ends: '15:30', from: '2026-11-19' }
  const asked = { placeId, version, personId: await aClerk(db, 'manager'), why: '', flag: [] }
  const lower = { ...asked, change: { kind: 'changeTime', timeId: id, ...time, wanted: 0 } as const }
  const unseen = await changeTimetable(db, { ...lower, seen: [] }, clock.now())
  expect(unseen).toEqual({ refused: 'moreAffected' })
  const seen = await changeTimetable(db, { ...lower, seen: [visit.id] }, clock.now())
  expect(seen).toHaveProperty('changed')
})
