/** The database refuses what must never be, whatever the code does: proved in SQL, as the application's own role. */
import { aClerk, aDecidedVisit, aRequest, bookableSlots, forgetVisits } from '../builders.ts'
import { testDatabase } from '../database.ts'
import type { Database } from '../../src/store/database.ts'

let db: Database
let owner: Database

beforeAll(async () => ({ db, owner } = await testDatabase()))
beforeEach(() => forgetVisits(owner))

const sql = (statement: string, bindings: Record<string, string | number> = {}) => db.raw(statement, bindings)

describe('capacity', () => {
  test('refuses one visit more than a slot holds', async () => {
    const [slot] = await bookableSlots(db)
    const id = slot?.id ?? 0
    await sql('update slots set wanted = 1 where id = :id', { id })
    await aRequest(db, { slotIds: [id] })
    await expect(aRequest(db, { slotIds: [id], prisonNumber: 'B1234BC' })).rejects.toThrow('choices')
    const other = await aRequest(db, {
      choices: 1,
      slotIds: [(await bookableSlots(db))[1]?.id ?? 0],
      prisonNumber: 'B1234BC',
    })
    await expect(
      sql('update visits set held_slot_id = :id where id = :visit', { id, visit: other.id }),
    ).rejects.toThrow('slots_within_capacity')
  })

  test('shrinks as visits leave when the manager wants fewer', async () => {
    const [slot] = await bookableSlots(db)
    const id = slot?.id ?? 0
    await sql('update slots set wanted = 2 where id = :id', { id })
    const first = await aRequest(db, { slotIds: [id] })
    await aRequest(db, { slotIds: [id], prisonNumber: 'B1234BC' })
    await sql('update slots set wanted = 0 where id = :id', { id })
    expect(await db('slots').first('held', 'capacity').where({ id })).toEqual({ held: 2, capacity: 2 })
    await sql("update visits set status = 'withdrawn', version = 2, held_slot_id = null where id = :id", {
      id: first.id,
    })
    expect(await db('slots').first('held', 'capacity').where({ id })).toEqual({ held: 1, capacity: 1 })
  })

  test.each(['booked = 0', 'held = 0', 'capacity = 99'])(
    'keeps its counters out of reach: %s',
    async (change) => {
      await expect(sql(`update slots set ${change}`)).rejects.toThrow('permission denied')
    },
  )
})

describe('duplicates', () => {
  test('are refused where a live request of the same people has the time among its choices', async () => {
    const slots = await bookableSlots(db)
    await aRequest(db, { choices: 2 })
    const other = await aRequest(db, { slotIds: [slots[2]?.id ?? 0] })
    await expect(
      sql('insert into visit_choices (visit_id, rank, slot_id) values (:visit, 2, :slot)', {
        visit: other.id,
        slot: slots[1]?.id ?? 0,
      }),
    ).rejects.toThrow('visit_claims_no_duplicate')
  })

  test('are no more once the request is over', async () => {
    await aDecidedVisit(db, { decision: 'reject', reasons: ['prisoner_details'] })
    await expect(aRequest(db)).resolves.toMatchObject({ status: 'requested' })
  })

  test('the guard itself cannot be changed by the application', async () => {
    await expect(sql('delete from visit_claims')).rejects.toThrow('permission denied')
  })
})

test('refuses two booked visits of a prisoner that overlap, across places', async () => {
  const leeds = await aDecidedVisit(db)
  const [elsewhere] = await bookableSlots(db, 'wandsworth')
  const start = leeds.slot?.startsAt.toISOString() ?? ''
  await owner.raw(
    "update slots set starts_at = :start, ends_at = :start::timestamptz + interval '1 hour', date = :date where id = :id",
    {
      start,
      date: leeds.slot?.date ?? '',
      id: elsewhere?.id ?? 0,
    },
  )
  const other = await aRequest(db, {
    slug: 'wandsworth',
    slotIds: [elsewhere?.id ?? 0],
    party: [{ firstName: 'Una', lastName: 'Other', dateOfBirth: '1990-01-01' }],
  })
  await expect(
    sql(
      "update visits set status = 'booked', version = 2, held_slot_id = null, slot_id = :slot where id = :id",
      {
        slot: elsewhere?.id ?? 0,
        id: other.id,
      },
    ),
  ).rejects.toThrow('visits_of_a_prisoner_do_not_overlap')
})

test('refuses to move a visit over another of the prisoner, or to a time asked for twice', async () => {
  const [, second, third] = (await bookableSlots(db)).map(({ id }) => id)
  const una = { firstName: 'Una', lastName: 'Other', dateOfBirth: '1990-01-01' }
  const { id } = await aDecidedVisit(db)
  await aDecidedVisit(db, {}, { slotIds: [second ?? 0], party: [una] })
  await aRequest(db, { slotIds: [third ?? 0] })
  const move = (slot = 0) =>
    sql('update visits set slot_id = :slot, version = version + 1 where id = :id', { id, slot })
  await expect(move(second)).rejects.toThrow('visits_of_a_prisoner_do_not_overlap')
  await expect(move(third)).rejects.toThrow('visit_claims_no_duplicate')
})

test('refuses a choice of another place', async () => {
  const visit = await aRequest(db)
  const [elsewhere] = await bookableSlots(db, 'wandsworth')
  await expect(
    sql('insert into visit_choices (visit_id, rank, slot_id) values (:visit, 2, :slot)', {
      visit: visit.id,
      slot: elsewhere?.id ?? 0,
    }),
  ).rejects.toThrow('same place')
})

describe('history', () => {
  test.each([
    "update visit_events set what = 'expired'",
    'delete from visit_events',
    'truncate visit_events',
    'delete from visit_views',
    "update visit_messages set text = 'x'",
    'delete from visit_messages',
    "update visit_notes set text = 'x'",
    'delete from visit_notes',
    'delete from visit_flags',
    "update visit_flags set why = 'slot_closed'",
    'delete from visits',
  ])('is only added to: %s', async (statement) => {
    await aRequest(db)
    await expect(sql(statement)).rejects.toThrow('permission denied')
  })
})

test('a settled flag stays as it is, whoever would change it', async () => {
  const { id } = await aRequest(db)
  const personId = await aClerk(db)
  const at = '2026-11-18T10:00:00Z'
  await sql(
    "insert into visit_flags (visit_id, why, raised_at, raised_by) values (:id, 'visitor_banned', :at, :personId)",
    { id, at, personId },
  )
  const settle = (because: string) =>
    sql(
      "update visit_flags set settled_at = :at, settled_by = :personId, settlement = 'kept', settled_because = :because",
      { at, personId, because },
    )
  await settle('The wing agrees')
  await expect(settle('Another reason')).rejects.toThrow('a settled flag stays as it is')
  await expect(
    sql(
      "update visit_flags set settled_at = null, settled_by = null, settlement = null, settled_because = ''",
    ),
  ).rejects.toThrow('a settled flag stays as it is')
  await expect(owner.raw("update visit_flags set settled_because = 'x'")).rejects.toThrow('a settled flag')
})

test.each([
  'create table extra (id int)',
  'drop table visits',
  'alter table visits add column extra text',
  'drop trigger visits_guard_update on visits',
])('lets the application change no schema: %s', async (statement) => {
  await expect(sql(statement)).rejects.toThrow(/permission denied|must be owner/)
})

test.each(['', 'x'.repeat(2001)])(
  'keeps no note and no message without words, or without end',
  async (text) => {
    const { id } = await aRequest(db)
    const personId = await aClerk(db)
    const at = '2026-11-18T10:00:00Z'
    await expect(
      sql('insert into visit_notes (visit_id, person_id, at, text) values (:id, :personId, :at, :text)', {
        id,
        personId,
        at,
        text,
      }),
    ).rejects.toThrow('visit_notes_text_check')
    await expect(
      sql(
        'insert into visit_messages (event_id, visit_id, text) select id, visit_id, :text from visit_events',
        {
          text,
        },
      ),
    ).rejects.toThrow('visit_messages_text_check')
  },
)

test.each([
  ['a prison number', "prison_number = 'A12345'"],
  ['a party position', 'x'],
  ['a mobile number', "mobile = '07700'"],
  ['texts without a mobile', 'wants_texts = true'],
])('refuses what is not %s', async (_what, change) => {
  const visit = await aRequest(db)
  const statement =
    change === 'x'
      ? `insert into visit_visitors values (${visit.id}, 6, 'A', 'B', '2000-01-01')`
      : `update visits set ${change} where id = ${visit.id}`
  await expect(sql(statement)).rejects.toThrow('violates check constraint')
})
