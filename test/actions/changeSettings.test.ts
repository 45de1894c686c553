import { changeSettings } from '../../src/actions/changeSettings.ts'
import type { SettingsRequest } from '../../src/actions/changeSettings.ts'
import { query } from '../../src/store/database.ts'
import type { Database } from '../../src/store/database.ts'
import { listOpenFlags } from '../../src/store/flags.ts'
import {
  aClerk,
  aDecidedVisit,
  aPlace,
  aRequest,
  bookableSlots,
  forgetChanges,
  mustRead,
} from '../builders.ts'
import { clock } from '../clock.ts'
import { testDatabase } from '../database.ts'

let db: Database
let owner: Database
let personId: string

beforeAll(async () => {
  ;({ db, owner } = await testDatabase())
  personId = await aClerk(db, 'manager')
})
beforeEach(() => forgetChanges(owner))

async function change(
  wanted: SettingsRequest['change'],
  { why = '', slug = 'leeds', version }: { why?: string; slug?: string; version?: number } = {},
) {
  const place = await aPlace(db, slug)
  const asked = {
    placeId: place.id,
    version: version ?? place.settingsVersion,
    personId,
    change: wanted,
    why,
  }
  return changeSettings(db, asked, clock.now())
}

const off = { bookable: false, notBookableReason: 'closed' as const }
const on = { bookable: true, notBookableReason: null }

const history = () =>
  query(db, 'select what, before, after, why, person_id as "personId", at from place_events order by id')

const lastSlot = async (slug = 'leeds') =>
  (
    await query<{ date: string; count: number }>(
      db,
      `select max(date) as date, count(*) as count from slots join places on places.id = place_id
       where slug = :slug and date > '2026-11-18'`,
      { slug },
    )
  )[0]

const flagsOf = async (visitId: number) =>
  (await listOpenFlags(db, visitId, clock.now())).map(({ why }) => why)

test('writes what is new, the next version, and one row of history with only what changed', async () => {
  const before = await aPlace(db)
  const outcome = await change(
    { phone: '01632 960111', email: before.email, replyTo: 'replies@example.org' },
    { why: 'New switchboard' },
  )
  expect(outcome).toEqual({ changed: { phone: '01632 960111', replyTo: 'replies@example.org' } })
  expect(await aPlace(db)).toEqual({
    ...before,
    phone: '01632 960111',
    replyTo: 'replies@example.org',
    settingsVersion: before.settingsVersion + 1,
  })
  expect(await history()).toEqual([
    {
      what: 'settings_changed',
      before: { phone: before.phone, replyTo: '' },
      after: { phone: '01632 960111', replyTo: 'replies@example.org' },
      why: 'New switchboard',
      personId,
      at: clock.now(),
    },
  ])
})

test('writes every setting', async () => {
  const all = {
    address: '1 Sample Road\nLeeds',
    postcode: 'LS12 2TJ',
    phone: '01632 960222',
    email: 'other@example.org',
    replyTo: 'replies@example.org',
    adultAge: 12,
    leadDays: 5,
    bookingWindowDays: 42,
    worksWeekends: true,
    officialLeadDays: 2,
    officialInstant: true,
    visitorText: 'Bring ID',
    visitorTextCy: 'Dewch ag ID',
    ...off,
  }
  expect(await change(all)).toHaveProperty('changed')
  expect(await aPlace(db)).toMatchObject(all)
})

test('changes nothing, whatever the version, where all is so already', async () => {
  const { phone, settingsVersion } = await aPlace(db)
  expect(await change({ phone }, { version: settingsVersion + 7 })).toEqual({ changed: {} })
  expect(await history()).toEqual([])
  expect((await aPlace(db)).settingsVersion).toBe(settingsVersion)
})

test('refuses what is out of date, out of range, or about no place, and writes nothing', async () => {
  const before = await aPlace(db)
  expect(await change({ adultAge: 12 }, { version: before.settingsVersion + 1 })).toEqual({
    refused: 'outOfDate',
  })
  expect(await change({ adultAge: 19 })).toMatchObject({
    refused: [{ field: 'adultAge', problem: 'outside' }],
  })
  expect(await change({ bookable: false })).toMatchObject({ refused: [{ field: 'bookable' }] })
  const nowhere = { placeId: 0, version: 1, personId, change: { adultAge: 12 }, why: '' }
  expect(await changeSettings(db, nowhere, clock.now())).toEqual({ refused: 'unknown' })
  expect(await aPlace(db)).toEqual(before)
  expect(await history()).toEqual([])
})

test('lets one of two changes at once through', async () => {
  const { settingsVersion: version } = await aPlace(db)
  const outcomes = await Promise.all([
    change({ adultAge: 12 }, { version }),
    change({ adultAge: 14 }, { version }),
  ])
  expect(outcomes.filter((outcome) => 'changed' in outcome)).toHaveLength(1)
  expect(outcomes).toContainEqual({ refused: 'outOfDate' })
  expect(await history()).toHaveLength(1)
})

describe('the booking window', () => {
  test('makes new slots at once when it is longer', async () => {
    expect((await lastSlot())?.date).toBe('2026-12-02')
    await change({ bookingWindowDays: 21 })
    expect((await lastSlot())?.date).toBe('2026-12-09')
    expect((await lastSlot('cardiff'))?.date).not.toBe('2026-12-09')
  })

  test('removes unused slots when it is shorter, and leaves those in use as they are', async () => {
    const late = (await bookableSlots(db)).at(-1)
    const visit = await aRequest(db, { slotIds: [late?.id ?? 0] })
    await change({ bookingWindowDays: 8 })
    const beyond = await query(
      db,
      "select id, wanted, held from slots where place_id = :id and date > '2026-11-26'",
      {
        id: visit.place.id,
      },
    )
    expect(beyond).toEqual([{ id: late?.id, wanted: late?.wanted, held: 1 }])
    expect(await mustRead(db, visit.id)).toMatchObject({ status: 'requested', heldSlotId: late?.id })
  })

  test('is longer than the lead in the database, too', async () => {
    for (const column of ['lead_days', 'official_lead_days']) {
      const wrong = db.raw(`update places set booking_window_days = 5, ${column} = 5 where slug = 'leeds'`)
      await expect(wrong).rejects.toThrow('places_window_longer_than_lead')
    }
  })
})

test('leaves the dates of requests as they were computed', async () => {
  const visit = await aRequest(db, { choices: 3 })
  await change({ leadDays: 1, bookingWindowDays: 28, worksWeekends: true, adultAge: 18 })
  const { answerBy, expiresOn, version } = await mustRead(db, visit.id)
  expect({ answerBy, expiresOn, version }).toEqual({
    answerBy: visit.answerBy,
    expiresOn: visit.expiresOn,
    version: visit.version,
  })
})

describe('a place that takes no more bookings', () => {
  test('has its requests and visits to come flagged, and no others', async () => {
    const request = await aRequest(db)
    const booked = await aDecidedVisit(db, {}, { prisonNumber: 'B1234BC' })
    const rejected = await aDecidedVisit(
      db,
      { decision: 'reject', reasons: ['no_allowance'] },
      { prisonNumber: 'C1234BC' },
    )
    const elsewhere = await aRequest(db, { slug: 'cardiff', prisonNumber: 'D1234BC' })
    expect(await change(off, { why: 'The roof' })).toEqual({ changed: off })
    expect(await Promise.all([request, booked, rejected, elsewhere].map(({ id }) => flagsOf(id)))).toEqual([
      ['place_closed'],
      ['place_closed'],
      [],
      [],
    ])
    expect((await mustRead(db, booked.id)).status).toBe('booked')
    expect(await history()).toMatchObject([
      {
        what: 'switched_off',
        before: { bookable: true, notBookableReason: null },
        after: off,
        why: 'The roof',
      },
    ])
  })

  test.each([
    ['that have begun', 'startsAt', 0],
    ['that are over', 'endsAt', 1000],
  ] as const)('does not flag visits %s', async (_which, from, later) => {
    const booked = await aDecidedVisit(db)
    const after = new Date((booked.slot?.[from].getTime() ?? 0) + later)
    const { id: placeId, settingsVersion: version } = await aPlace(db)
    await changeSettings(db, { placeId, version, personId, change: off, why: '' }, after)
    expect(await query(db, 'select from visit_flags')).toEqual([])
  })

  test('has a visit flagged that is about to begin', async () => {
    const booked = await aDecidedVisit(db)
    const before = new Date((booked.slot?.startsAt.getTime() ?? 0) - 1000)
    const { id: placeId, settingsVersion: version } = await aPlace(db)
    await changeSettings(db, { placeId, version, personId, change: off, why: '' }, before)
    expect(await query(db, 'select visit_id as id from visit_flags')).toEqual([{ id: booked.id }])
  })

  test('has only the slots that are in use, until it takes bookings again', async () => {
    const before = await lastSlot()
    const visit = await aRequest(db)
    await change(off)
    const left = await query(db, 'select id from slots where place_id = :id and starts_at > :now', {
      id: visit.place.id,
      now: clock.now(),
    })
    expect(left).toEqual([{ id: visit.heldSlotId }])
    await change(on)
    expect(await lastSlot()).toEqual(before)
  })

  test('has the flags settled when it takes bookings again, and the history says so', async () => {
    const visit = await aRequest(db)
    await change(off)
    await change(on, { why: 'Mended' })
    expect(await flagsOf(visit.id)).toEqual([])
    expect(await query(db, 'select settlement, settled_by as "by" from visit_flags')).toEqual([
      { settlement: 'reopened', by: personId },
    ])
    const events = await query<{ what: string }>(db, 'select what from visit_events order by id')
    expect(events.map(({ what }) => what)).toEqual(['requested', 'flagged', 'flag_settled'])
    expect(await history()).toMatchObject([{ what: 'switched_off' }, { what: 'switched_on', why: 'Mended' }])
  })

  test('may say another reason without being switched again', async () => {
    await change(off)
    await change({ bookable: false, notBookableReason: 'other_way' })
    expect(await history()).toMatchObject([
      { what: 'switched_off' },
      {
        what: 'settings_changed',
        before: { notBookableReason: 'closed' },
        after: { notBookableReason: 'other_way' },
      },
    ])
  })
})
