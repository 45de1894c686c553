import type { VisitType } from '../../src/domain/slots.ts'
import type { PlaceTimetable } from '../../src/domain/timetable.ts'
import { bankHolidaysEnd, christmasMissing } from '../../src/domain/timetableWarnings.ts'

type Entry<List extends keyof PlaceTimetable> = PlaceTimetable[List][number]

const hours = { id: null, starts: '14:00', ends: '15:00', wanted: 5 }

/** Christmas 2026 is a Friday. */
const friday = (visitType: VisitType, changes: Partial<Entry<'times'>> = {}): Entry<'times'> => ({
  ...hours,
  visitType,
  weekday: 5,
  validFrom: '2026-01-01',
  validTo: null,
  ...changes,
})

const exception = (date: string, visitType: VisitType = 'social') => ({ ...hours, visitType, date })

const closure = (from: string, to: string, changes: Partial<Entry<'closures'>> = {}): Entry<'closures'> => ({
  id: null,
  visitType: null,
  from,
  to,
  starts: null,
  reason: 'Christmas',
  ...changes,
})

const timetable = (changes: Partial<PlaceTimetable> = {}): PlaceTimetable => ({
  times: [friday('social')],
  exceptions: [],
  closures: [],
  ...changes,
})

describe('christmasMissing', () => {
  test.each([
    ['2026-10-29', 14, false],
    ['2026-10-30', 14, true],
    ['2026-10-29', 42, false],
    ['2026-10-29', 43, true],
    ['2026-09-17', 84, false],
    ['2026-09-18', 84, true],
    ['2026-12-25', 14, true],
    ['2026-12-26', 14, false],
    ['2027-01-01', 84, false],
  ])('on %s with a booking window of %s days is %s without any entry', (today, window, expected) => {
    expect(christmasMissing(today, timetable(), window)).toBe(expected)
  })

  const christmas = '2026-12-25'
  test.each<[string, Partial<PlaceTimetable>, boolean]>([
    ['an exception of the day', { exceptions: [exception(christmas)] }, false],
    ['a closure of the day', { closures: [closure(christmas, christmas)] }, false],
    ['a closure around the day', { closures: [closure('2026-12-20', '2027-01-02')] }, false],
    ['an exception of the next day', { exceptions: [exception('2026-12-26')] }, true],
    ['an exception of another type', { exceptions: [exception(christmas, 'official_video')] }, true],
    ['a closure of one time', { closures: [closure(christmas, christmas, { starts: '14:00' })] }, true],
    [
      'a closure of another type',
      { closures: [closure(christmas, christmas, { visitType: 'official_video' })] },
      true,
    ],
    ['a closure up to the day before', { closures: [closure('2026-12-01', '2026-12-24')] }, true],
    ['a closure from the next day', { closures: [closure('2026-12-26', '2026-12-26')] }, true],
    ['last year’s closure', { closures: [closure('2025-12-25', '2025-12-25')] }, true],
    ['times that end before', { times: [friday('social', { validTo: '2026-12-24' })] }, false],
    ['times of another weekday', { times: [friday('social', { weekday: 4 })] }, false],
    [
      'a second type without an entry',
      { times: [friday('social'), friday('official_video')], exceptions: [exception(christmas)] },
      true,
    ],
    [
      'an entry of each of two types',
      {
        times: [friday('social'), friday('official_video')],
        exceptions: [exception(christmas)],
        closures: [closure(christmas, christmas, { visitType: 'official_video' })],
      },
      false,
    ],
  ])('looks for %s', (_what, changes, expected) => {
    expect(christmasMissing('2026-12-01', timetable(changes), 14)).toBe(expected)
  })
})

test.each([
  ['2026-11-18', false],
  ['2029-12-31', false],
  ['2030-01-01', true],
  ['2030-12-31', true],
  ['2031-06-01', true],
])('on %s the list of bank holidays ends soon: %s', (today, expected) => {
  expect(bankHolidaysEnd(today)).toBe(expected)
})
