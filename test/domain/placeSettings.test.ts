import {
  changedSettings,
  settingRanges,
  settingsProblems,
  shortestWindow,
} from '../../src/domain/placeSettings.ts'
import type { PlaceSettings, SettingsChange } from '../../src/domain/placeSettings.ts'
import { addDays, datesBetween } from '../../src/domain/dates.ts'
import { bookableDates } from '../../src/domain/workingDays.ts'
import { visitorTextFor } from '../../src/domain/visitorText.ts'
import { samplePlace } from '../samplePlace.ts'

const settings: PlaceSettings = samplePlace

const problems = (change: SettingsChange, before = settings) => settingsProblems(before, change)
const found = (change: SettingsChange, before = settings) =>
  problems(change, before).map(({ field, problem }) => `${field} ${problem}`)

describe('a number', () => {
  const names = Object.keys(settingRanges) as (keyof typeof settingRanges)[]

  test.each(names)('%s is taken from its least to its most, and no further', (name) => {
    const [least, most] = settingRanges[name]
    const roomy = {
      ...settings,
      leadDays: 0,
      officialLeadDays: 0,
      bookingWindowDays: 84,
      worksWeekends: true,
    }
    expect(found({ [name]: least }, roomy)).toEqual([])
    expect(found({ [name]: most }, roomy)).toEqual([])
    for (const value of [least - 1, most + 1, least + 0.5, Number.NaN]) {
      expect(problems({ [name]: value }, roomy)).toEqual([
        { field: name, problem: 'outside', values: { least, most } },
      ])
    }
  })
})

describe('the booking window', () => {
  test.each([
    { leadDays: 0, weekends: false, least: 1 },
    { leadDays: 1, weekends: false, least: 4 },
    { leadDays: 3, weekends: false, least: 6 },
    { leadDays: 5, weekends: false, least: 8 },
    { leadDays: 6, weekends: false, least: 11 },
    { leadDays: 28, weekends: false, least: 41 },
    { leadDays: 0, weekends: true, least: 1 },
    { leadDays: 28, weekends: true, least: 29 },
  ])('is $least days at least for $leadDays lead days, weekends worked: $weekends', (row) => {
    expect(shortestWindow(row.leadDays, row.weekends)).toBe(row.least)
  })

  test.each([0, 1, 2, 3, 4, 5, 6, 7, 11, 28])(
    'leaves a date on every ordinary day with %s lead days',
    (leadDays) => {
      // Weeks without any bank holiday.
      const days = datesBetween('2026-09-07', addDays('2026-09-07', 20))
      for (const worksWeekends of [true, false]) {
        const least = shortestWindow(leadDays, worksWeekends)
        const dates = (bookingWindowDays: number) =>
          days.map((day) => bookableDates(day, { leadDays, worksWeekends, bookingWindowDays }).length)
        expect(Math.min(...dates(least))).toBe(1)
        expect(Math.min(...dates(least - 1))).toBe(0)
      }
    },
  )

  test('is refused where it is too short for the lead, whichever of them is changed', () => {
    const tooShort = [{ field: 'bookingWindowDays', problem: 'tooShort', values: { least: 6 } }]
    expect(problems({ bookingWindowDays: 5 })).toEqual(tooShort)
    expect(problems({ bookingWindowDays: 6 })).toEqual([])
    expect(problems({ leadDays: 3 }, { ...settings, leadDays: 0, bookingWindowDays: 5 })).toEqual(tooShort)
    const weekends = { ...settings, worksWeekends: true, bookingWindowDays: 4 }
    expect(problems({ worksWeekends: false }, weekends)).toEqual(tooShort)
  })

  test('is refused where it is too short for official visits', () => {
    const before = { ...settings, officialLeadDays: 10 }
    expect(problems({ bookingWindowDays: 14 }, before)).toEqual([
      { field: 'bookingWindowDays', problem: 'tooShortForOfficial', values: { least: 15 } },
    ])
    expect(problems({ officialLeadDays: 28 }, { ...settings, bookingWindowDays: 40 })).toEqual([
      { field: 'officialLeadDays', problem: 'longerThanWindow', values: { window: 40, least: 41 } },
    ])
  })

  test('is not looked at by a change of something else', () => {
    expect(found({ phone: '01632 960001', adultAge: 12 }, { ...settings, bookingWindowDays: 1 })).toEqual([])
  })
})

test('phone number and e-mail address are needed, addresses must be some', () => {
  expect(found({ phone: '', email: '', replyTo: '' })).toEqual(['phone missing', 'email missing'])
  expect(found({ email: 'nobody', replyTo: 'a b@example.org' })).toEqual([
    'email wrongFormat',
    'replyTo wrongFormat',
  ])
})

test('texts have an end', () => {
  expect(found({ visitorText: '👍'.repeat(2000), visitorTextCy: 'x'.repeat(2000) })).toEqual([])
  expect(found({ visitorText: '👍'.repeat(2001), visitorTextCy: 'x'.repeat(2001) })).toEqual([
    'visitorText tooLong',
    'visitorTextCy tooLong',
  ])
  expect(found({ address: 'x'.repeat(301) })).toEqual(['address tooLong'])
})

test('a place says why it takes no bookings, and only then', () => {
  expect(found({ bookable: false })).toEqual(['bookable missing'])
  expect(found({ bookable: false, notBookableReason: 'closed' })).toEqual([])
  expect(found({ notBookableReason: 'closed' })).toEqual(['bookable missing'])
  const off = { ...settings, bookable: false, notBookableReason: 'closed' as const }
  expect(found({ bookable: true }, off)).toEqual(['bookable missing'])
  expect(found({ bookable: true, notBookableReason: null }, off)).toEqual([])
})

test('a change is what differs', () => {
  expect(
    changedSettings(settings, { phone: settings.phone, adultAge: 12, replyTo: 'a@example.org' }),
  ).toEqual({
    adultAge: 12,
    replyTo: 'a@example.org',
  })
  expect(changedSettings(settings, {})).toEqual({})
})

test.each([
  { language: 'en' as const, texts: ['Bring ID', 'Dewch ag ID'], read: 'Bring ID', in: 'en' },
  { language: 'cy' as const, texts: ['Bring ID', 'Dewch ag ID'], read: 'Dewch ag ID', in: 'cy' },
  { language: 'cy' as const, texts: ['Bring ID', ''], read: 'Bring ID', in: 'en' },
  { language: 'en' as const, texts: ['', 'Dewch ag ID'], read: '', in: 'en' },
])('a reader of $language is told "$read" of $texts', ({ language, texts, ...told }) => {
  const [visitorText = '', visitorTextCy = ''] = texts
  expect(visitorTextFor({ visitorText, visitorTextCy }, language)).toEqual({
    text: told.read,
    language: told.in,
  })
})
