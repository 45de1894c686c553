import { cancelVisit } from '../../src/actions/cancelVisit.ts'
import { moveVisit } from '../../src/actions/moveVisit.ts'
import { addNote } from '../../src/actions/addNote.ts'
import { undoDecision } from '../../src/actions/undoDecision.ts'
import type { UndoRequest } from '../../src/actions/undoDecision.ts'
import { query } from '../../src/store/database.ts'
import type { Database } from '../../src/store/database.ts'
import { insertFlags, listOpenFlags } from '../../src/store/flags.ts'
import type { Visit } from '../../src/store/visits.ts'
import {
  aClerk,
  aDecidedVisit,
  aRequest,
  child,
  forgetVisits,
  gwen,
  mustRead,
  slotIdAt,
} from '../builders.ts'
import { clock } from '../clock.ts'
import { testDatabase } from '../database.ts'
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

const switchLeeds = (to: { bookable: boolean; reason: string | null }) =>
  query(
    owner,
    "update places set bookable = :bookable, not_bookable_reason = :reason where slug = 'leeds'",
    to,
  )

const undo = async ({ id, version }: Visit, overrides: Partial<UndoRequest> = {}) =>
  undoDecision(
    db,
    { visitId: id, version, personId: await aClerk(db), isManager: false, ...overrides },
    clock.now(),
  )

const rejection = { decision: 'reject', reasons: ['no_allowance'], allowanceRenewsOn: '2026-12-01' } as const

test('makes a confirmed visit a request again that holds its first choice, as if nothing had been decided', async () => {
  const visitors = [
    { outcome: 'can_visit', bannedUntil: null },
    { outcome: 'banned', bannedUntil: '2027-03-01' },
  ] as const
  const decision = {
    decision: 'choice2',
    closedVisit: true,
    bookingReference: 'LEI-1',
    message: 'Come early',
  } as const
  const visit = await aDecidedVisit(db, { ...decision, visitors }, { choices: 2, party: [gwen, child] })
  expect(await undo(visit)).toEqual({ done: true })

  expect(await mustRead(db, visit.id)).toMatchObject({
    status: 'requested',
    version: visit.version + 1,
    heldSlotId: slotAt(0),
    slot: null,
    closedVisit: false,
    bookingReference: '',
    messageToVisitor: '',
    party: [
      { outcome: null, bannedUntil: null },
      { outcome: null, bannedUntil: null },
    ],
  })
  expect(await slotNow(db, slotAt(0))).toMatchObject({ booked: 0, held: 1 })
  expect(await slotNow(db, slotAt(1))).toMatchObject({ booked: 0, held: 0 })
  expect((await eventsOf(db, visit)).at(-1)).toMatchObject({
    what: 'undone',
    details: { decision: 'confirmed', slotId: slotAt(1), heldSlotId: slotAt(0) },
  })
  expect(await messagesOf(db, visit)).toEqual(['request_received', 'confirmed', 'undone'])
})

const decidedAt = async ({ id }: Visit) =>
  (await query<{ at: Date | null }>(db, 'select decided_at as at from visits where id = :id', { id }))[0]?.at

test('the time of a decision is kept until it is undone', async () => {
  const [booked, rejected] = [
    await aDecidedVisit(db),
    await aDecidedVisit(db, rejection, { prisonNumber: 'B1234BC' }),
  ]
  for (const visit of [booked, rejected]) {
    expect(await decidedAt(visit)).toEqual(clock.now())
    await undo(visit)
    expect(await decidedAt(visit)).toBeNull()
  }
})

test('takes back a rejection with its reasons', async () => {
  const visit = await aDecidedVisit(db, rejection)
  expect(await undo(visit)).toEqual({ done: true })
  expect(await mustRead(db, visit.id)).toMatchObject({
    status: 'requested',
    heldSlotId: slotAt(0),
    rejectionReasons: [],
    allowanceRenewsOn: null,
    rejectionText: '',
  })
  expect((await eventsOf(db, visit)).at(-1)).toMatchObject({ details: { decision: 'rejected' } })
})

test('lets the request be decided and undone again', async () => {
  const visit = await aDecidedVisit(db, rejection)
  await undo(visit)
  const undone = await mustRead(db, visit.id)
  expect(await undo(undone)).toEqual({ refused: 'notDecided' })
})

test('is for the clerk who decided, or a manager', async () => {
  const visit = await aDecidedVisit(db)
  const other = await aClerk(db, 'other clerk')
  expect(await undo(visit, { personId: other })).toEqual({ refused: 'notYours' })
  expect(await undo(visit, { personId: other, isManager: true })).toEqual({ done: true })
})

test('is possible after a note, but not after the visit has moved or was cancelled', async () => {
  const personId = await aClerk(db)
  const visit = await aDecidedVisit(db)
  await addNote(db, { visitId: visit.id, personId, text: 'Rang the wing' }, clock.now())
  const asked = { visitId: visit.id, version: visit.version, personId, message: '' }
  await moveVisit(db, { ...asked, slotId: slotAt(2) }, clock.now())
  const moved = await mustRead(db, visit.id)
  expect(await undo(moved)).toEqual({ refused: 'notDecided' })
  const cancellation = {
    ...asked,
    version: moved.version,
    reasons: ['slot_closed' as const],
    otherReason: '',
  }
  await cancelVisit(db, cancellation, clock.now())
  expect(await undo(await mustRead(db, visit.id))).toEqual({ refused: 'notDecided' })
})

test('needs the version that the page showed', async () => {
  const visit = await aDecidedVisit(db)
  expect(await undo(visit, { version: 1 })).toEqual({ refused: 'changed' })
})

test('is refused when the first choice has no free place any more', async () => {
  await setWanted(db, slotAt(0), 1)
  const visit = await aDecidedVisit(db, { decision: 'choice2' }, { choices: 2 })
  await aRequest(db, { slotIds: [slotAt(0)], prisonNumber: 'B1234BC' })
  expect(await undo(visit)).toEqual({ refused: 'slotFull' })
  expect(await mustRead(db, visit.id)).toMatchObject({ status: 'booked', version: visit.version })
})

test('keeps its own place when the first choice is full, or closed, since', async () => {
  await setWanted(db, slotAt(0), 1)
  const visit = await aDecidedVisit(db)
  await setWanted(db, slotAt(0), 0)
  expect(await undo(visit)).toEqual({ done: true })
  expect(await slotNow(db, slotAt(0))).toEqual({ wanted: 0, booked: 0, held: 1 })
})

test('is refused for a rejection whose place was taken', async () => {
  await setWanted(db, slotAt(0), 1)
  const visit = await aDecidedVisit(db, rejection)
  await aRequest(db, { slotIds: [slotAt(0)], prisonNumber: 'B1234BC' })
  expect(await undo(visit)).toEqual({ refused: 'slotFull' })
})

test('holds nothing where the first choice is past', async () => {
  const visit = await aDecidedVisit(db, rejection, { slotIds: [slotAt(0), slotAt(9)] })
  clock.set(visit.choices[0]?.slot.endsAt.toISOString() ?? '')
  expect(await undo(visit)).toEqual({ done: true })
  expect(await mustRead(db, visit.id)).toMatchObject({ status: 'requested', heldSlotId: null })
})

test('is refused when the visitor has asked for one of the times again', async () => {
  const visit = await aDecidedVisit(db, rejection, { choices: 2 })
  await aRequest(db, { slotIds: [slotAt(1)] })
  expect(await undo(visit)).toEqual({ refused: 'duplicate' })
})

test.each([
  ['confirmation', {}],
  ['rejection', rejection],
] as const)('is over on the day of the visit or latest choice: %s', async (_what, form) => {
  const visit = await aDecidedVisit(db, form)
  clock.set(`${visit.expiresOn}T00:00:00Z`)
  expect(await undo(visit)).toEqual({ refused: 'over' })
  clock.set(new Date(clock.now().getTime() - 1000).toISOString())
  expect(await undo(visit)).toEqual({ done: true })
})

describe('what happened to the times while the visit was decided', () => {
  const openFlags = async ({ id }: Visit) =>
    (await listOpenFlags(db, id, clock.now())).map(({ why, startsAt }) => [why, startsAt])

  test('is flagged by who undoes it: a slot that is closed', async () => {
    const visit = await aDecidedVisit(db, rejection, { choices: 2 })
    await setWanted(db, slotAt(1), 0)
    expect(await undo(visit)).toEqual({ done: true })
    expect(await openFlags(visit)).toEqual([['slot_closed', visit.choices[1]?.slot.startsAt]])
    expect((await eventsOf(db, visit)).at(-1)).toMatchObject({
      what: 'flagged',
      personId: await aClerk(db),
      details: { why: 'slot_closed', slotIds: [slotAt(1)] },
    })
  })

  test('is flagged: a place that takes no more bookings', async () => {
    const visit = await aDecidedVisit(db, rejection)
    await switchLeeds({ bookable: false, reason: 'closed' })
    expect(await undo(visit)).toEqual({ done: true })
    expect(await openFlags(visit)).toEqual([['place_closed', null]])
    await switchLeeds({ bookable: true, reason: null })
  })

  test('is flagged once: a slot that was changed while the visit was booked', async () => {
    const visit = await aDecidedVisit(db)
    await setWanted(db, slotAt(0), 0)
    const visits = [{ visitId: visit.id, slotId: slotAt(0) }]
    await insertFlags(db, { visits, why: 'slot_changed', personId: await aClerk(db), now: clock.now() })
    expect(await undo(visit)).toEqual({ done: true })
    expect(await openFlags(visit)).toEqual([['slot_changed', visit.slot?.startsAt]])
  })

  test('is not flagged: a time that has passed', async () => {
    const visit = await aDecidedVisit(db, rejection, { slotIds: [slotAt(0), slotAt(-1)] })
    await setWanted(db, slotAt(0), 0)
    clock.set('2026-11-24T14:00:00Z')
    expect(await undo(visit)).toEqual({ done: true })
    expect(await openFlags(visit)).toEqual([])
  })
})
