/** A mobile number is the same however a person writes it. */
import fc from 'fast-check'
import { contactDetails } from '../../../src/booking/steps/contactDetails.ts'

const parsed = (mobile: string) => {
  const result = contactDetails.parse({ email: 'gwen@example.org', mobile })
  return 'value' in result ? result.value.mobile : result.problems
}

const nineDigits = fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 9, maxLength: 9 })
const between = fc.array(fc.constantFrom('', ' ', '-', '.', '\u00a0', '\u200b', '  '), {
  minLength: 9,
  maxLength: 9,
})
const written = (digits: string, gaps: string[]) =>
  [...digits].map((digit, n) => digit + (gaps[n] ?? '')).join('')

test.each(['07', '+447', '00447', '+44 (0)7', '+44 7', ' 07'])(
  'begun with "%s" it is the number',
  (beginning) => {
    fc.assert(
      fc.property(nineDigits, between, (digits, gaps) => {
        expect(parsed(beginning + written(digits, gaps))).toBe(`+447${digits}`)
      }),
    )
  },
)

test('anything else is a number that the database takes, nothing, or one plain problem', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom(...'0123456789+()- ex#') })),
      (text) => {
        const result = parsed(text)
        if (Array.isArray(result)) expect(result).toEqual([{ field: 'mobile', problem: 'wrongFormat' }])
        else if (result !== undefined) expect(result).toMatch(/^\+[0-9]{7,15}$/)
      },
    ),
  )
})
