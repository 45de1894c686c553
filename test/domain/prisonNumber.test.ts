import fc from 'fast-check'
import { parsePrisonNumber } from '../../src/domain/prisonNumber.ts'

test.each([
  ...['A1234BC', 'a1234bc', ' A1234BC ', 'A 1234 BC', 'A-1234-BC', 'A–1234—BC', 'A\u00a01234\u200bBC'],
  ...['\ufeffa1234Bc\r\n', 'Ａ１２３４ＢＣ', '\u202aA1234BC\u202c'],
])('reads "%s"', (typed) => {
  expect(parsePrisonNumber(typed)).toBe('A1234BC')
})

test.each([
  ...['', 'A1234B', 'A1234BCD', '1234ABC', 'AA123BC', 'A12345BC', 'A1234B1', 'A1234ß', 'É1234BC', 'A1234BC?'],
  ...['A١٢٣٤BC', 'A1234BC A1234BC'],
])('refuses "%s"', (typed) => {
  expect(parsePrisonNumber(typed)).toBeUndefined()
})

test('reads every prison number however spaced, dashed and cased', () => {
  const separator = fc.constantFrom('', ' ', '-', '\t', '\u00a0', '\u2011', '\u200b', '  ')
  const number = fc.stringMatching(/^[A-Z][0-9]{4}[A-Z]{2}$/)
  fc.assert(
    fc.property(
      number,
      fc.array(separator, { minLength: 7, maxLength: 7 }),
      fc.boolean(),
      (expected, gaps, lower) => {
        const typed = [...expected].map((character, n) => character + (gaps[n] ?? '')).join('')
        expect(parsePrisonNumber(lower ? typed.toLowerCase() : typed)).toBe(expected)
      },
    ),
  )
})

test('gives nothing but prison numbers', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 12 }), (typed) => {
      expect(parsePrisonNumber(typed) ?? 'A1234BC').toMatch(/^[A-Z]\d{4}[A-Z]{2}$/)
    }),
  )
})
