import { londonInstant } from '../../src/domain/dates.ts'
import { fateOf, weeksAhead } from '../../src/domain/timetableEffects.ts'
import { aTime, closureOf, exceptionOf, theTimetable } from '../timetables.ts'

const friday = '2026-12-04'
const slot = {
  visitType: 'social',
  date: friday,
  startsAt: londonInstant(friday, '14:00'),
  endsAt: londonInstant(friday, '16:00'),
} as const

const weekly = theTimetable({ times: [{ ...aTime(), id: 1 }] })
const withTime = (change: Parameters<typeof aTime>[0]) =>
  theTimetable({ times: [{ ...aTime(change), id: 1 }] })
const closed = theTimetable({ ...weekly, closures: [{ ...closureOf(friday), id: 1 }] })

describe('a slot in use', () => {
  test.each([
    ['stays while the timetable says the same of it', weekly, weekly, undefined],
    [
      'stays where only other days change',
      weekly,
      theTimetable({ ...weekly, closures: [{ ...closureOf('2026-12-05'), id: 1 }] }),
      undefined,
    ],
    ['stays closed', closed, theTimetable({ closures: closed.closures }), undefined],
    ['is closed', weekly, closed, { wanted: 0, why: 'slot_closed', reopens: false }],
    ['ends', weekly, withTime({ validTo: '2026-12-03' }), { wanted: 0, why: 'slot_closed', reopens: false }],
    [
      'begins at another time',
      weekly,
      withTime({ starts: '14:15' }),
      { wanted: 0, why: 'slot_closed', reopens: false },
    ],
    [
      'gets another end',
      weekly,
      withTime({ ends: '15:30' }),
      { wanted: 0, why: 'slot_changed', reopens: false },
    ],
    ['gets fewer places', weekly, withTime({ wanted: 2 }), { wanted: 2, why: null, reopens: false }],
    ['gets more places', weekly, withTime({ wanted: 20 }), { wanted: 20, why: null, reopens: false }],
    ['opens again', closed, weekly, { wanted: 10, why: null, reopens: true }],
    [
      'gets its end back',
      withTime({ ends: '15:30' }),
      withTime({ wanted: 8 }),
      { wanted: 8, why: null, reopens: true },
    ],
    [
      'opens with another end',
      closed,
      withTime({ ends: '15:30' }),
      { wanted: 0, why: 'slot_changed', reopens: false },
    ],
    [
      'is replaced by an exception',
      weekly,
      theTimetable({ ...weekly, exceptions: [{ ...exceptionOf(friday), id: 1 }] }),
      { wanted: 0, why: 'slot_closed', reopens: false },
    ],
    [
      'is repeated by an exception',
      weekly,
      theTimetable({
        ...weekly,
        exceptions: [{ ...exceptionOf(friday, { starts: '14:00', ends: '16:00', wanted: 3 }), id: 1 }],
      }),
      { wanted: 3, why: null, reopens: false },
    ],
  ])('%s', (_what, before, after, fate) => {
    expect(fateOf(slot, before, after)).toEqual(fate)
  })
})

describe('the weeks ahead', () => {
  test('show four weeks of the types that the change touches', () => {
    const video = { ...aTime({ visitType: 'official_video' }), id: 2 }
    const before = theTimetable({ times: [{ ...aTime(), id: 1 }, video] })
    const after = theTimetable({ times: [{ ...aTime({ wanted: 4 }), id: 1 }, video] })
    const weeks = weeksAhead(before, after, '2026-11-18')
    expect(weeks.map(({ date }) => date)).toHaveLength(28)
    expect([weeks[0]?.date, weeks.at(-1)?.date]).toEqual(['2026-11-18', '2026-12-15'])
    expect(new Set(weeks.map(({ visitType }) => visitType))).toEqual(new Set(['social']))
    const hours = { starts: '14:00', ends: '16:00' }
    expect(weeks.find(({ date }) => date === friday)).toEqual({
      date: friday,
      visitType: 'social',
      before: [{ ...hours, wanted: 10 }],
      after: [{ ...hours, wanted: 4 }],
    })
  })

  test('of a closure for all types show those that the place has', () => {
    const before = theTimetable({
      times: [
        { ...aTime(), id: 1 },
        { ...aTime({ visitType: 'official_video' }), id: 2 },
      ],
    })
    const after = theTimetable({ ...before, closures: [{ ...closureOf(friday), id: null }] })
    const types = new Set(weeksAhead(before, after, '2026-11-18').map(({ visitType }) => visitType))
    expect([...types]).toEqual(['social', 'official_video'])
  })

  test('are none where nothing differs', () => {
    expect(weeksAhead(weekly, weekly, '2026-11-18')).toEqual([])
  })
})
