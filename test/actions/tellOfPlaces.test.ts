/** Who is told when places appear (specification §9): the next three who asked, in order, each of a slot once. */
import { cancelVisit } from '../../src/actions/cancelVisit.ts'
import { makeSlots } from '../../src/actions/makeSlots.ts'
import { tellOfPlaces } from '../../src/actions/tellOfPlaces.ts'
import { addDays } from '../../src/domain/dates.ts'
import { endAlert } from '../../src/store/alerts.ts'
import { query } from '../../src/store/database.ts'
import type { Database } from '../../src/store/database.ts'
import { aFullSlot, appear, forgetAlerts, listTold, waits } from '../alerts.ts'
import { aClerk, aDecidedVisit, aPlace, aRequest, bookableSlots } from '../builders.ts'
import { clock } from '../clock.ts'
import { testDatabase } from '../database.ts'
import type { TestDatabase } from '../database.ts'

let database: TestDatabase
let db: Database
let owner: Database

beforeAll(async () => {
  database = await testDatabase()
  ;({ db, owner } = database)
})
beforeEach(async () => {
  clock.set('2026-11-18T10:00:00Z')
  await query(owner, 'update places set booking_window_days = 28 where slug = :slug', {
    slug: 'leeds',
  })
  await forgetAlerts(database)
})

const tell = () => tellOfPlaces(db, clock.now())
const told = async () => (await listTold(db)).map(({ who }) => who)
const alerts = () => query<{ id: string }>(db, 'select id from place_alerts order by asked_at')

async function fourWait() {
  for (const name of ['anna', 'bryn', 'carys', 'dafydd']) await waits(db, name)
}

describe('when a visit is cancelled', () => {
  test('the first three who asked are told, and nobody when nothing more appears', async () => {
    const [slot] = await bookableSlots(db)
    await query(db, 'update slots set wanted = 1 where id = :id', { id: slot?.id })
    const visit = await aDecidedVisit(db)
    await fourWait()
    expect(await tell()).toBe(0)
    const asked = { reasons: ['slot_closed' as const], otherReason: '', message: '' }
    const who = { visitId: visit.id, version: visit.version, personId: await aClerk(db) }
    expect(await cancelVisit(db, { ...who, ...asked }, clock.now())).toEqual({ done: true })
    expect(await tell()).toBe(3)
    expect(await listTold(db)).toEqual(
      ['anna', 'bryn', 'carys'].map((name) => ({ who: name, slotId: slot?.id, state: 'queued' })),
    )
    expect(await tell()).toBe(0)
    expect(await told()).toHaveLength(3)
  })

  test('a confirmation, which turns a hold into a booking, lets no place appear', async () => {
    await waits(db, 'anna')
    await aDecidedVisit(db)
    expect(await tell()).toBe(0)
  })
})

describe('when places appear', () => {
  test('the next ones are told of the next, and nobody of the same slot twice', async () => {
    const slot = await aFullSlot(db)
    await fourWait()
    await appear(db, slot)
    await tell()
    await query(db, 'update slots set wanted = 0 where id = :id', { id: slot.id })
    await appear(db, slot)
    expect(await tell()).toBe(1)
    expect(await told()).toEqual(['anna', 'bryn', 'carys', 'dafydd'])
    await appear(db, slot)
    expect(await tell()).toBe(0)
  })

  test('three are told for each place', async () => {
    const slot = await aFullSlot(db)
    await fourWait()
    await appear(db, slot, 2)
    expect(await tell()).toBe(4)
  })

  test('nobody is told of places that somebody has taken since', async () => {
    const slot = await aFullSlot(db)
    await waits(db, 'anna')
    await appear(db, slot)
    await aRequest(db, { slotIds: [slot.id] })
    expect(await tell()).toBe(0)
    await aDecidedVisit(db, {}, { prisonNumber: 'B9876CD', slotIds: [(await bookableSlots(db))[5]?.id ?? 0] })
    expect(await tell()).toBe(0)
  })

  test('who asks when nobody waited any more hears of the next place, not of the last', async () => {
    const slot = await aFullSlot(db)
    await appear(db, slot, 5)
    expect(await tell()).toBe(0)
    await fourWait()
    expect(await tell()).toBe(0)
    await appear(db, slot)
    expect(await tell()).toBe(3)
  })

  test('one person is told of all that appeared at once in one message', async () => {
    const [first, second] = [await aFullSlot(db), await aFullSlot(db, 1)]
    await waits(db, 'anna')
    await appear(db, first)
    await appear(db, second)
    expect(await tell()).toBe(1)
    expect(await told()).toEqual(['anna', 'anna'])
    const due = await query(owner, 'select from graphile_worker._private_jobs where run_at <= now()')
    expect(due).toHaveLength(1)
  })

  test('new slots at the end of the window count, too', async () => {
    await waits(db, 'anna')
    clock.set('2026-11-21T00:07:00Z')
    const before = await query<{ id: number }>(db, 'select id from slots')
    await makeSlots(db, clock.now())
    expect(await tell()).toBe(1)
    const known = new Set(before.map(({ id }) => id))
    expect((await listTold(db)).filter(({ slotId }) => known.has(slotId))).toEqual([])
  })
})

describe('nobody is told of a slot', () => {
  test('outside their dates', async () => {
    const slot = await aFullSlot(db)
    await waits(db, 'before', { to: addDays(slot.date, 0) })
    await waits(db, 'after', { from: addDays(slot.date, 1) })
    await appear(db, slot)
    await tell()
    expect(await told()).toEqual(['before'])
  })

  test('at another prison', async () => {
    const slot = await aFullSlot(db)
    await waits(db, 'anna', { placeId: (await aPlace(db, 'cardiff')).id })
    await appear(db, slot)
    expect(await tell()).toBe(0)
  })

  test('before the first date that can be booked', async () => {
    const slot = await aFullSlot(db)
    await waits(db, 'anna')
    await appear(db, slot)
    clock.set(`${addDays(slot.date, -1)}T10:00:00Z`)
    expect(await tell()).toBe(0)
  })

  test('after the last date that can be booked, until it can be', async () => {
    const turn = (await bookableSlots(db)).findIndex(({ date }) => date > '2026-12-05')
    await waits(db, 'anna')
    await appear(db, await aFullSlot(db, turn))
    const window = 'update places set booking_window_days = :days where slug = :slug'
    await query(owner, window, { days: 14, slug: 'leeds' })
    expect(await tell()).toBe(0)
    await query(owner, window, { days: 28, slug: 'leeds' })
    expect(await tell()).toBe(1)
  })

  test('after they have stopped it', async () => {
    const slot = await aFullSlot(db)
    await waits(db, 'anna')
    const [alert] = await alerts()
    await endAlert(db, alert?.id ?? '', clock.now())
    await appear(db, slot)
    expect(await tell()).toBe(0)
  })
})

test('two workers at once tell each person once', async () => {
  const slots = [await aFullSlot(db), await aFullSlot(db, 1), await aFullSlot(db, 2)]
  for (let person = 0; person < 8; person += 1) await waits(db, `person${person}`)
  for (const slot of slots) await appear(db, slot)
  const counts = await Promise.all(Array.from({ length: 4 }, tell))
  expect(counts.filter((count) => count > 0)).toHaveLength(1)
  const rows = await listTold(db)
  expect(rows).toHaveLength(9)
  expect(new Set(rows.map(({ who, slotId }) => `${who} ${slotId}`)).size).toBe(9)
  await Promise.all(slots.map((slot) => appear(db, slot)))
  await Promise.all(Array.from({ length: 4 }, tell))
  expect(await listTold(db)).toHaveLength(18)
})

test('the database itself refuses a second message of a slot, and more told than appeared', async () => {
  const slot = await aFullSlot(db)
  await waits(db, 'anna')
  await appear(db, slot)
  await tell()
  const copy = `insert into notifications (alert_id, slot_id, kind, channel, queued_at)
    select alert_id, slot_id, kind, channel, queued_at from notifications`
  await expect(query(db, copy)).rejects.toMatchObject({ constraint: 'notifications_alert_once' })
  await expect(
    query(db, 'update slots set announced = appeared + 1 where id = :id', { id: slot.id }),
  ).rejects.toMatchObject({ constraint: 'slots_announced_have_appeared' })
})
