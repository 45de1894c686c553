import { isEmailAddress, parsePhone, parsePostcode } from '../../src/domain/contactDetails.ts'

test.each([
  ['LS12 2TJ', 'LS12 2TJ'],
  ['ls122tj', 'LS12 2TJ'],
  [' sw1a  1aa ', 'SW1A 1AA'],
  ['N7 8TT', 'N7 8TT'],
  ['W1A0AX', 'W1A 0AX'],
])('takes the postcode %j', (typed, postcode) => {
  expect(parsePostcode(typed)).toBe(postcode)
})

test.each(['', 'LS12', '12345', 'LS12 2TJ1', 'LS12-2TJ', 'LSSS1 2TJ'])(
  'does not take the postcode %j',
  (typed) => {
    expect(parsePostcode(typed)).toBeUndefined()
  },
)

test.each([
  ['01632 960001', '01632 960001'],
  ['  (01632)  960 001 ', '(01632) 960 001'],
  ['+44 1632 960001', '+44 1632 960001'],
  ['01632 960001 ext 12', '01632 960001 ext 12'],
  ['0300-060-4500', '0300-060-4500'],
])('takes the phone number %j', (typed, phone) => {
  expect(parsePhone(typed)).toBe(phone)
})

test.each([
  '',
  '999',
  '01632 960',
  'call us',
  '01632 960001 or 960002',
  '+44 1632 960001 960002',
  '<01632960001>',
])('does not take the phone number %j', (typed) => {
  expect(parsePhone(typed)).toBeUndefined()
})

test('knows an e-mail address', () => {
  expect(isEmailAddress('visits.leeds@example.org')).toBe(true)
  for (const text of ['', 'leeds', 'leeds@', 'le eds@example.org', `${'a'.repeat(250)}@example.org`]) {
    expect(isEmailAddress(text)).toBe(false)
  }
})
