/** The database lets a change that a visitor asks for end once, and with its visit: proved in SQL, as the application's role. */
import { aDecidedVisit, aRequest, bookableSlots, forgetVisits, mustRead } from '../builders.ts'
import { testDatabase } from '../database.ts'
import { query } from '../../src/store/database.ts'
import type { Database } from '../../src/store/database.ts'

let db: Database
let owner: Database

beforeAll(async () => ({ db, owner } = await testDatabase()))
beforeEach(() => forgetVisits(owner))

const statuses = ['requested', 'confirmed', 'refused', 'withdrawn', 'expired', 'overtaken']

const insert = (visitId: number, status: string) =>
  query<{ id: number }>(
    db,
    `insert into visit_changes (visit_id, status, requested_at, answer_by, expires_on)
     values (:visitId, :status, now(), '2026-11-23', '2026-12-24') returning id`,
    { visitId, status },
  )
const become = (id: number, status: string) =>
  query(db, 'update visit_changes set status = :status where id = :id', { id, status })
const statusOf = async (id: number) => {
  const [row] = await query<{ status: string }>(db, 'select status from visit_changes where id = :id', { id })
  return row?.status
}
const counts = () => query(db, 'select booked, held from slots where booked + held > 0 order by starts_at')

/** A booked visit whose visitor asks for the second time, which is held. */
async function aChange() {
  const visit = await aDecidedVisit(db)
  const slotId = (await bookableSlots(db))[1]?.id ?? 0
  const [row] = await insert(visit.id, 'requested')
  const id = row?.id ?? 0
  await query(db, 'insert into visit_change_choices (change_id, rank, slot_id) values (:id, 1, :slotId)', {
    id,
    slotId,
  })
  await query(db, 'update visits set held_slot_id = :slotId where id = :visitId', {
    visitId: visit.id,
    slotId,
  })
  return { id, visit, slotId }
}

describe('a change', () => {
  test.each(statuses)('begins as requested: %s', async (status) => {
    const { id } = await aDecidedVisit(db)
    const beginning = insert(id, status)
    if (status === 'requested') await expect(beginning).resolves.toHaveLength(1)
    else await expect(beginning).rejects.toThrow('only a booked visit')
  })

  test.each([
    ['requested', "status = 'requested'"],
    ['cancelled', "status = 'cancelled', cancelled_by = 'visitor', version = version + 1"],
    ['attended', "status = 'attended', version = version + 1"],
  ])('is of a booked visit, not of one that is %s', async (status, change) => {
    const { id } = status === 'requested' ? await aRequest(db) : await aDecidedVisit(db)
    await query(db, `update visits set ${change} where id = :id`, { id })
    await expect(insert(id, 'requested')).rejects.toThrow('only a booked visit')
  })

  test('waits alone', async () => {
    const { visit, id } = await aChange()
    await expect(insert(visit.id, 'requested')).rejects.toThrow('visit_changes_one_open')
    await become(id, 'refused')
    await expect(insert(visit.id, 'requested')).resolves.toHaveLength(1)
  })

  const pairs = statuses.flatMap((from) =>
    statuses.filter((to) => to !== from).map((to) => ({ from, to, isLegal: from === 'requested' })),
  )

  test.each(pairs)('$from → $to is legal: $isLegal', async ({ from, to, isLegal }) => {
    const { id } = await aChange()
    if (from !== 'requested') await become(id, from)
    if (isLegal) await expect(become(id, to)).resolves.toBeDefined()
    else await expect(become(id, to)).rejects.toThrow('a change is decided once')
    expect(await statusOf(id)).toBe(isLegal ? to : from)
  })

  test('holds another place than the visit has', async () => {
    const { visit } = await aChange()
    expect(await counts()).toEqual([
      { booked: 1, held: 0 },
      { booked: 0, held: 1 },
    ])
    const same = query(db, 'update visits set held_slot_id = slot_id where id = :id', { id: visit.id })
    await expect(same).rejects.toThrow('visits_hold_another_place')
  })

  test.each([
    ['cancelled', "status = 'cancelled', cancelled_by = 'prison', cancellation_reasons = '{other}'"],
    ['attended', "status = 'attended'"],
    ['not attended', "status = 'not_attended'"],
    ['undone', "status = 'requested', slot_id = null"],
  ])('is overtaken when its visit is %s', async (_what, change) => {
    const { visit, id } = await aChange()
    const update = `update visits set version = version + 1, held_slot_id = null, ${change} where id = :id`
    await query(db, update, { id: visit.id })
    expect(await statusOf(id)).toBe('overtaken')
  })

  test('is overtaken when its visit is moved, and stands when the visit’s words change', async () => {
    const { visit, id, slotId } = await aChange()
    await query(db, "update visits set message_to_visitor = 'Words' where id = :id", { id: visit.id })
    expect(await statusOf(id)).toBe('requested')
    const move = `update visits set slot_id = :slotId, held_slot_id = null, version = version + 1 where id = :id`
    await query(db, move, { id: visit.id, slotId })
    expect([await statusOf(id), (await mustRead(db, visit.id)).slot?.id]).toEqual(['overtaken', slotId])
  })

  test('claims its times against duplicates until it ends', async () => {
    const { id, slotId } = await aChange()
    const same = () => aRequest(db, { slotIds: [slotId] })
    await expect(same()).rejects.toThrow('duplicate')
    await become(id, 'withdrawn')
    await expect(same()).resolves.toBeDefined()
  })

  test('is neither rewritten nor deleted', async () => {
    const { id } = await aChange()
    for (const change of ['visit_id = visit_id', 'answer_by = answer_by', 'expires_on = expires_on']) {
      const rewriting = query(db, `update visit_changes set ${change} where id = :id`, { id })
      await expect(rewriting).rejects.toThrow('permission denied')
    }
    for (const table of ['visit_changes', 'visit_change_choices', 'visit_change_visitors']) {
      await expect(query(db, `delete from ${table}`)).rejects.toThrow('permission denied')
    }
  })
})
