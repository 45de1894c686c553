/** The questions about people: the prisoner, oneself, and each other visitor. */
import { otherVisitors, visitorDetails } from '../../../src/booking/steps/otherVisitors.ts'
import { prisoner } from '../../../src/booking/steps/prisoner.ts'
import { tooYoungToBook, yourDetails } from '../../../src/booking/steps/yourDetails.ts'
import { asPlain } from '../../../src/views/printed.ts'
import { translator } from '../../../src/text/translate.ts'
import { answersFrom, aSlot, born, facts, factsWhere, isAsked, refusals, rowsOf } from './asked.ts'
import { typedAdult, typedChild, valueOf } from './asked.ts'

const typedPrisoner = { ...typedAdult, prisonNumber: 'A1234BC' }

/** Every question about one person, with a good answer. */
const persons = [
  { step: prisoner, typed: typedPrisoner },
  { step: yourDetails, typed: typedAdult },
  { step: visitorDetails, typed: typedChild },
]

describe.each(persons)('on $step.slug', ({ step, typed }) => {
  const refused = (overrides: object) => refusals<unknown>(step, { ...typed, ...overrides })

  test('a whole person is accepted', () => {
    expect(refused({})).toEqual([])
  })

  test('nothing at all is refused field by field', () => {
    const [first, last, date] = refusals<unknown>(step, {})
    expect([first, last, date]).toEqual(['firstName.missing', 'lastName.missing', 'dateOfBirth.missing'])
  })

  test.each(['firstName', 'lastName'])('the %s may be any name there is', (field) => {
    const names = [
      'O’Neill',
      "O'Neill",
      'Smith-Jones',
      'Siân',
      'Ŵyn',
      'José',
      'Ann Marie',
      'J. R.',
      'Ольга',
      '李',
    ]
    for (const name of [...names, 'John 3rd', 'de la Cruz', 'A', 'a'.repeat(50), 'é'.repeat(50)]) {
      expect(valueOf<unknown>(step, { ...typed, [field]: name })).toHaveProperty(field, name)
    }
  })

  test.each(['firstName', 'lastName'])('the %s is tidied', (field) => {
    for (const typedName of ['  Ann   Marie ', 'Ann\u00a0Marie', 'Ann\tMa\u200brie\u202e']) {
      expect(valueOf<unknown>(step, { ...typed, [field]: typedName })).toHaveProperty(field, 'Ann Marie')
    }
  })

  test.each(['firstName', 'lastName'])('the %s may not be what is no name', (field) => {
    for (const empty of ['', '   ', '\u200b', undefined, ['Ann', 'Marie'], { a: 'Ann' }, 7]) {
      expect(refused({ [field]: empty })).toEqual([`${field}.missing`])
    }
    for (const strange of ['<b>', '12345', '😀 Ann', 'a@b', '{{7*7}}', 'Ann;', '--', 'Ann\\', '$Ann']) {
      expect(refused({ [field]: strange })).toEqual([`${field}.characters`])
    }
    expect(refused({ [field]: 'a'.repeat(51) })).toEqual([`${field}.tooLong`])
    expect(refused({ [field]: '<'.repeat(10_000) })).toEqual([`${field}.tooLong`])
  })

  test.each([
    ['28', '2', '2018'],
    ['28', '02', '2018'],
    [' 28 ', 'Feb', '2018'],
    ['28', 'february', '2018'],
    ['28', 'Chwefror', '2018'],
  ])('the date of birth may be %s %s %s', (day, month, year) => {
    const parts = { 'dateOfBirth-day': day, 'dateOfBirth-month': month, 'dateOfBirth-year': year }
    expect(valueOf<unknown>(step, { ...typed, ...parts })).toHaveProperty('dateOfBirth', '2018-02-28')
  })

  test.each([
    ['', '2', '2018', 'missingDay', ['day']],
    ['28', '', '2018', 'missingMonth', ['month']],
    ['28', '2', '', 'missingYear', ['year']],
    ['', '', '2018', 'missingDayMonth', ['day', 'month']],
    ['', '2', '', 'missingDayYear', ['day', 'year']],
    ['28', '', '', 'missingMonthYear', ['month', 'year']],
    ['', ' ', '', 'missing', ['day', 'month', 'year']],
    ['29', '2', '2019', 'notReal', ['day', 'month', 'year']],
    ['31', '4', '2018', 'notReal', ['day', 'month']],
    ['32', '1', '2018', 'notReal', ['day']],
    ['28', 'Feber', '2018', 'notReal', ['month']],
    ['28', '2', '18', 'notReal', ['year']],
  ])('the date of birth may not be "%s" "%s" "%s": %s', (day, month, year, problem, atFault) => {
    const parts = { 'dateOfBirth-day': day, 'dateOfBirth-month': month, 'dateOfBirth-year': year }
    expect(refused(parts)).toEqual([`dateOfBirth.${problem}`])
    const parsed = step.parse({ ...typed, ...parts })
    const controls = 'problems' in parsed ? parsed.problems[0]?.controls : undefined
    expect(controls).toEqual(atFault.map((part) => `dateOfBirth-${part}`))
  })

  test('the date of birth is from 120 years ago to today', () => {
    expect(refused(born('2026-11-18'))).toEqual([])
    expect(refused(born('1906-11-18'))).toEqual([])
    expect(refused(born('2026-11-19'))).toEqual(['dateOfBirth.inFuture'])
    expect(refused(born('1906-11-17'))).toEqual(['dateOfBirth.tooLongAgo'])
  })

  test('is asked of everybody', () => {
    expect(isAsked<unknown>(step, {})).toBe(true)
  })
})

describe('the prison number', () => {
  const prisonNumberOf = (text: string) =>
    valueOf(prisoner, { ...typedAdult, prisonNumber: text }).prisonNumber

  test.each(['A1234BC', 'a1234bc', ' a 1234 bc ', 'A-1234-BC', 'A1234\u200bBC'])(
    'may be typed %s',
    (text) => {
      expect(prisonNumberOf(text)).toBe('A1234BC')
    },
  )

  test.each([
    ['', 'missing'],
    ['  ', 'missing'],
    ['A123BC', 'wrongFormat'],
    ['A12345BC', 'wrongFormat'],
    ['AB1234C', 'wrongFormat'],
    ['1234', 'wrongFormat'],
    ['A1234BC; drop table', 'wrongFormat'],
  ])('may not be "%s"', (text, problem) => {
    expect(refusals(prisoner, { ...typedAdult, prisonNumber: text })).toEqual([`prisonNumber.${problem}`])
  })
})

describe('check answers', () => {
  test('shows the prisoner', () => {
    expect(rowsOf(prisoner, typedPrisoner, 'en')).toEqual([
      'Prisoner’s name: Gwen Example',
      'Prisoner’s date of birth: 15 June 1985',
      'Prison number: A1234BC',
    ])
    expect(rowsOf(prisoner, typedPrisoner, 'cy')[1]).toMatch(/: 15 Mehefin 1985$/)
  })

  test('shows oneself', () => {
    expect(rowsOf(yourDetails, typedAdult, 'en')).toEqual([
      'Your name: Gwen Example',
      'Your date of birth: 15 June 1985',
    ])
    expect(rowsOf(yourDetails, typedAdult, 'cy')[1]).toMatch(/: 15 Mehefin 1985$/)
  })

  test('shows the other visitors, or that there are none', () => {
    const people = [typedChild, { ...typedAdult, firstName: 'Alun' }]
    const label = { en: 'Other visitors', cy: translator('cy').text('book.other-visitors.rows.people') }
    expect(rowsOf(otherVisitors, { another: 'no', people }, 'en')).toEqual([
      `${label.en}: Tomos Example, 28 February 2018 | Alun Example, 15 June 1985`,
    ])
    expect(rowsOf(otherVisitors, { another: 'no', people: [typedChild] }, 'cy')).toEqual([
      `${label.cy}: Tomos Example, 28 Chwefror 2018`,
    ])
    expect(rowsOf(otherVisitors, { another: 'no' }, 'en')).toEqual([`${label.en}: None`])
  })
})

describe('who is too young to book', () => {
  const isTooYoung = (date: string, at = facts) => {
    const typed = { 'your-details': { ...typedAdult, ...born(date) } }
    return tooYoungToBook.when(answersFrom(typed, at), at)
  }

  test('is under 18 on every date that can be booked', () => {
    expect(isTooYoung('2008-12-17')).toBe(true)
    expect(isTooYoung('2008-12-16')).toBe(false)
    expect(isTooYoung('2008-11-24')).toBe(false)
  })

  test('is nobody as long as nothing was said', () => {
    expect(tooYoungToBook.when({}, facts)).toBe(false)
  })

  test('does not hang on the place’s adult age', () => {
    expect(isTooYoung('2008-12-17', factsWhere({ adultAge: 10 }))).toBe(true)
    expect(isTooYoung('2008-12-16', factsWhere({ adultAge: 21 }))).toBe(false)
  })

  test('is told from which age on', () => {
    expect(tooYoungToBook.show({}, facts, translator('en'))).toEqual({ age: 18 })
  })
})

describe('other visitors', () => {
  const adult = { ...typedAdult, firstName: 'Alun' }
  const answers = answersFrom({})
  const refused = (people: unknown, at = facts) =>
    refusals(otherVisitors, { another: 'no', people }, { answers, at })

  test('are none to five', () => {
    expect(refused(undefined)).toEqual([])
    expect(refused(Array.from({ length: 5 }, () => typedChild))).toEqual([])
    expect(valueOf(otherVisitors, { another: 'no', people: [typedChild] }).people).toEqual([
      { firstName: 'Tomos', lastName: 'Example', dateOfBirth: '2018-02-28' },
    ])
  })

  test('need a yes or a no', () => {
    expect(refusals(otherVisitors, {}, { answers })).toEqual(['another.missing'])
    expect(refusals(otherVisitors, { another: 'perhaps' }, { answers })).toEqual(['another.missing'])
  })

  test('are five at most, whoever says yes again', () => {
    expect(refusals(otherVisitors, { another: 'yes' }, { answers })).toEqual(['another.tooManyPeople'])
  })

  test('count as adults from the place’s age on, oneself included', () => {
    const twelve = { ...typedChild, ...born('2014-01-01') }
    expect(refused([adult, adult, typedChild])).toEqual([])
    expect(refused([adult, adult, adult])).toEqual(['another.tooManyAdults'])
    expect(refused([twelve, twelve, twelve])).toEqual([])
    expect(refused([twelve, twelve, twelve], factsWhere({ adultAge: 10 }))).toEqual(['another.tooManyAdults'])
  })

  test('are not too many adults while one date suits them', () => {
    const eighteenOn = (date: string) => ({ ...typedChild, ...born(date) })
    expect(refused([adult, adult, eighteenOn('2008-11-24')])).toEqual(['another.tooManyAdults'])
    expect(refused([adult, adult, eighteenOn('2008-11-25')])).toEqual([])
  })

  test('are listed with their dates of birth, and as full when they are five', () => {
    const show = (people: object[]) => otherVisitors.show({}, facts, translator('en'), { people })
    expect(asPlain(show([typedChild, { firstName: 'Half' }]))).toEqual({
      people: [{ name: 'Tomos Example', born: 'Born 28 February 2018' }],
      full: false,
    })
    expect(show(Array.from({ length: 5 }, () => typedChild))).toHaveProperty('full', true)
    const welsh = otherVisitors.show({}, facts, translator('cy'), { people: [typedChild] })
    expect(JSON.stringify(welsh)).toContain('28 Chwefror 2018')
  })

  test('may come although no date can be booked', () => {
    const nothing = { ...factsWhere({ bookingWindowDays: 1 }), slots: [aSlot(1, '2026-11-20')] }
    expect(refused([adult, adult, adult], nothing)).toEqual([])
  })
})
