/** The database lets a visit go only where the specification does: proved in SQL, as the application's own role. */
import { aDecidedVisit, aRequest, bookableSlots, forgetVisits, mustRead } from '../builders.ts'
import { testDatabase } from '../database.ts'
import type { Database } from '../../src/store/database.ts'

let db: Database
let owner: Database

beforeAll(async () => ({ db, owner } = await testDatabase()))
beforeEach(() => forgetVisits(owner))

const sql = (statement: string, bindings: Record<string, string | number> = {}) => db.raw(statement, bindings)

describe('transitions', () => {
  const statuses = [
    'requested',
    'booked',
    'rejected',
    'withdrawn',
    'expired',
    'cancelled',
    'attended',
    'not_attended',
  ]

  test('begin as requested', async () => {
    await aRequest(db)
    const copy = `insert into visits (reference, place_id, visit_type, status, channel, language, prison_number,
        prisoner_first_name, prisoner_last_name, prisoner_date_of_birth, main_visitor_key, requested_at, answer_by,
        expires_on, slot_id)
      select 'ZZZZZZZZ', place_id, visit_type, 'booked', channel, language, prison_number, prisoner_first_name,
        prisoner_last_name, prisoner_date_of_birth, main_visitor_key, requested_at, answer_by, expires_on, held_slot_id
      from visits`
    await expect(sql(copy)).rejects.toThrow('begins as requested')
  })

  /** What a status asks for besides its name; a visit keeps its slot once it has one, unless it goes back. */
  const sets: Record<string, string> = {
    requested: 'slot_id = null, cancelled_by = null',
    booked: 'slot_id = coalesce(slot_id, :slot), held_slot_id = null, cancelled_by = null',
    rejected: "slot_id = null, held_slot_id = null, cancelled_by = null, rejection_reasons = '{other}'",
    withdrawn: 'slot_id = null, held_slot_id = null, cancelled_by = null',
    expired: 'slot_id = null, held_slot_id = null, cancelled_by = null',
    cancelled: "slot_id = coalesce(slot_id, :slot), held_slot_id = null, cancelled_by = 'visitor'",
    attended: 'slot_id = coalesce(slot_id, :slot), held_slot_id = null, cancelled_by = null',
    not_attended: 'slot_id = coalesce(slot_id, :slot), held_slot_id = null, cancelled_by = null',
  }

  /** Every way from one status to another that there is (specification §3). */
  const ways: Record<string, string[]> = {
    requested: ['booked', 'rejected', 'withdrawn', 'expired'],
    booked: ['requested', 'cancelled', 'attended', 'not_attended'],
    rejected: ['requested'],
    withdrawn: [],
    expired: [],
    cancelled: [],
    attended: ['not_attended'],
    not_attended: ['attended'],
  }

  const become = (id: number, slot: number, status: string, version = 'version + 1') =>
    sql(`update visits set status = :status, version = ${version}, ${sets[status]} where id = :id`, {
      id,
      status,
      ...(sets[status]?.includes(':slot') && { slot }),
    })

  /** A visit that came to a status by legal ways alone. */
  async function visitIn(status: string) {
    const { id, heldSlotId } = await aRequest(db)
    const slot = heldSlotId ?? 0
    const path = ['cancelled', 'attended', 'not_attended'].includes(status) ? ['booked', status] : [status]
    for (const step of path.filter((name) => name !== 'requested')) await become(id, slot, step)
    return { id, slot }
  }

  const pairs = statuses.flatMap((from) =>
    statuses
      .filter((to) => to !== from)
      .map((to) => ({ from, to, verdict: ways[from]?.includes(to) ? 'allow' : 'refuse' })),
  )

  test.each(pairs)('$verdict $from → $to', async ({ from, to, verdict }) => {
    const { id, slot } = await visitIn(from)
    const change = become(id, slot, to)
    if (verdict === 'allow') await expect(change).resolves.toBeDefined()
    else await expect(change).rejects.toThrow(`may not go from ${from} to ${to}`)
    expect(await mustRead(db, id)).toMatchObject({ status: verdict === 'allow' ? to : from })
  })

  test.each(pairs.filter(({ verdict }) => verdict === 'allow'))(
    'need the next version for $from → $to',
    async ({ from, to }) => {
      const { id, slot } = await visitIn(from)
      for (const version of ['version', 'version + 2']) {
        await expect(become(id, slot, to, version)).rejects.toThrow('next version')
      }
    },
  )

  test('need the next version for another slot', async () => {
    const { id } = await aDecidedVisit(db)
    const slot = (await bookableSlots(db))[1]?.id ?? 0
    const move = (version: string) =>
      sql(`update visits set slot_id = :slot, version = ${version} where id = :id`, { id, slot })
    for (const version of ['version', 'version + 2'])
      await expect(move(version)).rejects.toThrow('next version')
    await expect(move('version + 1')).resolves.toBeDefined()
  })

  test('count the places of an undone decision and of a move', async () => {
    const [first, second] = (await bookableSlots(db)).map(({ id }) => id)
    const { id } = await aDecidedVisit(db)
    const counts = () =>
      db('slots')
        .select('booked', 'held')
        .whereIn('id', [first ?? 0, second ?? 0])
        .orderBy('starts_at')
    await sql('update visits set slot_id = :second, version = version + 1 where id = :id', {
      id,
      second: second ?? 0,
    })
    expect(await counts()).toEqual([
      { booked: 0, held: 0 },
      { booked: 1, held: 0 },
    ])
    await sql(
      "update visits set status = 'requested', slot_id = null, held_slot_id = :first, version = version + 1 where id = :id",
      { id, first: first ?? 0 },
    )
    expect(await counts()).toEqual([
      { booked: 0, held: 1 },
      { booked: 0, held: 0 },
    ])
  })

  test('need the next version', async () => {
    const visit = await aRequest(db)
    await expect(
      sql("update visits set status = 'withdrawn', held_slot_id = null where id = :id", { id: visit.id }),
    ).rejects.toThrow('next version')
  })

  test('need a reason for a rejection', async () => {
    const visit = await aRequest(db)
    await expect(
      sql("update visits set status = 'rejected', version = 2, held_slot_id = null where id = :id", {
        id: visit.id,
      }),
    ).rejects.toThrow('visits_rejected_for_a_reason')
  })

  test.each([
    ['without who cancelled it', 'cancelled_by = null', 'visits_cancelled_by_someone'],
    ['by somebody else', "cancelled_by = 'clerk'", 'visits_cancelled_by_check'],
    ['by the prison without a reason', "cancelled_by = 'prison'", 'visits_cancelled_for_a_reason'],
    [
      'for a reason that there is not',
      "cancelled_by = 'prison', cancellation_reasons = '{whim}'",
      'visits_cancellation_reasons_check',
    ],
    [
      'with an endless sentence',
      "cancelled_by = 'visitor', cancellation_text = repeat('x', 2001)",
      'visits_cancellation_text_check',
    ],
  ])('refuse a cancellation %s', async (_what, change, constraint) => {
    const { id } = await aDecidedVisit(db)
    await expect(
      sql(`update visits set status = 'cancelled', version = version + 1, ${change} where id = :id`, { id }),
    ).rejects.toThrow(constraint)
  })

  test('refuse who cancelled a visit that is not cancelled', async () => {
    const { id } = await aDecidedVisit(db)
    await expect(sql("update visits set cancelled_by = 'visitor' where id = :id", { id })).rejects.toThrow(
      'visits_cancelled_by_someone',
    )
  })

  test('leave no hold behind', async () => {
    const visit = await aRequest(db)
    await expect(
      sql("update visits set status = 'withdrawn', version = 2 where id = :id", { id: visit.id }),
    ).rejects.toThrow('visits_hold_only_while_requested')
  })
})
