/** What staff write down on a visit's page: notes, who attended, and what is to be sorted out. */
import type { Database } from '../../src/store/database.ts'
import { insertFlags } from '../../src/store/flags.ts'
import type { Visit } from '../../src/store/visits.ts'
import { aClerk, aDecidedVisit, aRequest, child, forgetVisits, gwen, mustRead } from '../builders.ts'
import { clock } from '../clock.ts'
import { testDatabase } from '../database.ts'
import { testService } from '../service.ts'
import type { TestService } from '../service.ts'
import { pathOf } from './actionBrowser.ts'
import { checked, formOf, open, signedIn, summaryOf } from './staffBrowser.ts'
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
  clock.set('2026-11-18T10:00:00Z')
  await forgetVisits(owner)
  clerk = await signedIn(service.url, 'clerk')
})

async function send(visit: Visit, action: string, changes: Form) {
  const form = formOf(await open(clerk, pathOf(visit)))
  return clerk
    .post(`${pathOf(visit)}/${action}`)
    .type('form')
    .send({ ...form, ...changes })
}

async function onItsDay(): Promise<Visit> {
  const visit = await aDecidedVisit(db)
  clock.set(`${visit.slot?.date}T09:00:00Z`)
  clerk = await signedIn(service.url, 'clerk')
  return visit
}

describe('notes', () => {
  test('are kept with who and when, newest first, and keep their lines', async () => {
    const visit = await aRequest(db)
    const sent = await send(visit, 'notes', { note: 'Rang the <i>wing</i>.\nNo answer.' })
    expect(sent.headers.location).toBe(`${pathOf(visit)}?done=notes`)
    await send(visit, 'notes', { note: 'Rang again.' })
    const $ = await open(clerk, String(sent.headers.location))
    expect($('.moj-alert--success').text()).toContain('Note saved')
    const notes = $('main .govuk-inset-text').toArray()
    expect(notes.map((note) => $(note).text().trim().split('\n')[0])).toEqual([
      expect.stringContaining('Rang again.'),
      expect.stringContaining('Rang the <i>wing</i>.'),
    ])
    expect($('main .govuk-inset-text').last().text()).toContain('By Clara Clerk, 18/11/2026 at 10:00')
    expect($('main .govuk-inset-text br')).toHaveLength(1)
    expect($('main').text()).toContain('Notes are for staff only.')
  })

  test('need words, and not too many; what was typed stays', async () => {
    const visit = await aRequest(db)
    const empty = await send(visit, 'notes', { note: ' \u200b ' })
    expect(empty.status).toBe(422)
    expect(summaryOf(await checked(empty))).toEqual(['Enter a note'])
    const long = await checked(await send(visit, 'notes', { note: 'x'.repeat(501) }))
    expect(summaryOf(long)).toEqual(['The note must be 500 characters or less'])
    expect(long('#note').val()).toBe('x'.repeat(501))
  })

  test('say when the visit stays locked', async () => {
    const visit = await aRequest(db)
    const form = formOf(await open(clerk, pathOf(visit)))
    const lock = await owner.transaction()
    await lock.raw('select from visits where id = ? for update', [visit.id])
    const answer = await clerk
      .post(`${pathOf(visit)}/notes`)
      .type('form')
      .send({ ...form, note: 'Kept' })
    await lock.rollback()
    expect(answer.status).toBe(503)
    const $ = await checked(answer)
    expect($('#note').val()).toBe('Kept')
    expect(summaryOf($)).toEqual(['The note was not saved because the service is busy. Send it again'])
  })
})

describe('attendance', () => {
  test('is asked from the day of the visit on', async () => {
    const visit = await aDecidedVisit(db)
    const before = await open(clerk, pathOf(visit))
    expect(before('input[name=attendance]')).toHaveLength(0)
  })

  test('is saved, and can be corrected', async () => {
    const visit = await onItsDay()
    const sent = await send(visit, 'attendance', { attendance: 'not_attended' })
    expect(sent.headers.location).toBe(`${pathOf(visit)}?done=attendance`)
    const $ = await open(clerk, String(sent.headers.location))
    expect($('h1').text()).toBe('Visit not attended')
    expect($('input[name=attendance]:checked').val()).toBe('not_attended')
    await send(visit, 'attendance', { attendance: 'attended' })
    expect(await mustRead(db, visit.id)).toMatchObject({ status: 'attended' })
  })

  test('needs an answer', async () => {
    const answer = await send(await onItsDay(), 'attendance', {})
    expect(answer.status).toBe(422)
    expect(summaryOf(await checked(answer))).toEqual(['Select whether the visitors attended'])
  })

  test('is refused before the day', async () => {
    const visit = await aDecidedVisit(db)
    const answer = await send(visit, 'attendance', { attendance: 'attended', version: '2' })
    expect(answer.status).toBe(409)
    expect((await checked(answer))('h1').text()).toBe('Attendance cannot be recorded yet')
  })

  test('is refused to whose page is older', async () => {
    const answer = await send(await onItsDay(), 'attendance', { attendance: 'attended', version: '1' })
    expect(answer.status).toBe(409)
    expect((await checked(answer))('h1').text()).toBe('This visit has changed')
  })
})

test('what is to be sorted out stands on top, until it is', async () => {
  const visit = await aDecidedVisit(db)
  const [personId, slotId, now] = [await aClerk(db, 'manager'), visit.slot?.id ?? 0, clock.now()]
  await insertFlags(db, { visits: [{ visitId: visit.id, slotId }], why: 'slot_closed', personId, now })
  const $ = await open(clerk, pathOf(visit))
  const text = $('main').text().replace(/\s+/g, ' ')
  expect(text).toContain('To sort out Slot closed: 24/11/2026, 14:00 to 15:00')
  expect(text).toContain('Since 18/11/2026 at 10:00, by The manager')
  expect($('main a[href="/staff/flagged"]')).toHaveLength(1)
  expect($('.moj-timeline').text()).toContain('Put on the list of visits to sort out')
  await owner.raw("update visits set status = 'cancelled', cancelled_by = 'visitor', version = version + 1")
  expect((await open(clerk, pathOf(visit)))('main').text()).not.toContain('To sort out')
})

test('who may not come is marked among the visitors', async () => {
  const visitors = [
    { outcome: 'can_visit', bannedUntil: null },
    { outcome: 'banned', bannedUntil: '2027-03-01' },
  ] as const
  const visit = await aDecidedVisit(db, { visitors }, { party: [gwen, child] })
  const $ = await open(clerk, pathOf(visit))
  const rows = $('main table').first().find('tbody th').toArray()
  expect(rows.map((row) => $(row).find('strong').text())).toEqual(['', 'Banned until 1/3/2027'])
})
