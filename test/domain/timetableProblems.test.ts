import type { TimeOfWeek, TimetableChange } from '../../src/domain/timetable.ts'
import { timetableProblems } from '../../src/domain/timetableProblems.ts'
import { aTime, closureOf, exceptionOf, theTimetable, withoutId } from '../timetables.ts'

const today = '2026-11-18'
const friday = '2026-12-04'

const problemsOf = (change: TimetableChange, timetable = theTimetable()) =>
  timetableProblems(timetable, change, today).map(({ problem }) => problem)

describe('a time that is added', () => {
  const added = (...times: Partial<TimeOfWeek>[]) =>
    timetableProblems(
      theTimetable({ times: [{ ...aTime(), id: 1 }] }),
      { kind: 'addTimes', times: times.map((time) => aTime({ validFrom: '2026-11-19', ...time })) },
      today,
    )

  test.each<[string, Partial<TimeOfWeek>, string[]]>([
    ['that begins today', { weekday: 1, validFrom: today }, ['past']],
    ['that began in the past', { weekday: 1, validFrom: '2026-01-01' }, ['past']],
    ['that ends before it starts', { weekday: 1, ends: '13:00' }, ['endsBeforeStarts']],
    ['that ends when it starts', { weekday: 1, ends: '14:00' }, ['endsBeforeStarts']],
    ['that is valid backwards', { weekday: 1, validTo: '2026-11-18' }, ['validToBeforeFrom']],
    ['that is there already', {}, ['overlaps']],
    ['that begins within another', { starts: '15:59', ends: '17:00' }, ['overlaps']],
    ['that ends within another', { starts: '13:00', ends: '14:01' }, ['overlaps']],
    ['around another', { starts: '13:00', ends: '17:00' }, ['overlaps']],
    ['within another', { starts: '14:30', ends: '15:00' }, ['overlaps']],
    ['in the past and within another', { validFrom: today }, ['past', 'overlaps']],
  ])('is refused: %s', (_what, time, expected) => {
    expect(added(time).map(({ problem }) => problem)).toEqual(expected)
  })

  test.each<[string, Partial<TimeOfWeek>]>([
    ['on another weekday', { weekday: 1 }],
    ['of another type', { visitType: 'official_video' }],
    ['that begins when another ends', { starts: '16:00', ends: '17:00' }],
    ['that ends when another begins', { starts: '13:00', ends: '14:00' }],
    ['that is valid for one day', { weekday: 1, validTo: '2026-11-19' }],
  ])('is taken: %s', (_what, time) => {
    expect(added(time)).toEqual([])
  })

  test('may follow one that ends, from the next day on', () => {
    const timetable = theTimetable({ times: [{ ...aTime({ validTo: '2026-12-04' }), id: 1 }] })
    const following = (validFrom: string) =>
      problemsOf({ kind: 'addTimes', times: [aTime({ validFrom })] }, timetable)
    expect(following('2026-12-05')).toEqual([])
    expect(following('2026-12-04')).toEqual(['overlaps'])
  })

  test('is told apart from others that are added with it', () => {
    expect(added({ weekday: 1 }, { weekday: 2 }, { weekday: 1, starts: '15:00' })).toEqual([
      { problem: 'overlaps', index: 2 },
    ])
  })
})

describe('a time that is changed', () => {
  const times = [
    { ...aTime(), id: 1 },
    { ...aTime({ starts: '16:00', ends: '17:00' }), id: 2 },
    { ...aTime({ weekday: 1, validTo: '2026-11-30' }), id: 3 },
  ]
  const change = {
    kind: 'changeTime',
    timeId: 1,
    from: friday,
    starts: '14:00',
    ends: '16:00',
    wanted: 5,
  } as const

  test.each<[string, Partial<Extract<TimetableChange, { kind: 'changeTime' }>>, string[]]>([
    ['within its own hours', { starts: '14:30' }, []],
    ['from today', { from: today }, ['past']],
    ['into another', { ends: '16:01' }, ['overlaps']],
    ['to run backwards', { ends: '13:00' }, ['endsBeforeStarts']],
    ['that is not there', { timeId: 99 }, ['timeUnknown']],
    ['after it has ended', { timeId: 3 }, ['validToBeforeFrom']],
  ])('is judged: %s', (_what, changed, expected) => {
    expect(problemsOf({ ...change, ...changed }, theTimetable({ times }))).toEqual(expected)
  })
})

describe('a time that ends', () => {
  const times = [
    { ...aTime({ validTo: friday }), id: 1 },
    { ...aTime({ validFrom: '2026-12-05' }), id: 2 },
  ]

  test.each([
    ['yesterday', 1, '2026-11-17', ['past']],
    ['today', 1, today, []],
    ['before it begins', 2, '2026-11-20', []],
    ['later than now, into another', 1, '2026-12-05', ['overlaps']],
    ['that is not there', 99, today, ['timeUnknown']],
  ])('is judged: %s', (_what, timeId, lastDate, expected) => {
    expect(problemsOf({ kind: 'endTime', timeId, lastDate }, theTimetable({ times }))).toEqual(expected)
  })
})

describe('an exception', () => {
  const morning = { starts: '09:00', ends: '10:00', wanted: 5 }
  const set = (date: string, ...times: (typeof morning)[]) =>
    timetableProblems(theTimetable(), { kind: 'setException', visitType: 'social', date, times }, today)

  test('begins tomorrow at the earliest', () => {
    expect(set('2026-11-19', morning)).toEqual([])
    expect(set(today, morning)).toEqual([{ problem: 'past' }])
  })

  test('has no times that overlap or run backwards', () => {
    const backwards = { ...morning, ends: '08:00' }
    expect(set(friday, morning, { ...morning, starts: '09:30' }, backwards)).toEqual([
      { problem: 'overlaps', index: 1 },
      { problem: 'endsBeforeStarts', index: 2 },
    ])
  })

  test('may have the hours of the weekday that it replaces', () => {
    expect(set(friday, { ...morning, starts: '14:30', ends: '15:00' })).toEqual([])
  })

  test('is removed only if it is there and to come', () => {
    const timetable = theTimetable({ exceptions: [{ ...exceptionOf(friday), id: 1 }] })
    const remove = (date: string, visitType: 'social' | 'official_video' = 'social') =>
      problemsOf({ kind: 'removeException', visitType, date }, timetable)
    expect(remove(friday)).toEqual([])
    expect(remove(friday, 'official_video')).toEqual(['unknown'])
    expect(remove('2026-12-05')).toEqual(['unknown'])
    expect(remove(today)).toEqual(['past'])
  })
})

describe('a closure', () => {
  const closures = [{ ...closureOf('2026-12-24', '2026-12-28'), id: 1 }]
  const timetable = theTimetable({ times: [{ ...aTime(), id: 1 }], closures })

  test.each<[string, Parameters<typeof closureOf>, string[]]>([
    ['of today', [today], []],
    ['of yesterday', ['2026-11-17'], ['past']],
    ['that runs backwards', ['2026-12-02', '2026-12-01'], ['validToBeforeFrom']],
    ['of days that are closed', ['2026-12-25', '2026-12-26'], ['closedAlready']],
    [
      'of a time of a day that is closed',
      ['2026-12-25', '2026-12-25', { starts: '14:00' }],
      ['closedAlready'],
    ],
    [
      'of a type on a day that is closed',
      ['2026-12-25', '2026-12-25', { visitType: 'social' }],
      ['closedAlready'],
    ],
    ['of more days than are closed', ['2026-12-24', '2026-12-29'], []],
    ['of one time', [friday, friday, { starts: '14:00' }], []],
    ['of one time in each of many weeks', ['2026-11-19', '9999-12-31', { starts: '14:00' }], []],
    ['of a time that is not there', [friday, friday, { starts: '14:30' }], ['timeUnknown']],
    [
      'of a time of another type',
      [friday, friday, { starts: '14:00', visitType: 'official_video' }],
      ['timeUnknown'],
    ],
    ['of a time of another weekday', ['2026-12-03', '2026-12-03', { starts: '14:00' }], ['timeUnknown']],
  ])('is judged: %s', (_what, closure, expected) => {
    expect(problemsOf({ kind: 'close', ...closureOf(...closure) }, timetable)).toEqual(expected)
  })

  test('of one type does not close the others', () => {
    const ofOne = theTimetable({
      closures: [{ ...closureOf(friday, friday, { visitType: 'social' }), id: 1 }],
    })
    expect(problemsOf({ kind: 'close', ...closureOf(friday) }, ofOne)).toEqual([])
  })

  test('is opened only if it is there', () => {
    expect(problemsOf({ kind: 'reopen', closureId: 1 }, timetable)).toEqual([])
    expect(problemsOf({ kind: 'reopen', closureId: 2 }, timetable)).toEqual(['unknown'])
  })
})

describe('an import', () => {
  const ended = { ...aTime({ validTo: today }), id: 1 }
  const running = { ...aTime({ weekday: 1 }), id: 2 }
  const timetable = theTimetable({
    times: [ended, running],
    exceptions: [{ ...exceptionOf(today), id: 1 }],
    closures: [{ ...closureOf('2026-11-01', '2026-11-30'), id: 1 }],
  })
  const imported = (asked: Partial<Extract<TimetableChange, { kind: 'import' }>>) =>
    timetableProblems(timetable, { kind: 'import', times: [], exceptions: [], closures: [], ...asked }, today)

  test('of what is there is taken', () => {
    expect(
      imported({
        times: [ended, running].map(withoutId),
        exceptions: [exceptionOf(today)],
        closures: [closureOf('2026-11-01', '2026-11-30')],
      }),
    ).toEqual([])
  })

  test('numbers the times, then the exceptions, then the closures', () => {
    expect(
      imported({
        times: [aTime(), aTime({ starts: '15:00' }), aTime({ weekday: 2, validTo: '2026-11-01' })],
        exceptions: [exceptionOf('2026-11-17'), exceptionOf(friday), exceptionOf(friday)],
        closures: [closureOf('2026-11-01', '2026-11-17'), closureOf(friday, '2026-12-01'), closureOf(friday)],
      }),
    ).toEqual([
      { problem: 'overlaps', index: 1 },
      { problem: 'past', index: 2 },
      { problem: 'past', index: 3 },
      { problem: 'overlaps', index: 5 },
      { problem: 'past', index: 6 },
      { problem: 'validToBeforeFrom', index: 7 },
    ])
  })

  test('refuses times that run backwards', () => {
    expect(
      imported({
        times: [aTime({ ends: '13:00' }), aTime({ weekday: 2, validFrom: '2027-01-01', validTo: friday })],
      }),
    ).toEqual([
      { problem: 'endsBeforeStarts', index: 0 },
      { problem: 'validToBeforeFrom', index: 1 },
    ])
  })
})
