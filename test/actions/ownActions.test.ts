/** What a visitor does with a visit of their own: withdrawn, cancelled, support changed; what is left behind. */
import { cancelOwnVisit } from '../../src/actions/cancelOwnVisit.ts'
import { cancelVisit } from '../../src/actions/cancelVisit.ts'
import { changeSupport } from '../../src/actions/changeSupport.ts'
import { moveVisit } from '../../src/actions/moveVisit.ts'
import { withdrawVisit } from '../../src/actions/withdrawVisit.ts'
import { query } from '../../src/store/database.ts'
import type { Database } from '../../src/store/database.ts'
import type { Visit } from '../../src/store/visits.ts'
import { aClerk, aDecidedVisit, aRequest, bookableSlots, forgetVisits, mustRead } from '../builders.ts'
import { clock } from '../clock.ts'
import { testDatabase } from '../database.ts'
import { openChange } from './openChange.ts'
import { eventsOf, messagesOf, slotNow } from './traces.ts'

let db: Database
let owner: Database

beforeAll(async () => ({ db, owner } = await testDatabase()))
beforeEach(async () => {
  clock.set('2026-11-18T10:00:00Z')
  await forgetVisits(owner)
  await owner.raw('update places set wants_cancellations = false')
})

const own = ({ id, version }: Visit) => ({ visitId: id, version })
const withdraw = (visit: Visit) => withdrawVisit(db, own(visit), clock.now())
const cancel = (visit: Visit) => cancelOwnVisit(db, own(visit), clock.now())
const lastEvent = async (visit: Visit) => (await eventsOf(db, visit)).at(-1)

describe('a request that is withdrawn', () => {
  test('gives its place back, is written down and confirmed by message', async () => {
    const visit = await aRequest(db, { choices: 2 })
    expect(await withdraw(visit)).toEqual({ done: true })
    expect(await mustRead(db, visit.id)).toMatchObject({ status: 'withdrawn', version: 2, heldSlotId: null })
    expect(await slotNow(db, visit.heldSlotId ?? 0)).toMatchObject({ held: 0 })
    expect(await lastEvent(visit)).toMatchObject({ what: 'withdrawn', actor: 'visitor', details: {} })
    expect(await messagesOf(db, visit)).toEqual(['request_received', 'withdrawn'])
  })

  test('stays withdrawn once, however often the button is pressed', async () => {
    const visit = await aRequest(db)
    expect(await Promise.all([withdraw(visit), withdraw(visit), withdraw(visit)])).toEqual(
      Array(3).fill({ done: true }),
    )
    expect(await eventsOf(db, visit)).toHaveLength(2)
    expect(await messagesOf(db, visit)).toHaveLength(2)
  })

  test('frees its times for the same people', async () => {
    await withdraw(await aRequest(db))
    await expect(aRequest(db)).resolves.toMatchObject({ status: 'requested' })
  })
})

test.each(['booked', 'rejected'] as const)(
  'a request that is %s meanwhile is not withdrawn',
  async (status) => {
    const visit = await aDecidedVisit(
      db,
      status === 'rejected' ? { decision: 'reject', reasons: ['duplicate'] } : {},
    )
    expect(await withdrawVisit(db, { visitId: visit.id, version: 1 }, clock.now())).toEqual({
      refused: 'changed',
    })
    expect(await mustRead(db, visit.id)).toEqual(visit)
  },
)

test('a request that was changed since the page was opened is not withdrawn', async () => {
  const visit = await aRequest(db)
  await query(db, 'update visits set version = version + 1 where id = :id', { id: visit.id })
  expect(await withdraw(visit)).toEqual({ refused: 'changed' })
  expect((await mustRead(db, visit.id)).status).toBe('requested')
})

test('a request whose time has come expires instead', async () => {
  const visit = await aRequest(db)
  clock.set(`${visit.expiresOn}T00:00:00Z`)
  expect(await withdraw(visit)).toEqual({ refused: 'over' })
  expect((await mustRead(db, visit.id)).status).toBe('expired')
  expect(await withdraw(visit)).toEqual({ refused: 'over' })
  expect(await messagesOf(db, visit)).toEqual(['request_received', 'expired'])
})

describe('a visit that its visitor cancels', () => {
  test('gives its place back, is written down and confirmed by message', async () => {
    const visit = await aDecidedVisit(db)
    expect(await cancel(visit)).toEqual({ done: true })
    expect(await mustRead(db, visit.id)).toMatchObject({
      status: 'cancelled',
      version: visit.version + 1,
      cancelledBy: 'visitor',
      cancellationReasons: [],
    })
    expect(await slotNow(db, visit.slot?.id ?? 0)).toMatchObject({ booked: 0, held: 0 })
    const details = { by: 'visitor', slotId: visit.slot?.id }
    expect(await lastEvent(visit)).toMatchObject({ what: 'cancelled', actor: 'visitor', details })
    expect(await messagesOf(db, visit)).toEqual(['request_received', 'confirmed', 'cancelled_by_visitor'])
  })

  test('is cancelled once, however often the button is pressed', async () => {
    const visit = await aDecidedVisit(db)
    expect(await Promise.all([cancel(visit), cancel(visit)])).toEqual(Array(2).fill({ done: true }))
    expect(await eventsOf(db, visit)).toHaveLength(3)
    expect(await messagesOf(db, visit)).toHaveLength(3)
  })

  test('takes its open change along, and the place that this holds', async () => {
    const visit = await aDecidedVisit(db)
    const { wanted } = await openChange(db, visit)
    expect(await slotNow(db, wanted)).toMatchObject({ held: 1 })
    expect(await cancel(visit)).toEqual({ done: true })
    expect(await slotNow(db, wanted)).toMatchObject({ booked: 0, held: 0 })
    expect(await query(db, 'select status from visit_changes')).toEqual([{ status: 'overtaken' }])
    expect(await query(db, 'select from visit_claims')).toEqual([])
  })

  test('takes its open change along, too, when it is the prison that cancels', async () => {
    const visit = await aDecidedVisit(db)
    const { wanted } = await openChange(db, visit)
    const reasons = ['slot_closed'] as const
    const asked = { ...own(visit), personId: await aClerk(db), reasons, otherReason: '', message: '' }
    expect(await cancelVisit(db, asked, clock.now())).toEqual({ done: true })
    expect(await slotNow(db, wanted)).toMatchObject({ booked: 0, held: 0 })
  })

  test.each([true, false])('is told to the prison if it wants that: %s', async (wants) => {
    await owner.raw("update places set wants_cancellations = ? where slug = 'leeds'", [wants])
    const visit = await aDecidedVisit(db)
    await cancel(visit)
    const notices = await query(
      db,
      "select kind, channel, visit_id from notifications where recipient = 'prison'",
    )
    const notice = { kind: 'visitor_cancelled', channel: 'email', visit_id: visit.id }
    expect(notices).toEqual(wants ? [notice] : [])
  })
})

test('a visit that has begun is not cancelled', async () => {
  const visit = await aDecidedVisit(db)
  clock.set(visit.slot?.startsAt.toISOString() ?? '')
  expect(await cancel(visit)).toEqual({ refused: 'over' })
  expect(await mustRead(db, visit.id)).toEqual(visit)
})

test('a visit that the prison has moved meanwhile is not cancelled unseen', async () => {
  const visit = await aDecidedVisit(db)
  const [, , , later] = await bookableSlots(db)
  const asked = { ...own(visit), personId: await aClerk(db), message: '', slotId: later?.id ?? 0 }
  expect(await moveVisit(db, asked, clock.now())).toEqual({ done: true })
  expect(await cancel(visit)).toEqual({ refused: 'changed' })
  expect(await cancel(await mustRead(db, visit.id))).toEqual({ done: true })
})

test.each(['requested', 'cancelled by the prison'])('nothing is cancelled that is %s', async (status) => {
  const visit = status === 'requested' ? await aRequest(db) : await aDecidedVisit(db)
  if (status !== 'requested') {
    const reasons = ['slot_closed'] as const
    const asked = { ...own(visit), personId: await aClerk(db), reasons, otherReason: '', message: '' }
    await cancelVisit(db, asked, clock.now())
  }
  expect(await cancel(visit)).toEqual({ refused: 'changed' })
})

describe('extra support', () => {
  const change = (visit: Visit, support: Visit['support']) =>
    changeSupport(db, { visitId: visit.id, support }, clock.now())

  test('is changed at once, and history keeps no word of it', async () => {
    const visit = await aDecidedVisit(db, {}, { support: { wheelchair: true } })
    expect(await change(visit, { interpreter: 'Polish' })).toEqual({ done: true })
    expect(await mustRead(db, visit.id)).toEqual({ ...visit, support: { interpreter: 'Polish' } })
    expect(await lastEvent(visit)).toMatchObject({ what: 'support_changed', actor: 'visitor', details: {} })
    expect(await messagesOf(db, visit)).toHaveLength(2)
  })

  test('that is the same as before leaves no trace', async () => {
    const visit = await aRequest(db, { support: { wheelchair: true, other: 'A ramp' } })
    expect(await change(visit, { other: 'A ramp', wheelchair: true })).toEqual({ done: true })
    expect(await eventsOf(db, visit)).toHaveLength(1)
  })

  test('is not changed once the visit has begun or ended', async () => {
    const visit = await aDecidedVisit(db)
    clock.set(visit.slot?.startsAt.toISOString() ?? '')
    expect(await change(visit, { babyChanging: true })).toEqual({ refused: 'over' })
    clock.set('2026-11-18T10:00:00Z')
    await cancel(visit)
    expect(await change(visit, { babyChanging: true })).toEqual({ refused: 'over' })
    expect((await mustRead(db, visit.id)).support).toEqual({})
  })
})
