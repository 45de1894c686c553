/** Everything locks place, slots, visit in that order: nothing that comes late waits for what comes first. */
import { expireVisits } from '../../src/actions/expireVisits.ts'
import { undoDecision } from '../../src/actions/undoDecision.ts'
import { query, transact } from '../../src/store/database.ts'
import type { Database } from '../../src/store/database.ts'
import { insertEvent } from '../../src/store/events.ts'
import { listOpenFlags } from '../../src/store/flags.ts'
import { lockPlace } from '../../src/store/settings.ts'
import { lockSlots } from '../../src/store/slots.ts'
import { insertView } from '../../src/store/views.ts'
import { lockVisit } from '../../src/store/visits.ts'
import { aClerk, aDecidedVisit, aRequest, bookableSlots, forgetVisits } from '../builders.ts'
import { clock } from '../clock.ts'
import { testDatabase } from '../database.ts'
import { slotNow } from './traces.ts'

let db: Database
let owner: Database

beforeAll(async () => ({ db, owner } = await testDatabase()))
beforeEach(() => forgetVisits(owner))

/** Until another transaction of this database waits for a lock. */
async function somebodyWaits(): Promise<void> {
  const waiting = `select from pg_locks join pg_stat_activity using (pid)
    where not granted and datname = current_database()`
  for (let looks = 0; looks < 2000; looks += 1) if ((await query(owner, waiting)).length > 0) return
  throw new Error('Nobody waits')
}

test('past holds are freed from their slots on, as visits are decided', async () => {
  const slots = await bookableSlots(db)
  const [first, last] = [slots[0], slots.at(-1)]
  const visit = await aRequest(db, { slotIds: [first?.id ?? 0, last?.id ?? 0] })
  const expiring = await transact(db, async (deciding) => {
    await lockSlots(deciding, [first?.id ?? 0])
    const job = expireVisits(db, first?.startsAt ?? clock.now())
    await somebodyWaits()
    await deciding.raw("set local lock_timeout = '500ms'")
    expect(await lockVisit(deciding, visit.id)).toMatchObject({ heldSlotId: first?.id })
    return { job }
  })
  await expiring.job
  expect(await slotNow(db, first?.id ?? 0)).toMatchObject({ held: 0 })
})

test('a decision is undone before or after the end of a place’s bookings, and then flagged', async () => {
  const visit = await aDecidedVisit(db, { decision: 'reject', reasons: ['prisoner_details'] })
  const { id, version, place } = visit
  const personId = await aClerk(db)
  const { undoing } = await transact(owner, async (ending) => {
    await lockPlace(ending, place.id)
    const asked = { visitId: id, version, personId, isManager: false }
    const undoing = undoDecision(db, asked, clock.now())
    await somebodyWaits()
    await ending.raw("update places set bookable = false, not_bookable_reason = 'closed' where id = ?", [
      place.id,
    ])
    return { undoing }
  })
  expect(await undoing).toEqual({ done: true })
  expect(await listOpenFlags(db, id, clock.now())).toMatchObject([{ why: 'place_closed' }])
  await owner.raw('update places set bookable = true, not_bookable_reason = null where id = ?', [place.id])
})

test('who writes into a visit’s history does not wait for who changes the place’s settings', async () => {
  const visit = await aRequest(db)
  const personId = await aClerk(db)
  await transact(owner, async (changing) => {
    await lockPlace(changing, visit.place.id)
    await transact(db, async (trx) => {
      await trx.raw("set local lock_timeout = '500ms'")
      await insertEvent(trx, {
        visitId: visit.id,
        at: clock.now(),
        what: 'note_added',
        actor: { kind: 'staff', personId },
      })
      await insertView(trx, { visitId: visit.id, personId, now: clock.now() })
      await query(
        trx,
        `insert into visit_visitors (visit_id, position, first_name, last_name, date_of_birth)
         values (:id, 1, 'Alun', 'Sample', '1960-01-31')`,
        { id: visit.id },
      )
      await query(
        trx,
        `insert into visit_flags (visit_id, why, raised_at, raised_by) values (:id, 'place_closed', :now, :personId)`,
        { id: visit.id, now: clock.now(), personId },
      )
    })
  })
  const places = await query(
    db,
    `select place_id from visit_events union all select place_id from visit_views
     union all select place_id from visit_visitors union all select place_id from visit_flags`,
  )
  expect(places).toEqual(Array.from({ length: 6 }, () => ({ place_id: visit.place.id })))
})
