import { query, transact } from '../../src/store/database.ts'
import type { Database } from '../../src/store/database.ts'
import { listFlagged } from '../../src/store/flagged.ts'
import type { FlaggedFilter } from '../../src/store/flagged.ts'
import { insertFlags, listOpenFlags, settleReopened } from '../../src/store/flags.ts'
import type { NewFlags } from '../../src/store/flags.ts'
import { hasKept, keepFlagged, readKeptBecause } from '../../src/store/keepFlagged.ts'
import type { Visit } from '../../src/store/visits.ts'
import { aClerk, aDecidedVisit, aRequest, bookableSlots, forgetVisits } from '../builders.ts'
import { clock } from '../clock.ts'
import { testDatabase } from '../database.ts'

let db: Database
let owner: Database
let personId: string

beforeAll(async () => {
  ;({ db, owner } = await testDatabase())
})
beforeEach(async () => {
  clock.set('2026-11-18T10:00:00Z')
  await forgetVisits(owner)
  personId = await aClerk(db, 'manager')
})

const slotOf = ({ slot, choices }: Visit): number => (slot ?? choices[0]?.slot)?.id ?? 0

const flag = (visit: Visit, why: NewFlags['why'] = 'slot_closed', slotId: number | null = slotOf(visit)) =>
  transact(db, (trx) =>
    insertFlags(trx, { visits: [{ visitId: visit.id, slotId }], why, personId, now: clock.now() }),
  )

const filter = (overrides: Partial<FlaggedFilter> = {}): FlaggedFilter => ({
  prisons: ['LEI', 'CFI'],
  place: null,
  why: null,
  references: null,
  page: 1,
  now: clock.now(),
  ...overrides,
})

const listed = async (overrides: Partial<FlaggedFilter> = {}) =>
  (await listFlagged(db, filter(overrides))).rows.map(({ reference }) => reference)

const openFlags = async ({ id }: Visit) => (await listOpenFlags(db, id, clock.now())).map(({ why }) => why)

const history = ({ id }: Visit) =>
  query<{ what: string; details: object }>(
    db,
    `select what, details from visit_events where visit_id = :id and what not in ('requested', 'confirmed')
     order by id`,
    { id },
  )

test('flags a visit once, however often it is called, and writes it into its history once', async () => {
  const visit = await aDecidedVisit(db)
  await Promise.all([flag(visit), flag(visit)])
  await flag(visit)
  expect(await openFlags(visit)).toEqual(['slot_closed'])
  expect(await history(visit)).toEqual([
    { what: 'flagged', details: { why: 'slot_closed', slotIds: [slotOf(visit)] } },
  ])
})

test('flags a request in each of its closed slots, with one line of history', async () => {
  const visit = await aRequest(db, { choices: 2 })
  const visits = visit.choices.map(({ slot }) => ({ visitId: visit.id, slotId: slot.id }))
  await transact(db, (trx) => insertFlags(trx, { visits, why: 'slot_closed', personId, now: clock.now() }))
  expect(await openFlags(visit)).toEqual(['slot_closed', 'slot_closed'])
  expect(await history(visit)).toHaveLength(1)
})

test('keeps flags of different reasons apart', async () => {
  const visit = await aDecidedVisit(db)
  await flag(visit)
  await flag(visit, 'prisoner_moved', null)
  await flag(visit, 'prisoner_moved', null)
  expect(await openFlags(visit)).toEqual(['slot_closed', 'prisoner_moved'])
  expect(await listed({ why: 'prisoner_moved' })).toEqual([visit.reference])
  expect(await listed({ why: 'visitor_banned' })).toEqual([])
  const { rows } = await listFlagged(db, filter({ why: 'prisoner_moved' }))
  expect(rows[0]?.flags.map(({ why }) => why)).toEqual(['slot_closed', 'prisoner_moved'])
})

test('refuses a flag that names a slot without being about one, and the other way round', async () => {
  const visit = await aDecidedVisit(db)
  await expect(flag(visit, 'prisoner_moved')).rejects.toThrow('visit_flags_name_the_slot')
  await expect(flag(visit, 'slot_closed', null)).rejects.toThrow('visit_flags_name_the_slot')
})

test('takes a flag for settled once the visit has left the slot', async () => {
  const visit = await aDecidedVisit(db)
  const [, other] = await bookableSlots(db)
  await flag(visit)
  await query(db, 'update visits set slot_id = :slot, version = version + 1 where id = :id', {
    slot: other?.id,
    id: visit.id,
  })
  expect(await openFlags(visit)).toEqual([])
  expect(await listed()).toEqual([])
})

test('takes a flag for settled once the visit is cancelled, or its time has begun', async () => {
  const visits = [await aDecidedVisit(db), await aDecidedVisit(db, {}, { prisonNumber: 'A1235BC' })]
  for (const visit of visits) await flag(visit)
  await query(
    db,
    `update visits set status = 'cancelled', version = version + 1, cancelled_by = 'visitor' where id = :id`,
    { id: visits[0]?.id },
  )
  expect(await listed()).toEqual([visits[1]?.reference])
  expect((await listFlagged(db, filter())).total).toBe(1)
  clock.set('2026-11-24T14:00:00Z')
  expect(await listed()).toEqual([])
  expect((await listFlagged(db, filter())).total).toBe(0)
})

test('lists what a clerk needs, by the time of the visit, and counts a request’s other times', async () => {
  const slots = await bookableSlots(db)
  const request = await aRequest(db, { slotIds: [slots[2]?.id ?? 0, slots[3]?.id ?? 0] })
  const booked = await aDecidedVisit(db, {}, { prisonNumber: 'A1235BC' })
  await flag(request)
  await flag(booked)
  const { rows, total, pages } = await listFlagged(db, filter())
  expect([total, pages]).toEqual([2, 1])
  expect(rows).toMatchObject([
    {
      reference: booked.reference,
      status: 'booked',
      version: 2,
      startsAt: booked.slot?.startsAt,
      prisoner: { lastName: 'Test' },
      mainVisitor: { lastName: 'Example' },
      people: 1,
      otherTimes: 0,
      flags: [{ why: 'slot_closed', raisedBy: 'The manager', raisedAt: clock.now(), reason: null }],
    },
    { reference: request.reference, status: 'requested', startsAt: slots[2]?.startsAt, otherTimes: 1 },
  ])
})

test('lists visits of the reader’s prisons alone, and of one place', async () => {
  const leeds = await aRequest(db)
  const cardiff = await aRequest(db, { slug: 'cardiff' })
  const wandsworth = await aRequest(db, { slug: 'wandsworth' })
  for (const visit of [leeds, cardiff, wandsworth]) await flag(visit)
  expect((await listed()).sort()).toEqual([leeds.reference, cardiff.reference].sort())
  expect(await listed({ place: 'cardiff' })).toEqual([cardiff.reference])
  expect(await listed({ place: 'wandsworth' })).toEqual([])
  expect(await listed({ references: [leeds.reference, wandsworth.reference] })).toEqual([leeds.reference])
})

test('tells the reason of the closure that the slot is in', async () => {
  const visit = await aDecidedVisit(db)
  const { date = '' } = visit.slot ?? {}
  const close = (columns: string, values: string) =>
    owner.raw(
      `insert into closures (place_id, first_date, last_date, ${columns}) values (?, ?, ?, ${values})`,
      [visit.place.id, date, date],
    )
  await close('reason, visit_type', "'Calls only', 'official_telephone'")
  await close('reason, starts', "'Morning', '09:00'")
  await flag(visit)
  expect(await listOpenFlags(db, visit.id, clock.now())).toMatchObject([{ reason: null }])
  await close('reason, starts', "'Repairs', '14:00'")
  expect(await listOpenFlags(db, visit.id, clock.now())).toMatchObject([{ reason: 'Repairs' }])
  await owner.raw('delete from closures where first_date = ?', [date])
})

test('keeps a visit for a reason, once, and only for the flags that were seen', async () => {
  const visit = await aDecidedVisit(db)
  await flag(visit)
  const flagIds = (await listOpenFlags(db, visit.id, clock.now())).map(({ id }) => id)
  await flag(visit, 'prisoner_moved', null)
  const keeping = { visitId: visit.id, flagIds, personId, because: 'Agreed with the wing' }
  const keep = () => transact(db, (trx) => keepFlagged(trx, { ...keeping, now: clock.now() }))
  expect((await Promise.all([keep(), keep()])).sort()).toEqual([false, true])
  expect(await hasKept(db, keeping)).toBe(true)
  expect(await hasKept(db, { ...keeping, because: 'Another reason' })).toBe(false)
  expect(await openFlags(visit)).toEqual(['prisoner_moved'])
  expect((await history(visit)).at(-1)).toEqual({ what: 'kept', details: { why: ['slot_closed'], flagIds } })
  expect([...(await readKeptBecause(db, visit.id)).values()]).toEqual(['Agreed with the wing'])
})

test('settles what is about slots that are open again, and nothing else', async () => {
  const visit = await aDecidedVisit(db)
  const other = await aRequest(db, {
    prisonNumber: 'A1235BC',
    slotIds: [(await bookableSlots(db))[1]?.id ?? 0],
  })
  await flag(visit)
  await flag(visit, 'over_capacity')
  await flag(other)
  const reopened = { slotIds: [slotOf(visit)], personId, now: clock.now() }
  await transact(db, (trx) => settleReopened(trx, reopened))
  await transact(db, (trx) => settleReopened(trx, reopened))
  expect(await openFlags(visit)).toEqual(['over_capacity'])
  expect(await openFlags(other)).toEqual(['slot_closed'])
  expect((await history(visit)).map(({ what }) => what)).toEqual(['flagged', 'flagged', 'flag_settled'])
  await flag(visit)
  expect(await openFlags(visit)).toEqual(['over_capacity', 'slot_closed'])
})
