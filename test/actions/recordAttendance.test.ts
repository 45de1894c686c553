import { recordAttendance } from '../../src/actions/recordAttendance.ts'
import { addDays } from '../../src/domain/dates.ts'
import type { Database } from '../../src/store/database.ts'
import type { Visit } from '../../src/store/visits.ts'
import { aClerk, aDecidedVisit, aRequest, forgetVisits, mustRead } from '../builders.ts'
import { clock } from '../clock.ts'
import { testDatabase } from '../database.ts'
import { eventsOf, messagesOf, slotNow } from './traces.ts'

let db: Database
let owner: Database

beforeAll(async () => ({ db, owner } = await testDatabase()))
beforeEach(async () => {
  clock.set('2026-11-18T10:00:00Z')
  await forgetVisits(owner)
})

const record = async ({ id, version }: Visit, attended: boolean) =>
  recordAttendance(db, { visitId: id, version, personId: await aClerk(db), attended }, clock.now())

async function aVisitToday(): Promise<Visit> {
  const visit = await aDecidedVisit(db)
  clock.set(`${visit.slot?.date}T00:00:00Z`)
  return visit
}

test.each([
  [true, 'attended'],
  [false, 'not_attended'],
] as const)('records from the first minute of the day: %s', async (attended, status) => {
  const visit = await aVisitToday()
  expect(await record(visit, attended)).toEqual({ done: true })
  expect(await mustRead(db, visit.id)).toMatchObject({ status, version: visit.version + 1 })
  expect((await eventsOf(db, visit)).at(-1)).toMatchObject({ what: status, actor: 'staff', details: {} })
  expect(await slotNow(db, visit.slot?.id ?? 0)).toMatchObject({ booked: 1 })
  expect(await messagesOf(db, visit)).toEqual(['request_received', 'confirmed'])
})

test('is not possible before the day', async () => {
  const visit = await aVisitToday()
  clock.set(`${addDays(visit.slot?.date ?? '', -1)}T23:59:00Z`)
  expect(await record(visit, true)).toEqual({ refused: 'notYet' })
})

test('can be corrected, days later', async () => {
  const visit = await aVisitToday()
  await record(visit, false)
  clock.set(`${addDays(visit.slot?.date ?? '', 20)}T12:00:00Z`)
  expect(await record(await mustRead(db, visit.id), true)).toEqual({ done: true })
  expect(await mustRead(db, visit.id)).toMatchObject({ status: 'attended' })
  expect((await eventsOf(db, visit)).at(-1)).toMatchObject({ details: { corrects: 'not_attended' } })
})

test('leaves alone what is already so', async () => {
  const visit = await aVisitToday()
  await record(visit, true)
  expect(await record(visit, true)).toEqual({ done: true })
  expect(await eventsOf(db, visit)).toHaveLength(3)
})

test('is refused to who has not seen the other’s word', async () => {
  const visit = await aVisitToday()
  await record(visit, true)
  expect(await record(visit, false)).toEqual({ refused: 'changed' })
})

test('is only for booked visits', async () => {
  const visit = await aRequest(db)
  expect(await record(visit, true)).toEqual({ refused: 'notBooked' })
  expect(await record({ ...visit, id: 0 }, true)).toEqual({ refused: 'notBooked' })
})
