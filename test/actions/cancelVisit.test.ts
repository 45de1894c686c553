import { cancelVisit } from '../../src/actions/cancelVisit.ts'
import type { CancellationRequest } from '../../src/actions/cancelVisit.ts'
import type { Database } from '../../src/store/database.ts'
import type { Visit } from '../../src/store/visits.ts'
import { aClerk, aDecidedVisit, aRequest, forgetVisits, mustRead } from '../builders.ts'
import { clock } from '../clock.ts'
import { testDatabase } from '../database.ts'
import { eventsOf, messagesOf, slotNow, wordsOf } from './traces.ts'

let db: Database
let owner: Database

beforeAll(async () => ({ db, owner } = await testDatabase()))
beforeEach(async () => {
  clock.set('2026-11-18T10:00:00Z')
  await forgetVisits(owner)
})

const cancel = async ({ id, version }: Visit, overrides: Partial<CancellationRequest> = {}) =>
  cancelVisit(
    db,
    {
      visitId: id,
      version,
      personId: await aClerk(db),
      reasons: ['prisoner_request'],
      otherReason: '',
      message: '',
      ...overrides,
    },
    clock.now(),
  )

test('cancels a booked visit, frees its place, says why in history and queues one message', async () => {
  const visit = await aDecidedVisit(db)
  const slotId = visit.slot?.id ?? 0
  expect(await slotNow(db, slotId)).toMatchObject({ booked: 1, held: 0 })
  const asked = { reasons: ['other', 'slot_closed', 'other'], otherReason: ' The hall is flooded. ' } as const
  expect(await cancel(visit, { ...asked, message: 'We are sorry.' })).toEqual({ done: true })

  expect(await mustRead(db, visit.id)).toMatchObject({
    status: 'cancelled',
    version: visit.version + 1,
    cancelledBy: 'prison',
    cancellationReasons: ['slot_closed', 'other'],
    cancellationText: 'The hall is flooded.',
    slot: { id: slotId },
  })
  expect(await slotNow(db, slotId)).toMatchObject({ booked: 0, held: 0 })
  expect((await eventsOf(db, visit)).at(-1)).toMatchObject({
    what: 'cancelled',
    actor: 'staff',
    personName: 'The clerk',
    details: { by: 'prison', reasons: ['slot_closed', 'other'], slotId },
  })
  expect(await messagesOf(db, visit)).toEqual(['request_received', 'confirmed', 'cancelled'])
  expect(await wordsOf(db, visit)).toEqual(['We are sorry.'])
})

test('keeps no words where the clerk adds none, and the sentence only with its reason', async () => {
  const visit = await aDecidedVisit(db)
  await cancel(visit, { reasons: ['no_allowance'], otherReason: 'Not asked for.' })
  expect(await mustRead(db, visit.id)).toMatchObject({ cancellationText: '' })
  expect(await wordsOf(db, visit)).toEqual([])
})

test.each([
  ['no reason', { reasons: [] }, 'reasonNeeded'],
  ['“other” without a sentence', { reasons: ['other'], otherReason: ' ' }, 'otherReasonNeeded'],
  ['another version', { version: 1 }, 'changed'],
] as const)('refuses %s and writes nothing', async (_what, asked, refused) => {
  const visit = await aDecidedVisit(db)
  expect(await cancel(visit, asked)).toEqual({ refused })
  expect(await mustRead(db, visit.id)).toEqual(visit)
  expect(await eventsOf(db, visit)).toHaveLength(2)
  expect(await messagesOf(db, visit)).toHaveLength(2)
})

test('refuses a visit that is not booked, and one that does not exist', async () => {
  const visit = await aRequest(db)
  expect(await cancel(visit)).toEqual({ refused: 'notBooked' })
  expect(await cancel({ ...visit, id: visit.id + 1000 })).toEqual({ refused: 'notBooked' })
})

test('refuses a second cancellation', async () => {
  const visit = await aDecidedVisit(db)
  await cancel(visit)
  expect(await cancel(visit)).toEqual({ refused: 'notBooked' })
  expect(await messagesOf(db, visit)).toHaveLength(3)
})

test('refuses from the moment at which the visit starts, not before', async () => {
  const visit = await aDecidedVisit(db)
  const starts = visit.slot?.startsAt.getTime() ?? 0
  clock.set(new Date(starts).toISOString())
  expect(await cancel(visit)).toEqual({ refused: 'over' })
  clock.set(new Date(starts - 1000).toISOString())
  expect(await cancel(visit)).toEqual({ done: true })
})

test('lets the same people ask for the time again', async () => {
  await cancel(await aDecidedVisit(db))
  await expect(aRequest(db)).resolves.toMatchObject({ status: 'requested' })
})
