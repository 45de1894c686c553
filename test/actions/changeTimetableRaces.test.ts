/** A timetable changes while people ask for its slots: in either order, no visit is on a closed slot unseen. */
import { randomBytes } from 'node:crypto'
import { changeSettings } from '../../src/actions/changeSettings.ts'
import { changeTimetable } from '../../src/actions/changeTimetable.ts'
import { decideVisit } from '../../src/actions/decideVisit.ts'
import { makeSlots } from '../../src/actions/makeSlots.ts'
import { requestVisit } from '../../src/actions/requestVisit.ts'
import type { TimetableChange } from '../../src/domain/timetable.ts'
import { query } from '../../src/store/database.ts'
import type { Database } from '../../src/store/database.ts'
import { isOpen } from '../../src/store/flags.ts'
import { aClerk, aDecision, aPlace, aRequest, aVisitRequest, forgetChanges, slotIdAt } from '../builders.ts'
import { clock } from '../clock.ts'
import { testDatabase } from '../database.ts'
import { asked, closing, flagsOf, slotsOn, timetableNow, tried } from './timetableChanges.ts'

let db: Database
let owner: Database
let slotAt: (index: number) => number

const tuesday = '2026-11-24'

beforeAll(async () => ({ db, owner } = await testDatabase()))
beforeEach(async () => {
  clock.set('2026-11-18T10:00:00Z')
  await forgetChanges(owner)
  slotAt = await slotIdAt(db)
})

const send = async (by: Database, prisonNumber: string, ...indexes: number[]) =>
  requestVisit(by, await aVisitRequest(db, { prisonNumber, slotIds: indexes.map(slotAt) }), {
    now: clock.now(),
    randomBytes,
  })
const prisonNumbers = (count: number) => Array.from({ length: count }, (_, n) => `A${1000 + n}BC`)

/** Until another transaction of this database waits for a lock. */
async function somebodyWaits(): Promise<void> {
  const waiting = `select from pg_locks join pg_stat_activity using (pid)
    where not granted and datname = current_database()`
  for (let looks = 0; looks < 2000; looks += 1) if ((await query(owner, waiting)).length > 0) return
  throw new Error('Nobody waits')
}

/** One transaction is held open until the other waits for it. */
async function oneBehindTheOther<First, Second>(
  first: (trx: Database) => Promise<First>,
  second: () => Promise<Second>,
): Promise<[First, Second]> {
  const trx = await db.transaction()
  try {
    const done = await first(trx)
    const following = second()
    await somebodyWaits()
    await trx.commit()
    return [done, await following]
  } finally {
    if (!trx.isCompleted()) await trx.rollback()
  }
}

/** Live visits with a closed slot (booked there, or among the choices) that nobody is told to sort out. */
const unseen = () =>
  query(
    db,
    `select visits.id, slots.id as slot from visits
       join slots on slots.id = visits.slot_id
         or visits.status = 'requested' and slots.id in (select slot_id from visit_choices where visit_id = visits.id)
     where visits.status in ('requested', 'booked') and slots.wanted = 0 and not exists (
       select from visit_flags where visit_flags.visit_id = visits.id and visit_flags.slot_id = slots.id
         and ${isOpen})`,
    { now: clock.now() },
  )

describe.each([
  ['its first choice', [0, 3]],
  ['its second choice', [3, 0]],
  ['its third choice', [3, 4, 1]],
])('a request for a day that is closed as %s', (_which, indexes) => {
  test('is flagged where it came first', async () => {
    const request = await asked(db, closing(tuesday))
    const [sent, outcome] = await oneBehindTheOther(
      (trx) => send(trx, 'A1234BC', ...indexes),
      () => changeTimetable(db, request, clock.now()),
    )
    const visitId = 'visitId' in sent ? sent.visitId : 0
    expect(outcome).toMatchObject({ changed: { removed: [{ visits: [{ visitId }] }] } })
    expect(await flagsOf(db, visitId)).toMatchObject([{ why: 'slot_closed', settlement: null }])
    expect(await unseen()).toEqual([])
  })

  test('is refused where it came second', async () => {
    const request = await asked(db, closing(tuesday))
    const [, outcome] = await oneBehindTheOther(
      (trx) => changeTimetable(trx, request, clock.now()),
      () => send(db, 'A1234BC', ...indexes),
    )
    expect(outcome).toEqual({ refused: 'choices' })
    expect(await query(db, 'select from visits')).toEqual([])
    expect(await slotsOn(db, tuesday)).toEqual([])
  })
})

test('a request for a slot in use that is closed is refused where it came second', async () => {
  await aRequest(db, { prisonNumber: 'B1234BC', slotIds: [slotAt(0)] })
  const request = await asked(db, closing(tuesday))
  const [, outcome] = await oneBehindTheOther(
    (trx) => changeTimetable(trx, request, clock.now()),
    () => send(db, 'A1234BC', 0),
  )
  expect(outcome).toEqual({ refused: 'choices' })
  expect(await slotsOn(db, tuesday)).toMatchObject([{ wanted: 0, held: 1 }])
})

test('a request keeps the hourly job from taking its slot away', async () => {
  await query(db, "delete from timetable_times where visit_type = 'social'")
  const [sent] = await oneBehindTheOther(
    (trx) => send(trx, 'A1234BC', 3, 0),
    () => makeSlots(db, clock.now()),
  )
  expect(sent).toHaveProperty('visitId')
  expect((await slotsOn(db, tuesday)).map(({ id, wanted }) => [id, wanted])).toEqual([[slotAt(0), 16]])
})

describe('a decision for a slot that is closed', () => {
  const decide = async (by: Database, visitId: number, decision: 'choice1' | 'choice2') => {
    const personId = await aClerk(db)
    return decideVisit(by, { visitId, version: 1, personId, form: aDecision({ decision }) }, clock.now())
  }

  test('is flagged where it came first', async () => {
    const { id } = await aRequest(db, { slotIds: [slotAt(3), slotAt(0)] })
    const request = await asked(db, closing(tuesday))
    const [decided] = await oneBehindTheOther(
      (trx) => decide(trx, id, 'choice2'),
      () => changeTimetable(db, request, clock.now()),
    )
    expect(decided).toEqual({ decided: true })
    expect(await flagsOf(db, id)).toMatchObject([{ why: 'slot_closed', slotId: slotAt(0) }])
    expect(await unseen()).toEqual([])
  })

  test('is refused where it came second', async () => {
    const { id } = await aRequest(db, { slotIds: [slotAt(3), slotAt(0)] })
    const request = await asked(db, closing(tuesday))
    const [, outcome] = await oneBehindTheOther(
      (trx) => changeTimetable(trx, request, clock.now()),
      () => decide(db, id, 'choice2'),
    )
    expect(outcome).toHaveProperty('refused')
    expect(await flagsOf(db, id)).toMatchObject([{ why: 'slot_closed', slotId: slotAt(0) }])
  })
})

test('of two managers with the same page, the one who waits is told', async () => {
  const requests = await Promise.all([asked(db, closing(tuesday)), asked(db, closing('2026-11-25'))])
  const [first, second] = requests
  const [, outcome] = await oneBehindTheOther(
    (trx) => changeTimetable(trx, first, clock.now()),
    () => changeTimetable(db, second, clock.now()),
  )
  expect(outcome).toEqual({ refused: 'outOfDate' })
  expect((await timetableNow(db)).version).toBe(2)
})

test.each([1, 2, 3])(
  'a rush of requests, decisions and closures leaves nobody unseen: round %i',
  async () => {
    const waiting = await Promise.all(
      prisonNumbers(6).map((prisonNumber, n) =>
        aRequest(db, { prisonNumber, slotIds: [slotAt(n % 3), slotAt(3 + (n % 3))] }),
      ),
    )
    const closures: TimetableChange[] = [
      closing(tuesday, tuesday, { starts: '14:00' }),
      closing(tuesday, '2026-11-25', { visitType: 'social', starts: '15:30' }),
      closing('2026-11-25'),
    ]
    const closeAll = async () => {
      for (const change of closures) await tried(db, change)
    }
    const personId = await aClerk(db)
    const outcomes = await Promise.all([
      closeAll(),
      ...prisonNumbers(40).map((number, n) =>
        send(db, number.replace('A', 'B'), ...[n % 6, (n + 1) % 6, (n + 4) % 6].slice(0, 1 + (n % 3))),
      ),
      ...waiting.map(({ id }, n) =>
        decideVisit(
          db,
          { visitId: id, version: 1, personId, form: aDecision({ decision: n % 2 ? 'choice1' : 'choice2' }) },
          clock.now(),
        ),
      ),
      makeSlots(db, clock.now()),
    ])
    expect(outcomes).toHaveLength(48)
    expect((await timetableNow(db)).version).toBe(4)
    expect(await unseen()).toEqual([])
    expect(await slotsOn(db, '2026-11-25')).toEqual(
      (await slotsOn(db, '2026-11-25')).map((slot) => ({ ...slot, wanted: 0 })),
    )
  },
  60_000,
)

test('changes of the timetable and of the settings, the hourly job and requests do not lock up', async () => {
  const { id: placeId, settingsVersion } = await aPlace(db)
  const personId = await aClerk(db, 'manager')
  const stop = { bookable: false, notBookableReason: 'closed' as const }
  const outcomes = await Promise.all([
    tried(db, closing(tuesday)),
    changeSettings(db, { placeId, version: settingsVersion, personId, change: stop, why: '' }, clock.now()),
    makeSlots(db, clock.now()),
    ...prisonNumbers(20).map((prisonNumber, n) => send(db, prisonNumber, n % 6, (n + 1) % 6)),
    makeSlots(db, clock.now()),
  ])
  expect(outcomes.slice(0, 2)).toMatchObject([{ changed: {} }, { changed: stop }])
  const open = await query(
    db,
    `select from visits where not exists (
       select from visit_flags where visit_id = visits.id and why = 'place_closed')`,
  )
  expect(open).toEqual([])
  expect(await unseen()).toEqual([])
}, 60_000)
