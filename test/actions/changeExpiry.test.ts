/** Changes that nobody decided in time end at midnight in London, each once. */
import { decideChange } from '../../src/actions/decideChange.ts'
import { expireVisits } from '../../src/actions/expireVisits.ts'
import { londonInstant } from '../../src/domain/dates.ts'
import { readChange } from '../../src/store/changes.ts'
import type { VisitChange } from '../../src/store/changes.ts'
import { query } from '../../src/store/database.ts'
import type { Database } from '../../src/store/database.ts'
import type { Visit } from '../../src/store/visits.ts'
import { anAskedChange } from '../askedChanges.ts'
import { aClerk, aDecidedVisit, forgetVisits, mustRead, slotIdAt } from '../builders.ts'
import { clock } from '../clock.ts'
import { testDatabase } from '../database.ts'
import { eventsOf, messagesOf, slotNow } from './traces.ts'

let db: Database
let owner: Database
let slotAt: (index: number) => number
let visit: Visit
let change: VisitChange

beforeAll(async () => ({ db, owner } = await testDatabase()))
beforeEach(async () => {
  clock.set('2026-11-18T10:00:00Z')
  await forgetVisits(owner)
  slotAt = await slotIdAt(db)
  visit = await aDecidedVisit(db, {}, { slotIds: [slotAt(8)] })
  change = await anAskedChange(db, visit, { slotIds: [slotAt(3)] })
})

const midnight = () => londonInstant(change.expiresOn, '00:00')
const secondBefore = () => new Date(midnight().getTime() - 1000)

test('ends at 00:00 and not before; the place is freed, the visit stands, the visitor is told', async () => {
  expect(await expireVisits(db, secondBefore())).toBe(0)
  expect(await expireVisits(db, midnight())).toBe(1)
  expect(await readChange(db, change.id)).toMatchObject({ status: 'expired' })
  expect(await slotNow(db, slotAt(3))).toMatchObject({ held: 0 })
  expect(await mustRead(db, visit.id)).toEqual(visit)
  expect((await eventsOf(db, visit)).at(-1)).toMatchObject({ what: 'change_expired', actor: 'system' })
  expect((await messagesOf(db, visit)).at(-1)).toBe('change_expired')
})

test('ends once, however often and at once the job runs', async () => {
  const counts = await Promise.all([1, 2, 3].map(() => expireVisits(db, midnight())))
  expect(counts.reduce((sum, count) => sum + count)).toBe(1)
  expect(await expireVisits(db, midnight())).toBe(0)
  expect((await eventsOf(db, visit)).filter(({ what }) => what === 'change_expired')).toHaveLength(1)
})

test('cannot be decided any more, even before the job has run', async () => {
  const form = {
    decision: 'choice1' as const,
    reason: '',
    visitors: [{ outcome: 'can_visit' as const, bannedUntil: null }],
  }
  const asked = {
    visitId: visit.id,
    version: visit.version,
    changeId: change.id,
    personId: await aClerk(db),
    form,
  }
  expect(await decideChange(db, asked, midnight())).toEqual({ refused: 'gone' })
  expect(await readChange(db, change.id)).toMatchObject({ status: 'expired' })
  expect((await mustRead(db, visit.id)).slot?.id).toBe(slotAt(8))
})

test('frees the place of a first choice that has begun while the others wait', async () => {
  const waiting = await anAskedChange(db, visit, { slotIds: [slotAt(3), slotAt(7)] })
  const first = waiting.choices[0]?.slot
  await expireVisits(db, first?.startsAt ?? clock.now())
  expect(await readChange(db, waiting.id)).toMatchObject({ status: 'requested' })
  expect(await slotNow(db, slotAt(3))).toMatchObject({ held: 0 })
  expect((await eventsOf(db, visit)).at(-1)?.what).toBe('hold_freed')
})

test('the database counts no place twice, and refuses one too many', async () => {
  await query(db, 'update slots set wanted = 1 where id = :id', { id: slotAt(3) })
  const other = await aDecidedVisit(db, {}, { prisonNumber: 'B1234BC' })
  const hold = query(db, 'update visits set held_slot_id = :slot where id = :id', {
    slot: slotAt(3),
    id: other.id,
  })
  await expect(hold).rejects.toThrow('slots_within_capacity')
})
