import type { TimetableChange } from '../../src/domain/timetable.ts'
import { applyChange } from '../../src/domain/timetableChange.ts'
import { isNoDifference, timetableDifference } from '../../src/domain/timetableDifference.ts'
import { aTime, closureOf, exceptionOf, theTimetable } from '../timetables.ts'

const today = '2026-11-18'
const friday = '2026-12-04'

const kept = { ...aTime({ visitType: 'official_video' }), id: 7 }
const times = [{ ...aTime(), id: 1 }, kept]

const apply = (change: TimetableChange, timetable = theTimetable({ times })) =>
  applyChange(timetable, change, today)

describe('the weekly pattern', () => {
  test('gets times as new entries', () => {
    const added = aTime({ weekday: 1, validFrom: friday })
    expect(apply({ kind: 'addTimes', times: [added] }).times).toEqual([...times, { ...added, id: null }])
  })

  const change = {
    kind: 'changeTime',
    timeId: 1,
    from: friday,
    starts: '13:00',
    ends: '15:00',
    wanted: 4,
  } as const
  const hours = { starts: '13:00', ends: '15:00', wanted: 4 }

  test('has the old time up to the day before a change, and the new one from then on', () => {
    expect(apply(change).times).toEqual([
      { ...aTime({ validTo: '2026-12-03' }), id: 1 },
      { ...aTime({ ...hours, validFrom: friday }), id: null },
      kept,
    ])
  })

  test('keeps the end of a time that is changed', () => {
    const ending = { ...aTime({ validTo: '2027-01-31' }), id: 1 }
    expect(apply(change, theTimetable({ times: [ending] })).times[1]).toMatchObject({ validTo: '2027-01-31' })
  })

  test.each(['2026-12-04', '2026-12-05'])('changes a time as a whole that begins on %s', (validFrom) => {
    const coming = { ...aTime({ validFrom }), id: 1 }
    expect(apply(change, theTimetable({ times: [coming] })).times).toEqual([{ ...coming, ...hours }])
  })

  test('stays as it is where a change changes nothing', () => {
    expect(apply({ ...change, starts: '14:00', ends: '16:00', wanted: 10 }).times).toEqual(times)
  })

  test('ends a time, or leaves it out if it would not have begun', () => {
    expect(apply({ kind: 'endTime', timeId: 1, lastDate: friday }).times).toEqual([
      { ...aTime({ validTo: friday }), id: 1 },
      kept,
    ])
    const coming = theTimetable({ times: [{ ...aTime({ validFrom: '2026-12-05' }), id: 1 }, kept] })
    expect(apply({ kind: 'endTime', timeId: 1, lastDate: friday }, coming).times).toEqual([kept])
  })
})

describe('exceptions', () => {
  const exceptions = [
    { ...exceptionOf(friday), id: 1 },
    { ...exceptionOf(friday, { starts: '11:00', ends: '12:00' }), id: 2 },
    { ...exceptionOf(friday, { visitType: 'official_video' }), id: 3 },
    { ...exceptionOf('2026-12-05'), id: 4 },
  ]
  const day = { visitType: 'social', date: friday } as const

  test('of a day and type are replaced, and what is asked for again stays', () => {
    const asked = [
      { starts: '13:00', ends: '14:00', wanted: 1 },
      { starts: '09:00', ends: '10:00', wanted: 5 },
    ]
    expect(
      apply({ kind: 'setException', ...day, times: asked }, theTimetable({ exceptions })).exceptions,
    ).toEqual([exceptions[2], exceptions[3], { ...exceptionOf(friday, asked[0]), id: null }, exceptions[0]])
  })

  test('of a day and type are removed', () => {
    const after = apply({ kind: 'removeException', ...day }, theTimetable({ exceptions }))
    expect(after.exceptions).toEqual([exceptions[2], exceptions[3]])
  })
})

describe('closures', () => {
  test('are added', () => {
    expect(apply({ kind: 'close', ...closureOf(friday) }).closures).toEqual([
      { ...closureOf(friday), id: null },
    ])
  })

  test.each([
    ['has begun: it ends yesterday', '2026-11-17', [{ ...closureOf('2026-11-17', '2026-11-17'), id: 1 }]],
    ['begins today: it goes', today, []],
    ['is to come: it goes', '2026-11-19', []],
  ])('are opened again where one %s', (_what, from, expected) => {
    const closures = [{ ...closureOf(from, friday), id: 1 }]
    expect(apply({ kind: 'reopen', closureId: 1 }, theTimetable({ closures })).closures).toEqual(expected)
  })
})

describe('an import', () => {
  const before = theTimetable({
    times: [
      { ...aTime({ weekday: 1 }), id: 1 },
      { ...aTime({ weekday: 2 }), id: 2 },
      { ...aTime({ weekday: 3, validTo: today }), id: 3 },
      { ...aTime({ weekday: 4, validFrom: friday }), id: 4 },
    ],
    exceptions: [
      { ...exceptionOf(today), id: 1 },
      { ...exceptionOf(friday), id: 2 },
    ],
    closures: [
      { ...closureOf('2026-11-01', '2026-11-30'), id: 1 },
      { ...closureOf('2026-12-25'), id: 2 },
    ],
  })
  const nothing = { kind: 'import', times: [], exceptions: [], closures: [] } as const

  test('ends what has begun and leaves out what has not', () => {
    expect(apply({ ...nothing, times: [], exceptions: [], closures: [] }, before)).toEqual({
      times: [
        { ...aTime({ weekday: 3, validTo: today }), id: 3 },
        { ...aTime({ weekday: 1, validTo: today }), id: 1 },
        { ...aTime({ weekday: 2, validTo: today }), id: 2 },
      ],
      exceptions: [{ ...exceptionOf(today), id: 1 }],
      closures: [{ ...closureOf('2026-11-01', '2026-11-17'), id: 1 }],
    })
  })

  test('keeps what it names again and begins the rest: times tomorrow, closures today', () => {
    const after = apply(
      {
        kind: 'import',
        times: [
          aTime({ weekday: 1 }),
          aTime({ weekday: 2, wanted: 3 }),
          aTime({ weekday: 4, validFrom: friday }),
        ],
        exceptions: [exceptionOf(friday), exceptionOf('2026-12-05')],
        closures: [closureOf('2026-11-02', '2026-11-29'), closureOf('2026-12-25')],
      },
      before,
    )
    const difference = timetableDifference(before, after)
    expect(difference.times).toEqual({
      gone: [],
      changed: [{ before: before.times[1], after: { ...aTime({ weekday: 2, validTo: today }), id: 2 } }],
      added: [{ ...aTime({ weekday: 2, wanted: 3, validFrom: '2026-11-19' }), id: null }],
    })
    expect(difference.exceptions).toEqual({
      gone: [],
      changed: [],
      added: [{ ...exceptionOf('2026-12-05'), id: null }],
    })
    expect(difference.closures).toEqual({
      gone: [],
      changed: [{ before: before.closures[0], after: { ...closureOf('2026-11-01', '2026-11-17'), id: 1 } }],
      added: [{ ...closureOf(today, '2026-11-29'), id: null }],
    })
  })

  test('of what is there makes no difference, nor does the same file a day later', () => {
    const edited = {
      kind: 'import',
      times: [aTime({ weekday: 1, wanted: 3 })],
      exceptions: [exceptionOf(friday)],
      closures: [closureOf('2026-11-01', '2026-11-30'), closureOf('2026-11-01', '2026-11-30')],
    } as const
    const asked = {
      ...edited,
      times: [...edited.times],
      exceptions: [...edited.exceptions],
      closures: [...edited.closures],
    }
    const stored = applyChange(before, asked, today)
    const withIds = {
      times: stored.times.map((time, n) => ({ ...time, id: n })),
      exceptions: stored.exceptions.map((one, n) => ({ ...one, id: n })),
      closures: stored.closures.map((one, n) => ({ ...one, id: n })),
    }
    for (const day of [today, '2026-11-19', '2026-11-25']) {
      expect(isNoDifference(timetableDifference(withIds, applyChange(withIds, asked, day)))).toBe(true)
    }
  })
})
