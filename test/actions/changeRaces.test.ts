/** Changes, requests, decisions and cancellations in the same moment, in real transactions. */
import { randomBytes } from 'node:crypto'
import { askForChange } from '../../src/actions/askForChange.ts'
import { cancelOwnVisit } from '../../src/actions/cancelOwnVisit.ts'
import { changeRequest } from '../../src/actions/changeRequest.ts'
import { decideChange } from '../../src/actions/decideChange.ts'
import { decideVisit } from '../../src/actions/decideVisit.ts'
import { moveVisit } from '../../src/actions/moveVisit.ts'
import { requestVisit } from '../../src/actions/requestVisit.ts'
import { withdrawChange } from '../../src/actions/withdrawChange.ts'
import { findOpenChange, readChange } from '../../src/store/changes.ts'
import { query } from '../../src/store/database.ts'
import type { Database } from '../../src/store/database.ts'
import { aChangeOf, anAskedChange } from '../askedChanges.ts'
import {
  aClerk,
  aDecidedVisit,
  aDecision,
  aRequest,
  aVisitRequest,
  child,
  forgetVisits,
  mustRead,
  slotIdAt,
} from '../builders.ts'
import { clock } from '../clock.ts'
import { testDatabase } from '../database.ts'
import { eventsOf, setWanted, slotNow } from './traces.ts'

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
afterEach(async () => {
  const wrong = await query(
    db,
    `select id from slots
     where booked <> (select count(*) from visits
         where slot_id = slots.id and status in ('booked', 'attended', 'not_attended'))
       or held <> (select count(*) from visits where held_slot_id = slots.id)`,
  )
  expect(wrong).toEqual([])
  const strays = await query(
    db,
    `select from visits where status = 'booked' and held_slot_id is not null and not exists (
       select from visit_changes where visit_id = visits.id and status = 'requested')`,
  )
  expect(strays).toEqual([])
})

const isDone = (outcome: object) => !('refused' in outcome)
const refusals = (outcomes: object[]) => outcomes.filter((outcome) => !isDone(outcome))
const numbered = (n: number) => `A${1000 + n}BC`
const rounds = [1, 2, 3]

test('of many changes into the last place, one gets it, and the others keep theirs', async () => {
  await setWanted(db, slotAt(6), 1)
  const visits = await Promise.all(
    [0, 1, 2, 3, 4, 5].map((n) =>
      n % 2 === 0
        ? aRequest(db, { prisonNumber: numbered(n), slotIds: [slotAt(n % 3)] })
        : aDecidedVisit(db, {}, { prisonNumber: numbered(n), slotIds: [slotAt(n % 3)] }),
    ),
  )
  const asked = await Promise.all(visits.map((visit) => aChangeOf(db, visit, { slotIds: [slotAt(6)] })))
  const outcomes = await Promise.all(
    asked.map((change, n) => (n % 2 === 0 ? changeRequest : askForChange)(db, change, clock.now())),
  )
  expect(outcomes.filter(isDone)).toHaveLength(1)
  expect(refusals(outcomes)).toEqual(Array(5).fill({ refused: 'choices' }))
  expect(await slotNow(db, slotAt(6))).toMatchObject({ held: 1, booked: 0 })
  for (const [n, visit] of visits.entries()) {
    const { slot, heldSlotId } = await mustRead(db, visit.id)
    if (!isDone(outcomes[n] ?? {})) continue
    expect(slot ? slot.id : slotAt(n % 3)).toBe(slotAt(n % 3))
    expect(heldSlotId).toBe(slotAt(6))
  }
})

test.each(rounds)('of a change and a request into the last place, one gets it: round %i', async () => {
  await setWanted(db, slotAt(6), 1)
  const visit = await aDecidedVisit(db)
  const change = await aChangeOf(db, visit, { slotIds: [slotAt(6)] })
  const wanted = await aVisitRequest(db, { slotIds: [slotAt(6)], prisonNumber: 'B1234BC' })
  const outcomes = await Promise.all([
    askForChange(db, change, clock.now()),
    requestVisit(db, wanted, { now: clock.now(), randomBytes }),
  ])
  expect(outcomes.filter(isDone)).toHaveLength(1)
  expect(refusals(outcomes)).toEqual([{ refused: 'choices' }])
  expect(await slotNow(db, slotAt(6))).toMatchObject({ held: 1 })
})

test.each(rounds)('of a changed request and its decision, one is done: round %i', async () => {
  const visit = await aRequest(db)
  const change = await aChangeOf(db, visit, { others: [child], slotIds: [slotAt(3)] })
  const { id: visitId, version } = visit
  const [changed, decided] = await Promise.all([
    changeRequest(db, change, clock.now()),
    decideVisit(db, { visitId, version, personId, form: aDecision() }, clock.now()),
  ])
  expect([changed, decided].filter(isDone)).toHaveLength(1)
  if (isDone(changed)) expect(decided).toEqual({ refused: 'changed' })
  else expect(changed).toEqual({ refused: 'changed' })
  const after = await mustRead(db, visitId)
  expect(after.party).toHaveLength(isDone(changed) ? 2 : 1)
  expect(after.version).toBe(2)
})

test.each(rounds)('of two decisions on a change, one is done: round %i', async () => {
  const visit = await aDecidedVisit(db)
  const change = await anAskedChange(db, visit, { slotIds: [slotAt(3)] })
  const visitors = [{ outcome: 'can_visit' as const, bannedUntil: null }]
  const decide = (decision: 'choice1' | 'refuse') => {
    const form = { decision, reason: 'No.', visitors }
    const asked = { visitId: visit.id, version: visit.version, changeId: change.id, personId, form }
    return decideChange(db, asked, clock.now())
  }
  const outcomes = await Promise.all([decide('choice1'), decide('refuse')])
  expect(outcomes.filter(isDone)).toHaveLength(1)
  expect(refusals(outcomes)).toEqual([{ refused: 'gone' }])
  const isConfirmed = isDone(outcomes[0] ?? {})
  expect((await mustRead(db, visit.id)).slot?.id).toBe(slotAt(isConfirmed ? 3 : 0))
})

test.each(rounds)(
  'of a decision on a change and another change, the clerk decides none unseen: round %i',
  async () => {
    const visit = await aDecidedVisit(db)
    const first = await anAskedChange(db, visit, { slotIds: [slotAt(3)] })
    const second = await aChangeOf(db, visit, { slotIds: [slotAt(5)] })
    const form = {
      decision: 'choice1' as const,
      reason: '',
      visitors: [{ outcome: 'can_visit' as const, bannedUntil: null }],
    }
    const asked = { visitId: visit.id, version: visit.version, changeId: first.id, personId, form }
    const [decided, replaced] = await Promise.all([
      decideChange(db, asked, clock.now()),
      askForChange(db, second, clock.now()),
    ])
    const { slot } = await mustRead(db, visit.id)
    expect([decided, replaced].filter(isDone)).toHaveLength(1)
    expect(isDone(decided) ? replaced : decided).toEqual({ refused: 'changed' })
    expect(slot?.id).toBe(slotAt(isDone(decided) ? 3 : 0))
  },
)

test.each(rounds)('of a change and a cancellation, nothing is left held: round %i', async () => {
  const visit = await aDecidedVisit(db)
  const change = await aChangeOf(db, visit, { slotIds: [slotAt(3)] })
  const [asked, cancelled] = await Promise.all([
    askForChange(db, change, clock.now()),
    cancelOwnVisit(db, { visitId: visit.id, version: visit.version }, clock.now()),
  ])
  expect(cancelled).toEqual({ done: true })
  if (!isDone(asked)) expect(asked).toEqual({ refused: 'changed' })
  expect(await findOpenChange(db, visit.id)).toBeUndefined()
  expect(await mustRead(db, visit.id)).toMatchObject({ status: 'cancelled', heldSlotId: null })
  expect(await slotNow(db, slotAt(3))).toMatchObject({ held: 0 })
})

test.each(rounds)('of a withdrawn change, its confirmation and a move, all agree: round %i', async () => {
  const visit = await aDecidedVisit(db)
  const change = await anAskedChange(db, visit, { slotIds: [slotAt(3)] })
  const own = { visitId: visit.id, changeId: change.id }
  const form = {
    decision: 'choice1' as const,
    reason: '',
    visitors: [{ outcome: 'can_visit' as const, bannedUntil: null }],
  }
  const at = { visitId: visit.id, version: visit.version, personId }
  const [withdrawn, decided, moved] = await Promise.all([
    withdrawChange(db, own, clock.now()),
    decideChange(db, { ...at, ...own, form }, clock.now()),
    moveVisit(db, { ...at, slotId: slotAt(5), message: '' }, clock.now()),
  ])
  const ended = await readChange(db, change.id)
  const status = isDone(withdrawn) ? 'withdrawn' : isDone(decided) ? 'confirmed' : 'overtaken'
  expect(ended?.status).toBe(status)
  const slotId = isDone(decided) ? slotAt(3) : isDone(moved) ? slotAt(5) : slotAt(0)
  expect((await mustRead(db, visit.id)).slot?.id).toBe(slotId)
})

test('one draft that is sent ten times at once is one change', async () => {
  const visit = await aDecidedVisit(db)
  const change = await aChangeOf(db, visit, { slotIds: [slotAt(3)] })
  const outcomes = await Promise.all(Array.from({ length: 10 }, () => askForChange(db, change, clock.now())))
  expect(outcomes.filter((outcome) => 'isNew' in outcome && outcome.isNew)).toHaveLength(1)
  expect(outcomes.filter(isDone)).toHaveLength(10)
  expect((await eventsOf(db, visit)).filter(({ what }) => what === 'change_requested')).toHaveLength(1)
})

test('visits that change places do not wait for each other crosswise', async () => {
  const first = await aDecidedVisit(db, {}, { slotIds: [slotAt(0)] })
  const second = await aDecidedVisit(db, {}, { prisonNumber: 'B1234BC', slotIds: [slotAt(4)] })
  const asked = [
    await aChangeOf(db, first, { slotIds: [slotAt(4), slotAt(6)] }),
    await aChangeOf(db, second, { slotIds: [slotAt(0), slotAt(5)] }),
  ]
  const outcomes = await Promise.all(asked.map((change) => askForChange(db, change, clock.now())))
  expect(outcomes.filter(isDone)).toHaveLength(2)
})
