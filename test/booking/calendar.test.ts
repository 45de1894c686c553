/** The calendar file of a visit, read by another library than the one that writes it (standards I10, I11). */
import { randomBytes } from 'node:crypto'
import { property, assert as holds, oneof, string, constantFrom, array } from 'fast-check'
import ICAL from 'ical.js'
import { cancelVisit } from '../../src/actions/cancelVisit.ts'
import { decideVisit } from '../../src/actions/decideVisit.ts'
import { moveVisit } from '../../src/actions/moveVisit.ts'
import { undoDecision } from '../../src/actions/undoDecision.ts'
import { visitCalendar } from '../../src/booking/calendar/visitCalendar.ts'
import { londonInstant } from '../../src/domain/dates.ts'
import type { Database } from '../../src/store/database.ts'
import { mintLink } from '../../src/store/links.ts'
import type { Place } from '../../src/store/places.ts'
import type { Visit } from '../../src/store/visits.ts'
import { translator } from '../../src/text/translate.ts'
import {
  aClerk,
  aDecidedVisit,
  aDecision,
  aRequest,
  bookableSlots,
  forgetVisits,
  mustRead,
} from '../builders.ts'
import { clock } from '../clock.ts'
import { testDatabase } from '../database.ts'
import { aSlot, theVisit } from '../notifications/visit.ts'
import { samplePlace } from '../samplePlace.ts'
import { testService } from '../service.ts'
import type { TestService } from '../service.ts'

const { load } = shared

/** The only event of a file, after the rules of every line: CRLF, 75 octets at most, no control characters. */
function eventOf(file: string) {
  expect(file.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
  const lines = file.split('\r\n')
  expect(lines.at(0)).toBe('BEGIN:VCALENDAR')
  expect(lines.filter((line) => Buffer.byteLength(line) > 75)).toEqual([])
  expect(lines.filter((line) => /[\p{Cc}\p{Cs}]/u.test(line.replaceAll('\t', '')))).toEqual([])
  const events = new ICAL.Component(ICAL.parse(file) as unknown[]).getAllSubcomponents('vevent')
  expect(events).toHaveLength(1)
  const [event] = events
  return (name: string): string => String(event?.getFirstPropertyValue(name) ?? '')
}

const instantOf = (value: string) => new Date(value).toISOString()

/** The file of a booked visit, with some of it different. */
function written(overrides: Partial<Visit> = {}, place: Partial<Place> = {}, language: 'en' | 'cy' = 'en') {
  const slot = aSlot('2026-12-04')
  const visit = theVisit({ status: 'booked', slot, place: { ...samplePlace, ...place }, ...overrides })
  const moments = { now: new Date('2026-11-18T10:00:00Z'), changedAt: new Date('2026-11-17T09:30:00Z') }
  const inCalendar = { ...visit, slot: visit.slot ?? slot }
  return visitCalendar(inCalendar, 'https://visits.example.org', translator(language), moments)
}

describe('the file', () => {
  test('holds when and where, what to bring and the reference, under a neutral title', () => {
    const of = eventOf(written())
    expect(of('summary')).toBe('Visit')
    expect(instantOf(of('dtstart'))).toBe('2026-12-04T14:00:00.000Z')
    expect(instantOf(of('dtend'))).toBe('2026-12-04T16:00:00.000Z')
    expect(of('location')).toBe('Sample, 1 Sample Road, ZZ1 1ZZ')
    expect(of('description')).toMatch(/^Before you go\n- Bring ID/)
    expect(of('description')).toContain('Your reference: 7KX2M9QD')
    expect(of('status')).toBe('CONFIRMED')
    expect(of('class')).toBe('PRIVATE')
    expect([of('dtstamp'), of('last-modified')].map(instantOf)).toEqual([
      '2026-11-18T10:00:00.000Z',
      '2026-11-17T09:30:00.000Z',
    ])
  })

  test('is in Welsh for who reads Welsh', () => {
    const of = eventOf(written({}, {}, 'cy'))
    expect(of('summary')).toBe('Ymweliad')
    expect(of('location')).toMatch(/^Sampl, /)
    expect(of('description')).toContain('Eich cyfeirnod: 7KX2M9QD')
    expect(of('description')).not.toMatch(/\b(your|visit|the)\b/i)
  })

  test('names nobody, has no link, and its UID does not tell the reference', () => {
    const file = written()
    expect(file).not.toMatch(/Gwen|Dewi|Inside|A1234BC|https?:|gwen@|URL/)
    expect(eventOf(file)('uid')).toMatch(/^[\da-f]{32}@visits\.example\.org$/)
  })

  test('says of a cancelled visit that it does not take place, under the same UID', () => {
    const [before, after] = [
      eventOf(written({ version: 2 })),
      eventOf(written({ status: 'cancelled', version: 3 })),
    ]
    expect(after('status')).toBe('CANCELLED')
    expect(after('uid')).toBe(before('uid'))
    expect(Number(after('sequence'))).toBeGreaterThan(Number(before('sequence')))
    expect(after('description')).toMatch(/^This visit is cancelled\. Do not go to the prison\./)
  })

  test('of another visit has another UID', () => {
    expect(eventOf(written({ reference: '00000000' }))('uid')).not.toBe(eventOf(written())('uid'))
  })

  test.each([
    ['the last Saturday of winter time', '2027-03-27', '14:00', '2027-03-27T14:00:00.000Z'],
    ['the Sunday on which summer time begins', '2027-03-28', '14:00', '2027-03-28T13:00:00.000Z'],
    ['the last Saturday of summer time', '2026-10-24', '14:00', '2026-10-24T13:00:00.000Z'],
    ['the Sunday on which summer time ends', '2026-10-25', '14:00', '2026-10-25T14:00:00.000Z'],
    ['summer', '2027-06-04', '09:15', '2027-06-04T08:15:00.000Z'],
  ])('has the right instants on %s', (_day, date, time, starts) => {
    const slot = { ...aSlot(date), startsAt: londonInstant(date, time), endsAt: londonInstant(date, '16:00') }
    expect(instantOf(eventOf(written({ slot }))('dtstart'))).toBe(starts)
  })

  test('stays whole whatever a prison writes about itself', () => {
    const piece = oneof(
      string({ unit: 'binary' }),
      constantFrom(
        '\r\n',
        '\n',
        '\r',
        ',',
        ';',
        ':',
        '\\',
        '"',
        '\\n',
        'END:VEVENT',
        '\u0000',
        '🙂',
        'ŵ',
        ' ',
        '\t',
      ),
    )
    const text = array(piece, { maxLength: 40 }).map((pieces) => pieces.join(''))
    holds(
      property(text, text, text, (name, address, postcode) => {
        const of = eventOf(written({}, { name: `A${name}`, address, postcode }))
        expect(of('location')).toMatch(/^A/)
        expect(of('location')).not.toMatch(/[\r\n]/)
        expect(of('summary')).toBe('Visit')
        expect(of('description')).toContain('7KX2M9QD')
      }),
      { numRuns: 200 },
    )
  })
})

describe('the address', () => {
  let db: Database
  let owner: Database
  let service: TestService

  beforeAll(async () => {
    ;({ db, owner } = await testDatabase())
    service = await testService(db)
  })
  beforeEach(async () => {
    clock.set('2026-11-18T10:00:00Z')
    await forgetVisits(owner)
  })

  async function get({ id }: Visit, language = 'en') {
    const secret = await mintLink(db, id, clock.now(), randomBytes)
    return fetch(`${service.url}/visits/${secret}/calendar.ics`, {
      headers: { Cookie: `language=${language}` },
    })
  }

  test('gives the file to keep, to nobody’s cache', async () => {
    const visit = await aDecidedVisit(db)
    const answer = await get(visit)
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-type')).toBe('text/calendar; charset=utf-8')
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename=visit.ics')
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect(answer.headers.get('referrer-policy')).toBe('no-referrer')
    const of = eventOf(await answer.text())
    expect(instantOf(of('dtstart'))).toBe(visit.slot?.startsAt.toISOString())
    const welsh = await get(visit, 'cy')
    expect(welsh.headers.get('content-disposition')).toBe('attachment; filename=ymweliad.ics')
    expect(eventOf(await welsh.text())('uid')).toBe(of('uid'))
  })

  test('gives a newer file after a move and a cancellation', async () => {
    const visit = await aDecidedVisit(db)
    const personId = await aClerk(db)
    const files = [eventOf(await (await get(visit)).text())]
    const [, , , later] = await bookableSlots(db)
    clock.set('2026-11-18T11:00:00Z')
    const { version } = await mustRead(db, visit.id)
    await moveVisit(
      db,
      { visitId: visit.id, version, personId, slotId: later?.id ?? 0, message: '' },
      clock.now(),
    )
    files.push(eventOf(await (await get(visit)).text()))
    clock.set('2026-11-18T12:00:00Z')
    const asked = { visitId: visit.id, version: version + 1, personId, message: '', otherReason: '' }
    await cancelVisit(db, { ...asked, reasons: ['slot_closed'] }, clock.now())
    files.push(eventOf(await (await get(visit)).text()))

    expect(new Set(files.map((of) => of('uid'))).size).toBe(1)
    expect(files.map((of) => Number(of('sequence')))).toEqual([version, version + 1, version + 2])
    expect(files.map((of) => of('status'))).toEqual(['CONFIRMED', 'CONFIRMED', 'CANCELLED'])
    expect(files.slice(1).map((of) => instantOf(of('dtstart')))).toEqual(
      [later, later].map((slot) => slot?.startsAt.toISOString()),
    )
    expect(files.slice(1).map((of) => instantOf(of('last-modified')))).toEqual([
      '2026-11-18T11:00:00.000Z',
      '2026-11-18T12:00:00.000Z',
    ])
  })

  test('takes the visit out of calendars once its confirmation was undone, and back when it is confirmed again', async () => {
    const visit = await aDecidedVisit(db, { decision: 'choice2' }, { choices: 2 })
    const personId = await aClerk(db)
    const undo = { visitId: visit.id, version: visit.version, personId, isManager: false }
    expect(await undoDecision(db, undo, clock.now())).toEqual({ done: true })
    const [before, of] = [visit.version, eventOf(await (await get(visit)).text())]
    expect(of('status')).toBe('CANCELLED')
    expect(instantOf(of('dtstart'))).toBe(visit.slot?.startsAt.toISOString())
    expect(instantOf(of('dtend'))).toBe(visit.slot?.endsAt.toISOString())
    expect(Number(of('sequence'))).toBe(before + 1)
    expect(of('description')).toMatch(/^This visit is not booked any more\. Do not go to the prison\./)
    const form = aDecision({ visitors: [{ outcome: 'can_visit', bannedUntil: null }] })
    const asked = { visitId: visit.id, version: before + 1, personId, form }
    expect(await decideVisit(db, asked, clock.now())).toMatchObject({ decided: true })
    expect(eventOf(await (await get(visit)).text())('status')).toBe('CONFIRMED')
  })

  test('is on the pages of visits that are booked, cancelled or undone, and of no others', async () => {
    const linkOn = async ({ id }: Visit) => {
      const secret = await mintLink(db, id, clock.now(), randomBytes)
      const page = load(await (await fetch(`${service.url}/visits/${secret}`)).text())
      return page(`a[href="/visits/${secret}/calendar.ics"]`).text()
    }
    const personId = await aClerk(db)
    const remove = 'Take this visit out of your calendar'
    const cancelled = await aDecidedVisit(db)
    expect(await linkOn(cancelled)).toBe('Add to your calendar')
    const asked = {
      visitId: cancelled.id,
      version: cancelled.version,
      personId,
      message: '',
      otherReason: '',
    }
    await cancelVisit(db, { ...asked, reasons: ['slot_closed'] }, clock.now())
    expect(await linkOn(cancelled)).toBe(remove)
    const undone = await aDecidedVisit(db, {}, { prisonNumber: 'B1234BC' })
    const undo = { visitId: undone.id, version: undone.version, personId, isManager: false }
    await undoDecision(db, undo, clock.now())
    expect(await linkOn(undone)).toBe(remove)
    expect(await linkOn(await aRequest(db, { prisonNumber: 'C1234CD' }))).toBe('')
  })

  test.each([
    ['a request', () => aRequest(db)],
    ['a rejected request', () => aDecidedVisit(db, { decision: 'reject', reasons: ['duplicate'] })],
  ])('of %s is not found', async (_what, make) => {
    const answer = await get(await make())
    expect(answer.status).toBe(404)
    expect(answer.headers.get('content-type')).toContain('text/html')
  })

  test('behind a link that leads nowhere is not found', async () => {
    expect((await fetch(`${service.url}/visits/nothing/calendar.ics`)).status).toBe(404)
  })
})
