import { changeTimetable, previewTimetable } from '../../src/actions/changeTimetable.ts'
import type { TimetableChange } from '../../src/domain/timetable.ts'
import { query } from '../../src/store/database.ts'
import type { Database } from '../../src/store/database.ts'
import { aClerk, aPlace, aRequest, forgetChanges } from '../builders.ts'
import { clock } from '../clock.ts'
import { testDatabase } from '../database.ts'
import { exceptionOf, withoutId } from '../timetables.ts'
import {
  asked,
  changed,
  closing,
  everything,
  slotsOn,
  timeAt,
  timetableNow,
  tried,
} from './timetableChanges.ts'

let db: Database
let owner: Database

const tuesday = '2026-11-24'
const thursday = '2026-11-26'

beforeAll(async () => ({ db, owner } = await testDatabase()))
beforeEach(async () => {
  clock.set('2026-11-18T10:00:00Z')
  await forgetChanges(owner)
})

const startsOn = async (date: string) => (await slotsOn(db, date)).map(({ at }) => at)

const added = (overrides: object = {}) => ({
  visitType: 'social' as const,
  weekday: 4,
  starts: '14:00',
  ends: '15:00',
  wanted: 6,
  validFrom: '2026-11-19',
  validTo: null,
  ...overrides,
})

describe('the slots of the window follow', () => {
  test('times that are added', async () => {
    await changed(db, {
      kind: 'addTimes',
      times: [added(), added({ weekday: 2, starts: '10:00', ends: '11:00' })],
    })
    expect(await startsOn(thursday)).toEqual(['14:00'])
    expect(await startsOn(tuesday)).toEqual(['10:00', '14:00', '15:30', '18:00'])
  })

  test('a time that is changed, from its day on and in place', async () => {
    const before = await slotsOn(db, '2026-12-01')
    const { id: timeId } = await timeAt(db, 2, '14:00')
    const change = {
      kind: 'changeTime',
      timeId,
      from: '2026-11-25',
      starts: '14:00',
      ends: '15:15',
      wanted: 3,
    } as const
    await changed(db, change)
    expect(await slotsOn(db, tuesday)).toMatchObject([{ ends: '15:00', wanted: 16 }, {}, {}])
    expect(await slotsOn(db, '2026-12-01')).toEqual([
      { ...before[0], ends: '15:15', wanted: 3, capacity: 3 },
      ...before.slice(1),
    ])
  })

  test('a time that ends', async () => {
    const { id: timeId } = await timeAt(db, 2, '14:00')
    await changed(db, { kind: 'endTime', timeId, lastDate: tuesday })
    expect(await startsOn(tuesday)).toEqual(['14:00', '15:30', '18:00'])
    expect(await startsOn('2026-12-01')).toEqual(['15:30', '18:00'])
  })

  test('an exception, and its removal', async () => {
    const day = { visitType: 'social', date: tuesday } as const
    const before = await slotsOn(db, tuesday)
    const times = [
      { starts: '09:00', ends: '10:00', wanted: 4 },
      { starts: '15:30', ends: '16:00', wanted: 2 },
    ]
    await changed(db, { kind: 'setException', ...day, times })
    expect(await slotsOn(db, tuesday)).toMatchObject([
      { at: '09:00', ends: '10:00', wanted: 4 },
      { id: before[1]?.id, at: '15:30', ends: '16:00', wanted: 2 },
    ])
    await changed(db, { kind: 'setException', ...day, times: times.slice(0, 1) })
    expect(await startsOn(tuesday)).toEqual(['09:00'])
    await changed(db, { kind: 'removeException', ...day })
    expect(await startsOn(tuesday)).toEqual(['14:00', '15:30', '18:00'])
  })

  test('closures of one time, one type and all, and their end', async () => {
    await changed(db, closing(tuesday, tuesday, { visitType: 'social', starts: '15:30' }))
    expect(await startsOn(tuesday)).toEqual(['14:00', '18:00'])
    await changed(db, closing(tuesday, thursday, { visitType: 'social' }))
    expect(await startsOn(tuesday)).toEqual([])
    const others = "select from slots where date = '2026-11-24' and place_id = :id"
    const { id } = await aPlace(db)
    expect(await query(db, others, { id })).not.toEqual([])
    await changed(db, closing(tuesday))
    expect(await query(db, others, { id })).toEqual([])
    const { closures } = await timetableNow(db)
    const ours = closures.filter(({ reason }) => reason === 'Training')
    for (const { id: closureId } of ours) await changed(db, { kind: 'reopen', closureId })
    expect(await startsOn(tuesday)).toEqual(['14:00', '15:30', '18:00'])
  })

  test('and those of other places stay', async () => {
    const before = await slotsOn(db, tuesday, 'wandsworth')
    await changed(db, closing(tuesday))
    expect(await slotsOn(db, tuesday, 'wandsworth')).toEqual(before)
  })

  test('but not those that have begun today', async () => {
    clock.set('2026-11-18T14:30:00Z')
    await changed(db, closing('2026-11-18'))
    expect(await startsOn('2026-11-18')).toEqual(['14:00'])
  })

  test('unless the place takes no bookings', async () => {
    await query(db, "update places set bookable = false, not_bookable_reason = 'closed' where slug = 'leeds'")
    await changed(db, { kind: 'addTimes', times: [added()] })
    expect(await startsOn(thursday)).toEqual([])
    expect((await timetableNow(db)).times).toContainEqual(expect.objectContaining(added()))
  })
})

describe('an import', () => {
  test('of what is there changes nothing, not even the version', async () => {
    const { times, exceptions, closures } = await timetableNow(db)
    const change = {
      kind: 'import' as const,
      times: times.map(withoutId),
      exceptions: exceptions.map(withoutId),
      closures: closures.map(withoutId),
    }
    const before = await everything(db)
    expect(await changed(db, change)).toEqual({ removed: [], lowered: [], weeks: [] })
    expect(await everything(db)).toEqual(before)
  })

  test('replaces what is current or to come, and the same file then makes no difference', async () => {
    const { closures } = await timetableNow(db)
    const change = {
      kind: 'import' as const,
      times: [added(), added({ weekday: 2, validFrom: '2026-01-01' })],
      exceptions: [exceptionOf('2026-11-27')],
      closures: closures.map(withoutId),
    }
    await changed(db, change)
    expect(await startsOn('2026-11-18')).toEqual(['14:00', '15:30', '18:00'])
    expect(await startsOn(tuesday)).toEqual(['14:00'])
    expect(await startsOn('2026-11-25')).toEqual([])
    expect(await startsOn('2026-11-27')).toEqual(['09:00'])
    const stored = await everything(db)
    expect(await changed(db, change)).toEqual({ removed: [], lowered: [], weeks: [] })
    expect(await everything(db)).toEqual(stored)
  })
})

describe('history', () => {
  test('says who changed what and why, with the entries before and after', async () => {
    const time = await timeAt(db, 2, '14:00')
    await changed(db, { kind: 'endTime', timeId: time.id, lastDate: tuesday })
    await changed(db, closing(thursday))
    const { id: placeId } = await aPlace(db)
    const about = {
      place_id: placeId,
      at: clock.now(),
      person_id: await aClerk(db, 'manager'),
      why: 'Staff training',
    }
    expect(await query(db, 'select * from place_events order by id')).toEqual([
      {
        ...about,
        id: expect.any(Number) as number,
        what: 'time_ended',
        before: { times: [time] },
        after: { times: [{ ...time, validTo: tuesday }] },
      },
      {
        ...about,
        id: expect.any(Number) as number,
        what: 'closed',
        before: null,
        after: {
          closures: [
            { id: null, visitType: null, from: thursday, to: thursday, starts: null, reason: 'Training' },
          ],
        },
      },
    ])
    expect((await aPlace(db)).timetableVersion).toBe(3)
  })

  test('keeps a closure that has begun', async () => {
    await changed(db, closing('2026-11-18', thursday))
    clock.set('2026-11-20T10:00:00Z')
    const { closures } = await timetableNow(db)
    const closureId = closures.find(({ reason }) => reason === 'Training')?.id ?? 0
    await changed(db, { kind: 'reopen', closureId })
    const kept = await query(db, 'select last_date as "to" from closures where id = :closureId', {
      closureId,
    })
    expect(kept).toEqual([{ to: '2026-11-19' }])
  })
})

describe('nothing is written', () => {
  test.each<[string, TimetableChange, object, unknown]>([
    ['of a page that is out of date', closing(tuesday), { version: 2 }, 'outOfDate'],
    ['for a place that is not there', closing(tuesday), { placeId: 99_999 }, 'unknown'],
    ['of what has problems', closing('2026-11-17'), {}, [{ problem: 'past' }]],
    [
      'of what overlaps',
      { kind: 'addTimes', times: [added({ weekday: 2 })] },
      {},
      [{ problem: 'overlaps', index: 0 }],
    ],
  ])('%s', async (_what, change, overrides, refused) => {
    const before = await everything(db)
    expect(await tried(db, change, overrides)).toEqual({ refused })
    const preview = await previewTimetable(db, await asked(db, change, overrides), clock.now())
    expect(preview).toEqual({ refused })
    expect(await everything(db)).toEqual(before)
  })

  test('by a preview', async () => {
    await aRequest(db)
    const before = await everything(db)
    const preview = await previewTimetable(db, await asked(db, closing(tuesday)), clock.now())
    expect(preview).toMatchObject({ changed: { removed: [{ wanted: 0 }] } })
    expect(await everything(db)).toEqual(before)
  })

  test('of the second of two changes that were made from the same page', async () => {
    const requests = await Promise.all([asked(db, closing(tuesday)), asked(db, closing(thursday))])
    const outcomes = await Promise.all(requests.map((request) => changeTimetable(db, request, clock.now())))
    expect(outcomes.filter((outcome) => 'changed' in outcome)).toHaveLength(1)
    expect(outcomes).toContainEqual({ refused: 'outOfDate' })
    expect(await query(db, 'select from place_events')).toHaveLength(1)
    expect((await aPlace(db)).timetableVersion).toBe(2)
  })
})
