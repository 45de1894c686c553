import { prison, prisonTakesNoBookings } from '../../../src/booking/steps/prison.ts'
import { translator } from '../../../src/text/translate.ts'
import { facts, factsWhere, isAsked, refusals, rowsOf, valueOf } from './asked.ts'

describe('the prison', () => {
  test('is one of the places, also one that takes no bookings here', () => {
    expect(refusals(prison, { prison: 'sample' })).toEqual([])
    expect(refusals(prison, { prison: 'other' })).toEqual([])
    expect(valueOf(prison, { prison: 'sample' })).toEqual({ prison: 'sample' })
  })

  test.each([
    undefined,
    '',
    'nowhere',
    'SAMPLE',
    'Sample',
    '__proto__',
    ['sample', 'other'],
    { a: 'sample' },
  ])('is not %j', (typed) => {
    expect(refusals(prison, { prison: typed })).toEqual(['prison.missing'])
  })

  test('is always asked', () => {
    expect(isAsked(prison, {})).toBe(true)
  })

  test('is chosen from all places in the reader’s language, in Welsh where there is a Welsh name', () => {
    expect(prison.show({}, facts, translator('en'), { prison: 'other' }).places).toEqual([
      { value: 'sample', text: 'Sample', selected: false },
      { value: 'other', text: 'Other', selected: true },
    ])
    expect(prison.show({}, facts, translator('cy'), {}).places).toEqual([
      { value: 'sample', text: 'Sampl', selected: false },
      { value: 'other', text: 'Other', selected: false },
    ])
  })

  test('stands in check answers by its name', () => {
    expect(rowsOf(prison, { prison: 'sample' }, 'en')).toEqual(['Prison: Sample'])
    expect(rowsOf(prison, { prison: 'sample' }, 'cy')).toEqual([
      `${translator('cy').text('book.prison.rows.prison')}: Sampl`,
    ])
  })
})

describe('a prison that takes no bookings here', () => {
  test('stops the journey, any other does not', () => {
    expect(prisonTakesNoBookings.when({}, factsWhere({ bookable: false }))).toBe(true)
    expect(prisonTakesNoBookings.when({}, facts)).toBe(false)
    expect(prisonTakesNoBookings.when({}, { ...facts, place: undefined })).toBe(false)
  })

  test.each(['contracted_out', 'closed', 'other_way'] as const)(
    'says why (%s) and whom to call',
    (reason) => {
      const closed = factsWhere({ bookable: false, notBookableReason: reason })
      expect(prisonTakesNoBookings.show({}, closed, translator('cy'))).toEqual({
        place: 'Sampl',
        reason,
        phone: '01632 960100',
      })
      for (const language of ['en', 'cy'] as const) {
        expect(translator(language).text(`book.no-bookings-here.${reason}`, { prison: 'Sample' })).toContain(
          'Sample',
        )
      }
    },
  )
})
