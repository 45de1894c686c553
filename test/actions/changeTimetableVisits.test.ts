/** A change of a timetable meets requests and visits: none of them loses its time unseen. */
import { cancelVisit } from '../../src/actions/cancelVisit.ts'
import { decideVisit } from '../../src/actions/decideVisit.ts'
import { makeSlots } from '../../src/actions/makeSlots.ts'
import { query } from '../../src/store/database.ts'
import type { Database } from '../../src/store/database.ts'
import type { Visit } from '../../src/store/visits.ts'
import {
  aClerk,
  aDecidedVisit,
  aDecision,
  aRequest,
  child,
  forgetChanges,
  gwen,
  mustRead,
  slotIdAt,
} from '../builders.ts'
import { clock } from '../clock.ts'
import { testDatabase } from '../database.ts'
import { changed, closing, flagsOf, slotsOn, timeAt, timetableNow } from './timetableChanges.ts'

let db: Database
let owner: Database

const tuesday = '2026-11-24'

beforeAll(async () => ({ db, owner } = await testDatabase()))
beforeEach(async () => {
  clock.set('2026-11-18T10:00:00Z')
  await forgetChanges(owner)
})

/** Slots of Tuesday at 14:00, 15:30, 18:00, then of Wednesday. */
const slotAt = async (index: number) => (await slotIdAt(db))(index)

const request = async (prisonNumber: string, ...indexes: number[]) =>
  aRequest(db, { prisonNumber, slotIds: await Promise.all(indexes.map(slotAt)) })

const booked = async (prisonNumber: string, index = 0) =>
  aDecidedVisit(db, {}, { prisonNumber, slotIds: [await slotAt(index)] })

const cancel = async ({ id }: Visit) => {
  const { version } = await mustRead(db, id)
  const asked = { visitId: id, version, personId: await aClerk(db), message: '' }
  return cancelVisit(db, { ...asked, reasons: ['slot_closed'], otherReason: '' }, clock.now())
}

const closeTuesday = () => changed(db, closing(tuesday))

async function reopen() {
  const { closures } = await timetableNow(db)
  const ours = closures.filter(({ reason }) => reason === 'Training')
  return changed(db, { kind: 'reopen', closureId: ours[0]?.id ?? 0 })
}

describe('a closed day', () => {
  test('keeps the slots in use, without places, and flags every visit that has or asks for one', async () => {
    const visits = [
      await request('A1234BC', 0),
      await request('B1234BC', 3, 0),
      await request('C1234BC', 3, 4, 1),
      await booked('D1234BC'),
      await request('E1234BC', 3),
    ]
    const [first, second] = await slotsOn(db, tuesday)
    const { removed, lowered } = await closeTuesday()
    expect(lowered).toEqual([])
    expect(removed.map(({ slotId, visits: list }) => [slotId, list.map(({ visitId }) => visitId)])).toEqual([
      [first?.id, [visits[0]?.id, visits[1]?.id, visits[3]?.id]],
      [second?.id, [visits[2]?.id]],
    ])
    expect(await slotsOn(db, tuesday)).toEqual([
      { ...first, wanted: 0, booked: 1, held: 1, capacity: 2 },
      { ...second, wanted: 0, capacity: 0 },
    ])
    const flags = await Promise.all(visits.map(({ id }) => flagsOf(db, id)))
    const ofFirst = [{ why: 'slot_closed', slotId: first?.id, settlement: null }]
    const ofSecond = [{ why: 'slot_closed', slotId: second?.id, settlement: null }]
    expect(flags).toEqual([ofFirst, ofFirst, ofSecond, ofFirst, []])
    const events = await query(
      db,
      "select visit_id as id, actor from visit_events where what = 'flagged' order by 1",
    )
    expect(events).toEqual(visits.slice(0, 4).map(({ id }) => ({ id, actor: 'staff' })))
  })

  test('says who is affected', async () => {
    const visit = await aRequest(db, { party: [gwen, child] })
    const { removed } = await closeTuesday()
    expect(removed).toMatchObject([
      {
        visitType: 'social',
        date: tuesday,
        startsAt: new Date('2026-11-24T14:00:00Z'),
        endsAt: new Date('2026-11-24T15:00:00Z'),
        wanted: 0,
        booked: 0,
        held: 1,
        visits: [
          {
            visitId: visit.id,
            reference: visit.reference,
            status: 'requested',
            prisoner: { firstName: 'Dewi', lastName: 'Test' },
            prisonNumber: 'A1234BC',
            mainVisitor: { firstName: 'Gwen', lastName: 'Example' },
            people: 2,
          },
        ],
      },
    ])
  })

  test('passes over visits that are over or ask for it no more', async () => {
    const rejected = await aDecidedVisit(db, { decision: 'reject', reasons: ['prisoner_moved'] })
    const elsewhere = await aDecidedVisit(
      db,
      { decision: 'choice2' },
      { prisonNumber: 'B1234BC', slotIds: [await slotAt(0), await slotAt(3)] },
    )
    const [first] = await slotsOn(db, tuesday)
    expect((await closeTuesday()).removed).toEqual([])
    expect(await slotsOn(db, tuesday)).toEqual([{ ...first, wanted: 0, capacity: 0 }])
    expect([await flagsOf(db, rejected.id), await flagsOf(db, elsewhere.id)]).toEqual([[], []])
  })

  test('passes over a slot that has begun', async () => {
    const visit = await booked('A1234BC')
    clock.set('2026-11-24T14:00:00Z')
    expect((await closeTuesday()).removed).toEqual([])
    expect((await slotsOn(db, tuesday))[0]).toMatchObject({ wanted: 16, booked: 1 })
    expect(await flagsOf(db, visit.id)).toEqual([])
  })

  test('gets its places and visits back when it is opened again', async () => {
    const visit = await request('A1234BC', 0, 3)
    const before = await slotsOn(db, tuesday)
    await closeTuesday()
    expect(await reopen()).toMatchObject({ removed: [], lowered: [] })
    expect((await slotsOn(db, tuesday)).map(({ at, wanted, held }) => ({ at, wanted, held }))).toEqual(
      before.map(({ at, wanted, held }) => ({ at, wanted, held })),
    )
    expect((await slotsOn(db, tuesday))[0]).toEqual(before[0])
    expect(await flagsOf(db, visit.id)).toMatchObject([{ why: 'slot_closed', settlement: 'reopened' }])
  })

  test('has no flags left when it is opened again, even of visits that are over', async () => {
    const visit = await booked('A1234BC')
    await closeTuesday()
    await cancel(visit)
    await reopen()
    expect(await flagsOf(db, visit.id)).toMatchObject([{ settlement: 'reopened' }])
  })

  test('stays closed while another closure covers it', async () => {
    const visit = await request('A1234BC', 0)
    await closeTuesday()
    await changed(db, closing('2026-11-23', '2026-11-25', { visitType: 'social', reason: 'Water' }))
    await reopen()
    expect(await slotsOn(db, tuesday)).toMatchObject([{ wanted: 0, held: 1 }])
    expect(await flagsOf(db, visit.id)).toMatchObject([{ why: 'slot_closed', settlement: null }])
  })

  test('stays as it is in the hourly job, and lets its slots go as the visits leave', async () => {
    const visits = [await booked('A1234BC'), await booked('B1234BC', 1)]
    await closeTuesday()
    const before = await slotsOn(db, tuesday)
    await makeSlots(db, clock.now())
    expect(await slotsOn(db, tuesday)).toEqual(before)
    for (const visit of visits) expect(await cancel(visit)).toEqual({ done: true })
    await makeSlots(db, clock.now())
    expect(await slotsOn(db, tuesday)).toMatchObject([
      { wanted: 0, booked: 0, capacity: 0 },
      { wanted: 0, booked: 0, capacity: 0 },
    ])
    await reopen()
    expect(await slotsOn(db, tuesday)).toMatchObject([{ wanted: 16 }, { wanted: 16 }, { wanted: 16 }])
  })

  test('is no time to confirm, except for a request that has a place there', async () => {
    const visit = await request('A1234BC', 0, 1)
    await closeTuesday()
    const decide = async (decision: 'choice1' | 'choice2') =>
      decideVisit(
        db,
        { visitId: visit.id, version: 1, personId: await aClerk(db), form: aDecision({ decision }) },
        clock.now(),
      )
    expect(await decide('choice2')).toHaveProperty('refused')
    expect(await decide('choice1')).toEqual({ decided: true })
    const flags = await flagsOf(db, visit.id)
    expect(flags.map(({ why, settlement }) => [why, settlement])).toEqual([
      ['slot_closed', null],
      ['slot_closed', null],
    ])
  })
})

describe('a time with another end', () => {
  const later = async (ends: string) => {
    const { id: timeId } = await timeAt(db, 2, '14:00')
    return changed(db, { kind: 'changeTime', timeId, from: tuesday, starts: '14:00', ends, wanted: 9 })
  }

  test('keeps its slots in use as they are, without places, until they are free', async () => {
    const visit = await booked('A1234BC')
    const [before] = await slotsOn(db, tuesday)
    expect((await later('15:15')).removed).toMatchObject([
      { slotId: before?.id, visits: [{ visitId: visit.id }] },
    ])
    expect((await slotsOn(db, tuesday))[0]).toEqual({ ...before, wanted: 0, capacity: 1 })
    expect(await flagsOf(db, visit.id)).toMatchObject([{ why: 'slot_changed', slotId: before?.id }])
    await cancel(visit)
    await makeSlots(db, clock.now())
    expect((await slotsOn(db, tuesday))[0]).toMatchObject({ id: before?.id, ends: '15:15', wanted: 9 })
  })

  test('settles its flags when it gets its end back', async () => {
    const visit = await booked('A1234BC')
    await later('15:15')
    const { times } = await timetableNow(db)
    const timeId = times.find(({ ends, weekday }) => ends === '15:15' && weekday === 2)?.id ?? 0
    const hours = { starts: '14:00', ends: '15:00', wanted: 12 }
    await changed(db, { kind: 'changeTime', timeId, from: tuesday, ...hours })
    expect((await slotsOn(db, tuesday))[0]).toMatchObject({ ends: '15:00', wanted: 12, booked: 1 })
    expect(await flagsOf(db, visit.id)).toMatchObject([{ why: 'slot_changed', settlement: 'reopened' }])
  })

  test('asks for its visits to be sorted out when an exception says so, too', async () => {
    const visits = [await booked('A1234BC'), await booked('B1234BC', 1)]
    const times = [{ starts: '14:00', ends: '14:45', wanted: 16 }]
    await changed(db, { kind: 'setException', visitType: 'social', date: tuesday, times })
    const flags = await Promise.all(visits.map(({ id }) => flagsOf(db, id)))
    expect(flags.map(([flag]) => flag?.why)).toEqual(['slot_changed', 'slot_closed'])
  })
})

describe('fewer places', () => {
  const lower = async (wanted: number, flag: number[] = []) => {
    const { id: timeId } = await timeAt(db, 2, '14:00')
    const change = {
      kind: 'changeTime' as const,
      timeId,
      from: tuesday,
      starts: '14:00',
      ends: '15:00',
      wanted,
    }
    return changed(db, change, { flag })
  }

  test('than are taken flag the visits that the manager chooses, and shrink as they leave', async () => {
    const visits = [await booked('A1234BC'), await booked('B1234BC'), await request('C1234BC', 0)]
    const other = await request('D1234BC', 3, 0)
    const chosen = [visits[0]?.id ?? 0, other.id, 99_999]
    const { removed, lowered } = await lower(1, chosen)
    expect(removed).toEqual([])
    expect(lowered).toMatchObject([{ wanted: 1, booked: 2, held: 1 }])
    expect(lowered[0]?.visits.map(({ visitId }) => visitId)).toEqual(visits.map(({ id }) => id))
    expect((await slotsOn(db, tuesday))[0]).toMatchObject({ wanted: 1, booked: 2, held: 1, capacity: 3 })
    const flags = await Promise.all([...visits, other].map(({ id }) => flagsOf(db, id)))
    expect(flags.map(([flag]) => flag?.why)).toEqual(['over_capacity', undefined, undefined, undefined])
    for (const visit of visits.slice(0, 2)) await cancel(visit)
    expect((await slotsOn(db, tuesday))[0]).toMatchObject({ wanted: 1, booked: 0, held: 1, capacity: 1 })
  })

  test('that still suffice are simply fewer', async () => {
    await booked('A1234BC')
    expect(await lower(1)).toMatchObject({ removed: [], lowered: [] })
    expect((await slotsOn(db, tuesday))[0]).toMatchObject({ wanted: 1, booked: 1, capacity: 1 })
  })
})
