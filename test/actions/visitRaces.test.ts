/** People at work on the same visits and slots in the same moment, in real transactions. */
import { randomBytes } from 'node:crypto'
import { cancelVisit } from '../../src/actions/cancelVisit.ts'
import { moveVisit } from '../../src/actions/moveVisit.ts'
import { recordAttendance } from '../../src/actions/recordAttendance.ts'
import { requestVisit } from '../../src/actions/requestVisit.ts'
import { undoDecision } from '../../src/actions/undoDecision.ts'
import { query } from '../../src/store/database.ts'
import type { Database } from '../../src/store/database.ts'
import type { Visit } from '../../src/store/visits.ts'
import { aClerk, aDecidedVisit, aVisitRequest, forgetVisits, mustRead, slotIdAt } from '../builders.ts'
import { clock } from '../clock.ts'
import { testDatabase } from '../database.ts'
import { eventsOf, messagesOf, setWanted, slotNow } from './traces.ts'

let db: Database
let owner: Database
let slotAt: (index: number) => number
let personId: string

beforeAll(async () => ({ db, owner } = await testDatabase()))
beforeEach(async () => {
  clock.set('2026-11-18T10:00:00Z')
  await forgetVisits(owner)
  slotAt = await slotIdAt(db)
  personId = await aClerk(db)
})

const done = (outcome: object) => 'done' in outcome
const asked = ({ id, version }: Visit) => ({ visitId: id, version, personId, message: '' })

const move = (visit: Visit, slotId: number) => moveVisit(db, { ...asked(visit), slotId }, clock.now())
const cancel = (visit: Visit) =>
  cancelVisit(db, { ...asked(visit), reasons: ['slot_closed'], otherReason: '' }, clock.now())
const undo = (visit: Visit) => undoDecision(db, { ...asked(visit), isManager: false }, clock.now())

/** Counters that triggers keep, against what the visits say. */
async function expectTrueCounts() {
  const wrong = await query(
    db,
    `select id from slots
     where booked <> (select count(*) from visits
         where slot_id = slots.id and status in ('booked', 'attended', 'not_attended'))
       or held <> (select count(*) from visits where held_slot_id = slots.id)`,
  )
  expect(wrong).toEqual([])
}

const aVisitOf = (prisonNumber: string, slotId = slotAt(0)) =>
  aDecidedVisit(db, {}, { prisonNumber, slotIds: [slotId] })

test.each([1, 2, 3])('of a cancellation and a move, one is done: round %i', async () => {
  const visit = await aDecidedVisit(db)
  const outcomes = await Promise.all([cancel(visit), move(visit, slotAt(1))])
  expect(outcomes.filter(done)).toHaveLength(1)
  expect(outcomes.filter((outcome) => !done(outcome))[0]).toEqual({
    refused: done(outcomes[0]) ? 'notBooked' : 'changed',
  })
  expect(await eventsOf(db, visit)).toHaveLength(3)
  expect(await messagesOf(db, visit)).toHaveLength(3)
  await expectTrueCounts()
})

test('of many moves into the last place, one is done', async () => {
  await setWanted(db, slotAt(4), 1)
  const visits = await Promise.all(['A', 'B', 'C', 'D', 'E'].map((letter) => aVisitOf(`${letter}1234BC`)))
  const outcomes = await Promise.all(visits.map((visit) => move(visit, slotAt(4))))
  expect(outcomes.filter(done)).toHaveLength(1)
  expect(outcomes.filter((outcome) => !done(outcome))).toEqual(Array(4).fill({ refused: 'slotFull' }))
  expect(await slotNow(db, slotAt(4))).toMatchObject({ booked: 1 })
  await expectTrueCounts()
})

test('visits that change places do not wait for each other crosswise', async () => {
  const first = await aVisitOf('A1234BC', slotAt(0))
  const second = await aVisitOf('B1234BC', slotAt(4))
  const outcomes = await Promise.all([move(first, slotAt(4)), move(second, slotAt(0))])
  expect(outcomes).toEqual([{ done: true }, { done: true }])
  await expectTrueCounts()
})

test('two visits of one prisoner do not both move to the same time', async () => {
  const party = [{ firstName: 'Una', lastName: 'Other', dateOfBirth: '1990-01-01' }]
  const first = await aDecidedVisit(db)
  const second = await aDecidedVisit(db, {}, { slotIds: [slotAt(1)], party })
  const outcomes = await Promise.all([move(first, slotAt(4)), move(second, slotAt(4))])
  expect(outcomes.filter(done)).toHaveLength(1)
  expect(outcomes).toContainEqual({ refused: 'prisonerHasVisitThen' })
  await expectTrueCounts()
})

test.each([1, 2, 3])(
  'of an undone rejection and a request for its place, one is done: round %i',
  async () => {
    await setWanted(db, slotAt(0), 1)
    const visit = await aDecidedVisit(db, { decision: 'reject', reasons: ['prisoner_details'] })
    const wanted = await aVisitRequest(db, { slotIds: [slotAt(0)], prisonNumber: 'B1234BC' })
    const [undone, requested] = await Promise.all([
      undo(visit),
      requestVisit(db, wanted, { now: clock.now(), randomBytes }),
    ])
    expect([done(undone), 'visitId' in requested].filter(Boolean)).toHaveLength(1)
    if (!done(undone)) expect(undone).toEqual({ refused: 'slotFull' })
    expect(await slotNow(db, slotAt(0))).toMatchObject({ held: 1 })
    await expectTrueCounts()
  },
)

test('of an undo and a move of somebody else into its place, one is done', async () => {
  await setWanted(db, slotAt(0), 1)
  const visit = await aDecidedVisit(db, { decision: 'choice2' }, { choices: 2 })
  const other = await aVisitOf('B1234BC', slotAt(4))
  const outcomes = await Promise.all([undo(visit), move(other, slotAt(0))])
  expect(outcomes.filter(done)).toHaveLength(1)
  expect(outcomes).toContainEqual({ refused: 'slotFull' })
  await expectTrueCounts()
})

test('of two undos, one is done', async () => {
  const visit = await aDecidedVisit(db)
  const outcomes = await Promise.all([undo(visit), undo(visit)])
  expect(outcomes.filter(done)).toHaveLength(1)
  expect(outcomes).toContainEqual({ refused: 'changed' })
  expect(await messagesOf(db, visit)).toEqual(['request_received', 'confirmed', 'undone'])
})

test('of two who say the opposite about attendance, one is believed', async () => {
  const visit = await aDecidedVisit(db)
  clock.set(`${visit.slot?.date}T12:00:00Z`)
  const outcomes = await Promise.all(
    [true, false].map((attended) => recordAttendance(db, { ...asked(visit), attended }, clock.now())),
  )
  expect(outcomes.filter(done)).toHaveLength(1)
  expect(outcomes).toContainEqual({ refused: 'changed' })
  expect((await mustRead(db, visit.id)).version).toBe(visit.version + 1)
})
