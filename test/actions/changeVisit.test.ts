/** A visitor changes a request, or asks to change a booked visit: what is written, and what is refused. */
import { decideChange } from '../../src/actions/decideChange.ts'
import { moveVisit } from '../../src/actions/moveVisit.ts'
import { undoDecision } from '../../src/actions/undoDecision.ts'
import { withdrawChange } from '../../src/actions/withdrawChange.ts'
import type { Person } from '../../src/domain/party.ts'
import { findOpenChange, readChange } from '../../src/store/changes.ts'
import { query } from '../../src/store/database.ts'
import type { Database } from '../../src/store/database.ts'
import { insertFlags, listOpenFlags } from '../../src/store/flags.ts'
import { endLinks } from '../../src/store/links.ts'
import { listVisitsInSlots } from '../../src/store/slotVisits.ts'
import { aChangeOf, anAskedChange, changes } from '../askedChanges.ts'
import {
  aClerk,
  aDecidedVisit,
  aRequest,
  child,
  forgetVisits,
  gwen,
  mustRead,
  otherAdult,
  slotIdAt,
} from '../builders.ts'
import { clock } from '../clock.ts'
import { testDatabase } from '../database.ts'
import { askForChange } from '../../src/actions/askForChange.ts'
import { changeRequest } from '../../src/actions/changeRequest.ts'
import { eventsOf, messagesOf, setWanted, slotNow } from './traces.ts'

let db: Database
let owner: Database
let slotAt: (index: number) => number

beforeAll(async () => ({ db, owner } = await testDatabase()))
beforeEach(async () => {
  clock.set('2026-11-18T10:00:00Z')
  await forgetVisits(owner)
  slotAt = await slotIdAt(db)
})

const people = (count: number) =>
  Array.from({ length: count }, (_, n) => ({
    firstName: `Una ${n}`,
    lastName: 'Other',
    dateOfBirth: '1990-01-01',
  }))

describe('a request that is changed', () => {
  test('keeps in its history which times it asked for, as ids alone', async () => {
    const visit = await aRequest(db, { choices: 2 })
    expect(await changes(db, visit, { slotIds: [slotAt(3)] })).toEqual({ visitId: visit.id, isNew: true })
    expect((await eventsOf(db, visit)).at(-1)).toMatchObject({
      what: 'changed',
      actor: 'visitor',
      details: { slotIds: [slotAt(3)], was: [slotAt(0), slotAt(1)] },
    })
    expect(await mustRead(db, visit.id)).toMatchObject({
      status: 'requested',
      version: 2,
      heldSlotId: slotAt(3),
    })
  })

  test('holds the first of other times in another order', async () => {
    const visit = await aRequest(db, { choices: 2 })
    await changes(db, visit, { slotIds: [slotAt(1), slotAt(0)] })
    expect(await mustRead(db, visit.id)).toMatchObject({ heldSlotId: slotAt(1) })
    expect([await slotNow(db, slotAt(0)), await slotNow(db, slotAt(1))]).toMatchObject([
      { held: 0 },
      { held: 1 },
    ])
  })

  test('claims its new times against duplicates, and the old ones no more', async () => {
    const visit = await aRequest(db)
    await changes(db, visit, { slotIds: [slotAt(3)] })
    await expect(aRequest(db, { slotIds: [slotAt(3)] })).rejects.toThrow('duplicate')
    const other = await aRequest(db, { slotIds: [slotAt(0)] })
    expect(await changes(db, other, { slotIds: [slotAt(3)] })).toEqual({ refused: 'duplicate' })
    expect(await mustRead(db, other.id)).toMatchObject({ version: 1, heldSlotId: slotAt(0) })
  })

  test('is one change a draft, however often it is sent', async () => {
    const visit = await aRequest(db)
    const asked = await aChangeOf(db, visit, { others: [child] })
    expect(await changeRequest(db, asked, clock.now())).toEqual({ visitId: visit.id, isNew: true })
    expect(await changeRequest(db, asked, clock.now())).toEqual({ visitId: visit.id, isNew: false })
    expect(await eventsOf(db, visit)).toHaveLength(2)
    expect(await messagesOf(db, visit)).toHaveLength(2)
  })
})

describe('is refused, and nothing is written:', () => {
  type Wrong = [string, { slotIds?: number[]; others?: Person[]; version?: number }, string]

  test.each<Wrong>([
    ['no change at all', {}, 'nothing'],
    ['a full time', { slotIds: [0] }, 'choices'],
    ['the same time twice', { slotIds: [1, 1] }, 'choices'],
    ['too many adults', { others: people(3) }, 'choices'],
    ['an older version', { version: 9, others: [child] }, 'changed'],
  ])('%s', async (_what, { slotIds, ...change }, refused) => {
    await setWanted(db, slotAt(4), 0)
    const times = slotIds && { slotIds: slotIds.map((index) => slotAt(index === 0 ? 4 : index)) }
    const { id } = await aRequest(db)
    const booked = await aDecidedVisit(db, {}, { prisonNumber: 'B1234BC' })
    for (const visit of [await mustRead(db, id), booked]) {
      const before = await eventsOf(db, visit)
      expect(await changes(db, visit, { ...change, ...times })).toEqual({ refused })
      expect(await mustRead(db, visit.id)).toEqual(visit)
      expect(await eventsOf(db, visit)).toHaveLength(before.length)
    }
    expect(await query(db, 'select from visit_changes')).toEqual([])
  })

  test('a draft that is no more: its link was ended', async () => {
    const visit = await aDecidedVisit(db)
    const asked = await aChangeOf(db, visit, { others: [child] })
    await db.transaction((trx) => endLinks(trx, visit.id, clock.now()))
    expect(await askForChange(db, asked, clock.now())).toEqual({ refused: 'gone' })
  })

  test('a change of what was decided since', async () => {
    const visit = await aRequest(db)
    const asked = await aChangeOf(db, visit, { others: [child] })
    await query(
      db,
      "update visits set status = 'withdrawn', version = version + 1, held_slot_id = null where id = :id",
      { id: visit.id },
    )
    expect(await changeRequest(db, asked, clock.now())).toEqual({ refused: 'changed' })
  })
})

describe('may be changed to the minute in London', () => {
  // Leeds needs 3 working days: on Wednesday 18 November 2026 the first date is Tuesday 24 November.
  test.each(['requested', 'booked'])('a visit that is %s', async (status) => {
    const visit = status === 'booked' ? await aDecidedVisit(db) : await aRequest(db)
    clock.set('2026-11-18T23:59:59Z')
    const asked = await aChangeOf(db, visit, { others: [child] })
    const send = status === 'booked' ? askForChange : changeRequest
    expect(await send(db, asked, new Date('2026-11-19T00:00:00Z'))).toEqual({ refused: 'tooLate' })
    expect(await send(db, asked, new Date('2026-11-18T23:59:59Z'))).toMatchObject({ isNew: true })
  })
})

describe('a change that waits', () => {
  test('ends on the earlier of the visit’s date and its latest choice’s', async () => {
    const visit = await aDecidedVisit(db, {}, { slotIds: [slotAt(8)] })
    const early = await anAskedChange(db, visit, { slotIds: [slotAt(1)] })
    expect(early.expiresOn).toBe(early.choices[0]?.slot.date)
    const late = await anAskedChange(db, visit, { slotIds: [slotAt(9), slotAt(1)] })
    expect(late.expiresOn).toBe(visit.slot?.date)
  })

  test('may hold the last place of its first choice again, also of a time that was closed since', async () => {
    const visit = await aDecidedVisit(db)
    await anAskedChange(db, visit, { slotIds: [slotAt(3)] })
    await setWanted(db, slotAt(3), 0)
    await anAskedChange(db, visit, { slotIds: [slotAt(3)], others: [child] })
    expect(await slotNow(db, slotAt(3))).toMatchObject({ held: 1 })
  })

  test('is overtaken by a move into its own place, which is free for it', async () => {
    const visit = await aDecidedVisit(db)
    await setWanted(db, slotAt(3), 1)
    const change = await anAskedChange(db, visit, { slotIds: [slotAt(3)] })
    const asked = { visitId: visit.id, version: visit.version, personId: await aClerk(db), message: '' }
    expect(await moveVisit(db, { ...asked, slotId: slotAt(3) }, clock.now())).toEqual({ done: true })
    expect(await readChange(db, change.id)).toMatchObject({ status: 'overtaken' })
    expect(await slotNow(db, slotAt(3))).toMatchObject({ booked: 1, held: 0 })
    expect(await slotNow(db, slotAt(0))).toMatchObject({ booked: 0, held: 0 })
  })

  test('is overtaken by an undone decision, also where it holds the first choice again', async () => {
    const visit = await aDecidedVisit(db, { decision: 'choice2' }, { choices: 2 })
    await setWanted(db, slotAt(0), 1)
    const change = await anAskedChange(db, visit, { slotIds: [slotAt(0)] })
    const asked = { visitId: visit.id, version: visit.version, personId: await aClerk(db), isManager: false }
    expect(await undoDecision(db, asked, clock.now())).toEqual({ done: true })
    expect(await readChange(db, change.id)).toMatchObject({ status: 'overtaken' })
    expect(await slotNow(db, slotAt(0))).toMatchObject({ booked: 0, held: 1 })
  })

  test('that a move or an undone decision ends stays in history, and the message knows of it', async () => {
    const personId = await aClerk(db)
    const visit = await aDecidedVisit(db)
    const first = await anAskedChange(db, visit, { slotIds: [slotAt(3)] })
    const asked = { visitId: visit.id, version: visit.version, personId }
    const move = { ...asked, slotId: slotAt(5), message: '' }
    expect(await moveVisit(db, { ...move, changeId: first.id }, clock.now())).toEqual({ done: true })
    expect((await eventsOf(db, visit)).slice(-2)).toMatchObject([
      { what: 'change_overtaken', actor: 'staff', personId, details: { changeId: first.id } },
      { what: 'moved', details: { changeEnded: true } },
    ])

    const other = await aDecidedVisit(db, {}, { prisonNumber: 'B1234BC' })
    const second = await anAskedChange(db, other, { slotIds: [slotAt(3)] })
    const undo = { visitId: other.id, version: other.version, personId, isManager: false }
    expect(await undoDecision(db, { ...undo, changeId: second.id }, clock.now())).toEqual({ done: true })
    expect((await eventsOf(db, other)).slice(-2)).toMatchObject([
      { what: 'change_overtaken', actor: 'staff', personId, details: { changeId: second.id } },
      { what: 'undone', details: { changeEnded: true } },
    ])
  })

  test('that the clerk has not seen is not ended by a move or an undone decision', async () => {
    const personId = await aClerk(db)
    const visit = await aDecidedVisit(db)
    const { id } = await anAskedChange(db, visit, { slotIds: [slotAt(3)] })
    for (const changeId of [0, id + 1]) {
      const asked = { visitId: visit.id, version: visit.version, changeId, personId }
      const moved = await moveVisit(db, { ...asked, slotId: slotAt(5), message: '' }, clock.now())
      expect(moved).toEqual({ refused: 'changed' })
      expect(await undoDecision(db, { ...asked, isManager: false }, clock.now())).toEqual({
        refused: 'changed',
      })
    }
    expect(await readChange(db, id)).toMatchObject({ status: 'requested' })
  })

  test('cannot be withdrawn for another visit, nor once it was decided', async () => {
    const visit = await aDecidedVisit(db)
    const other = await aDecidedVisit(db, {}, { prisonNumber: 'B1234BC' })
    const { id: changeId } = await anAskedChange(db, visit, { slotIds: [slotAt(3)] })
    const stranger = { visitId: other.id, changeId }
    expect(await withdrawChange(db, stranger, clock.now())).toEqual({ refused: 'changed' })
    const form = {
      decision: 'refuse' as const,
      reason: 'No.',
      visitors: [{ outcome: 'can_visit' as const, bannedUntil: null }],
    }
    const asked = { visitId: visit.id, version: visit.version, changeId, personId: await aClerk(db), form }
    expect(await decideChange(db, asked, clock.now())).toEqual({ done: true })
    expect(await withdrawChange(db, { visitId: visit.id, changeId }, clock.now())).toEqual({
      refused: 'changed',
    })
    expect(await findOpenChange(db, visit.id)).toBeUndefined()
  })

  test('is to be sorted out with its times while it waits: who closes one of them is told', async () => {
    const visit = await aDecidedVisit(db)
    const { id: changeId } = await anAskedChange(db, visit, { slotIds: [slotAt(3), slotAt(4)] })
    const inSlots = await listVisitsInSlots(db, [slotAt(0), slotAt(3), slotAt(4)])
    const places = inSlots.map(({ slotId, takesPlace }) => [slotId, takesPlace])
    expect(Object.fromEntries(places)).toEqual({ [slotAt(0)]: true, [slotAt(3)]: true, [slotAt(4)]: false })
    const flagged = { visits: [{ visitId: visit.id, slotId: slotAt(4) }], why: 'slot_closed' as const }
    await insertFlags(db, { ...flagged, personId: await aClerk(db), now: clock.now() })
    expect(await listOpenFlags(db, visit.id, clock.now())).toHaveLength(1)
    await withdrawChange(db, { visitId: visit.id, changeId }, clock.now())
    expect(await listOpenFlags(db, visit.id, clock.now())).toEqual([])
  })

  test('is told to its visitor by e-mail and, where wanted, by text', async () => {
    const contact = { mobile: '+447700900123', wantsTexts: true }
    const visit = await aDecidedVisit(db, {}, { ...contact, party: [gwen, otherAdult] })
    await anAskedChange(db, visit, { others: [] })
    expect((await messagesOf(db, visit)).filter((kind) => kind === 'change_requested')).toHaveLength(2)
  })
})
