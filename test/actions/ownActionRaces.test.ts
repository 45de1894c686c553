/** A visitor and the prison at work on the same visit in the same moment, in real transactions. */
import { cancelOwnVisit } from '../../src/actions/cancelOwnVisit.ts'
import { cancelVisit } from '../../src/actions/cancelVisit.ts'
import { decideChange } from '../../src/actions/decideChange.ts'
import { decideVisit } from '../../src/actions/decideVisit.ts'
import { expireVisits } from '../../src/actions/expireVisits.ts'
import { moveVisit } from '../../src/actions/moveVisit.ts'
import { undoDecision } from '../../src/actions/undoDecision.ts'
import { withdrawVisit } from '../../src/actions/withdrawVisit.ts'
import { query } from '../../src/store/database.ts'
import type { Database } from '../../src/store/database.ts'
import type { Visit } from '../../src/store/visits.ts'
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
import { openChange } from './openChange.ts'
import { eventsOf, messagesOf } from './traces.ts'

let db: Database
let owner: Database
let personId: string

beforeAll(async () => ({ db, owner } = await testDatabase()))
beforeEach(async () => {
  clock.set('2026-11-18T10:00:00Z')
  await forgetVisits(owner)
  personId = await aClerk(db)
})

const rounds = [1, 2, 3]
const own = ({ id, version }: Visit) => ({ visitId: id, version })
const asked = (visit: Visit) => ({ ...own(visit), personId, message: '' })
const isDone = (outcome: object) => 'done' in outcome || 'decided' in outcome

const cancel = (visit: Visit) => cancelOwnVisit(db, own(visit), clock.now())
const withdraw = (visit: Visit) => withdrawVisit(db, own(visit), clock.now())
const decide = (visit: Visit, form: object = {}) =>
  decideVisit(db, { ...own(visit), personId, form: aDecision(form) }, clock.now())

/** Two at once: one is done, and history, messages and counters tell of that one alone. */
async function expectOne(visit: Visit, outcomes: object[], before: number): Promise<void> {
  expect(outcomes.filter(isDone)).toHaveLength(1)
  expect(await eventsOf(db, visit)).toHaveLength(before + 1)
  expect(await messagesOf(db, visit)).toHaveLength(before + 1)
  const wrong = await query(
    db,
    `select id from slots
     where booked <> (select count(*) from visits
         where slot_id = slots.id and status in ('booked', 'attended', 'not_attended'))
       or held <> (select count(*) from visits where held_slot_id = slots.id)`,
  )
  expect(wrong).toEqual([])
}

test.each(rounds)('of a withdrawal and a confirmation, one is done: round %i', async () => {
  const visit = await aRequest(db)
  const outcomes = await Promise.all([withdraw(visit), decide(visit)])
  await expectOne(visit, outcomes, 1)
  expect(outcomes).toContainEqual({ refused: isDone(outcomes[0]) ? 'alreadyDecided' : 'changed' })
})

test.each(rounds)('of a withdrawal and a rejection, one is done: round %i', async () => {
  const visit = await aRequest(db)
  const rejection = { decision: 'reject', reasons: ['prisoner_moved'] }
  await expectOne(visit, await Promise.all([decide(visit, rejection), withdraw(visit)]), 1)
})

test.each(rounds)('of a cancellation and a move, one is done: round %i', async () => {
  const visit = await aDecidedVisit(db)
  const slotId = (await bookableSlots(db))[3]?.id ?? 0
  const outcomes = await Promise.all([cancel(visit), moveVisit(db, { ...asked(visit), slotId }, clock.now())])
  await expectOne(visit, outcomes, 2)
})

test.each(rounds)('of a cancellation and an undone decision, one is done: round %i', async () => {
  const visit = await aDecidedVisit(db)
  const undo = undoDecision(db, { ...own(visit), personId, isManager: false }, clock.now())
  await expectOne(visit, await Promise.all([undo, cancel(visit)]), 2)
})

test.each(rounds)('of a cancellation by each side, one is done: round %i', async () => {
  const visit = await aDecidedVisit(db)
  const reasons = ['slot_closed'] as const
  const outcomes = await Promise.all([
    cancel(visit),
    cancelVisit(db, { ...asked(visit), reasons, otherReason: '' }, clock.now()),
  ])
  await expectOne(visit, outcomes, 2)
})

test.each(rounds)(
  'of a cancellation and a confirmed change of the same visit, one is done: round %i',
  async () => {
    const visit = await aDecidedVisit(db)
    const { change } = await openChange(db, visit)
    const visitors = [{ outcome: 'can_visit' as const, bannedUntil: null }]
    const form = { decision: 'choice1' as const, visitors, reason: '' }
    const confirm = decideChange(db, { ...own(visit), personId, changeId: change, form }, clock.now())
    await expectOne(visit, await Promise.all([cancel(visit), confirm]), 2)
    const open = await query(db, "select from visit_changes where status = 'requested'")
    expect(open).toEqual([])
  },
)

test('a request that expires while it is being withdrawn ends once', async () => {
  const visit = await aRequest(db)
  clock.set(`${visit.expiresOn}T00:00:00Z`)
  const [outcome, again] = await Promise.all([
    withdraw(visit),
    withdraw(visit),
    expireVisits(db, clock.now()),
  ])
  expect([outcome, again]).toEqual(Array(2).fill({ refused: 'over' }))
  expect((await mustRead(db, visit.id)).status).toBe('expired')
  expect(await messagesOf(db, visit)).toEqual(['request_received', 'expired'])
})
