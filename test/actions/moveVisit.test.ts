import { moveVisit } from '../../src/actions/moveVisit.ts'
import type { MoveRequest } from '../../src/actions/moveVisit.ts'
import type { Database } from '../../src/store/database.ts'
import type { Visit } from '../../src/store/visits.ts'
import {
  aClerk,
  aDecidedVisit,
  aRequest,
  bookableSlots,
  forgetVisits,
  mustRead,
  otherAdult,
  slotIdAt,
} from '../builders.ts'
import { clock } from '../clock.ts'
import { testDatabase } from '../database.ts'
import { eventsOf, messagesOf, setWanted, slotNow, wordsOf } from './traces.ts'

let db: Database
let owner: Database
let slotAt: (index: number) => number

beforeAll(async () => ({ db, owner } = await testDatabase()))
beforeEach(async () => {
  clock.set('2026-11-18T10:00:00Z')
  await forgetVisits(owner)
  slotAt = await slotIdAt(db)
})

const move = async ({ id, version }: Visit, slotId: number, overrides: Partial<MoveRequest> = {}) =>
  moveVisit(
    db,
    { visitId: id, version, personId: await aClerk(db), slotId, message: '', ...overrides },
    clock.now(),
  )

test('moves a booked visit at once, with its place, and tells the visitor old and new time', async () => {
  const visit = await aDecidedVisit(db)
  const from = visit.slot
  expect(await move(visit, slotAt(3), { message: 'Use the side gate.' })).toEqual({ done: true })

  const moved = await mustRead(db, visit.id)
  expect(moved).toMatchObject({ status: 'booked', version: visit.version + 1, slot: { id: slotAt(3) } })
  expect(await slotNow(db, from?.id ?? 0)).toMatchObject({ booked: 0 })
  expect(await slotNow(db, slotAt(3))).toMatchObject({ booked: 1 })
  expect((await eventsOf(db, visit)).at(-1)).toMatchObject({
    what: 'moved',
    details: {
      slotId: slotAt(3),
      from: { slotId: from?.id, date: from?.date, startsAt: from?.startsAt.toISOString() },
    },
  })
  expect(await messagesOf(db, visit)).toEqual(['request_received', 'confirmed', 'moved'])
  expect(await wordsOf(db, visit)).toEqual(['Use the side gate.'])
})

test('ends no change where none was asked for', async () => {
  const visit = await aDecidedVisit(db)
  expect(await move(visit, slotAt(3), { changeId: 0 })).toEqual({ done: true })
  const events = await eventsOf(db, visit)
  expect(events.map(({ what }) => what)).toEqual(['requested', 'confirmed', 'moved'])
  expect(events.at(-1)?.details).not.toHaveProperty('changeEnded')
})

test('moves a visit back to where it was', async () => {
  const visit = await aDecidedVisit(db)
  await move(visit, slotAt(3))
  expect(await move(await mustRead(db, visit.id), slotAt(0))).toEqual({ done: true })
  expect(await slotNow(db, slotAt(3))).toMatchObject({ booked: 0 })
})

test('moves a visit out of a slot that was closed', async () => {
  const visit = await aDecidedVisit(db)
  await setWanted(db, slotAt(0), 0)
  expect(await move(visit, slotAt(1))).toEqual({ done: true })
  expect(await slotNow(db, slotAt(0))).toEqual({ wanted: 0, booked: 0, held: 0 })
})

test('refuses a slot of another place, its own, and none at all', async () => {
  const visit = await aDecidedVisit(db)
  const [elsewhere] = await bookableSlots(db, 'wandsworth')
  for (const slotId of [elsewhere?.id ?? 0, slotAt(0), 0]) {
    expect(await move(visit, slotId)).toEqual({ refused: 'slotUnknown' })
  }
  expect(await mustRead(db, visit.id)).toEqual(visit)
})

test('refuses a slot of another type', async () => {
  const visit = await aDecidedVisit(db)
  await owner.raw("update slots set visit_type = 'official_video' where id = ?", [slotAt(1)])
  expect(await move(visit, slotAt(1))).toEqual({ refused: 'slotUnknown' })
  await owner.raw("update slots set visit_type = 'social' where id = ?", [slotAt(1)])
})

test('refuses a slot that has begun', async () => {
  const visit = await aDecidedVisit(db, {}, { slotIds: [slotAt(5)] })
  const [first] = await bookableSlots(db)
  clock.set(first?.startsAt.toISOString() ?? '')
  expect(await move(visit, slotAt(0))).toEqual({ refused: 'slotPast' })
})

test('refuses a slot without a free place, or one that is closed', async () => {
  const visit = await aDecidedVisit(db)
  await setWanted(db, slotAt(1), 1)
  await aRequest(db, { slotIds: [slotAt(1)], prisonNumber: 'B1234BC' })
  expect(await move(visit, slotAt(1))).toEqual({ refused: 'slotFull' })
  await setWanted(db, slotAt(2), 0)
  expect(await move(visit, slotAt(2))).toEqual({ refused: 'slotFull' })
})

test('refuses a time at which the prisoner has another visit', async () => {
  await aDecidedVisit(db, {}, { slotIds: [slotAt(1)], party: [otherAdult] })
  const visit = await aDecidedVisit(db)
  expect(await move(visit, slotAt(1))).toEqual({ refused: 'prisonerHasVisitThen' })
  expect(await mustRead(db, visit.id)).toEqual(visit)
})

test('refuses a time that the same visitor has asked for with another request', async () => {
  const visit = await aDecidedVisit(db)
  await aRequest(db, { slotIds: [slotAt(1)] })
  expect(await move(visit, slotAt(1))).toEqual({ refused: 'duplicate' })
})

test('refuses what is not booked, has changed or has begun', async () => {
  const visit = await aDecidedVisit(db)
  expect(await move(visit, slotAt(1), { version: 1 })).toEqual({ refused: 'changed' })
  expect(await move(await aRequest(db, { prisonNumber: 'B1234BC' }), slotAt(1))).toEqual({
    refused: 'notBooked',
  })
  clock.set(visit.slot?.startsAt.toISOString() ?? '')
  expect(await move(visit, slotAt(5))).toEqual({ refused: 'over' })
})
