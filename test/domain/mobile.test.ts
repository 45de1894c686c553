import { parseMobile } from '../../src/domain/mobile.ts'

test.each([
  '+447700900123',
  '07700900123',
  '07700 900 123',
  '(07700) 900-123',
  '+44 (0)7700 900123',
  '00447700900123',
  '7700900123',
  '07700900123x',
  '07700/900123',
  '\u202A07700\u200B 900\u2011123\u202C',
])('reads %s as it is kept', (written) => {
  expect(parseMobile(written)).toBe('+447700900123')
})

test('keeps the country of a number that names one', () => {
  expect(parseMobile('+353 85 012 3456')).toBe('+353850123456')
})

test.each(['', '0', '7KX2M9QD', 'gwen@example.org', '+', '0770090012', '01632 960123', '+4477009001234567'])(
  'finds no number in "%s"',
  (written) => {
    expect(parseMobile(written)).toBeUndefined()
  },
)
