import { isLanguage, translator } from '../../src/text/translate.ts'

const english = translator('en')
const welsh = translator('cy')

describe('the translator', () => {
  test('finds a text in each language', () => {
    expect(english.text('book.check-answers.button')).toBe('Send request')
    expect(welsh.text('book.check-answers.button')).toBe('Anfon cais')
  })

  test('throws on a key that has no text', () => {
    expect(() => english.text('book.prison.nothing')).toThrow('No text in en for book.prison.nothing')
    expect(() => welsh.text('nothing')).toThrow('No text in cy for nothing')
  })

  test('throws on a key that has more than one text', () => {
    expect(() => english.text('book.prison')).toThrow()
    expect(() => english.text('visit.bring.list')).toThrow()
  })

  test('does not fall back to English', () => {
    expect(english.has('staff.service')).toBe(true)
    expect(welsh.has('staff.service')).toBe(false)
    expect(() => welsh.text('staff.service')).toThrow()
  })

  test('puts values in as they are', () => {
    const name = '<b>{age}</b> & $t(common.back)'
    expect(english.text('visit.refused.cannot_come', { name })).toBe(`${name} cannot come to this visit`)
  })

  test('leaves the place of a value that is not given', () => {
    expect(english.text('book.prison.typeAhead.position')).toBe(
      '{option} {position} of {count} is highlighted',
    )
  })

  test('gives lists whole', () => {
    expect(welsh.content('visit.next.withdrawn')).toEqual(['Gallwch ofyn am ymweliad eto.'])
  })

  test('writes the times of a visit', () => {
    expect(english.times('14:00', '16:00')).toBe('2pm to 4pm')
    expect(welsh.times('10:30', '12:00')).toBe('10:30am tan hanner dydd')
  })
})

test('English and Welsh are the only languages', () => {
  expect(['en', 'cy', 'fr', '', undefined, ['cy']].filter(isLanguage)).toEqual(['en', 'cy'])
})
