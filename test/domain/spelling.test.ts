import { newReference } from '../../src/domain/reference.ts'
import { spelledOut } from '../../src/domain/spelling.ts'

test('a reference is said in two groups of four, letter by letter', () => {
  const groups = spelledOut('7KX2M9QD')
  expect(groups.map((group) => group.map(({ sign }) => sign).join(''))).toEqual(['7KX2', 'M9QD'])
  expect(groups.flat().map(({ word }) => word)).toEqual([
    'seven',
    'Kilo',
    'X-ray',
    'two',
    'Mike',
    'nine',
    'Quebec',
    'Delta',
  ])
  expect(groups.flat().map(({ isDigit }) => isDigit)).toEqual([
    true,
    false,
    false,
    true,
    false,
    true,
    false,
    false,
  ])
})

test('every sign that a reference may have has a word of its own', () => {
  const words = Array.from({ length: 32 }, (_, sign) =>
    spelledOut(newReference((n) => new Uint8Array(n).fill(sign))),
  )
  expect(new Set(words.flat(2).map(({ word }) => word.toLowerCase())).size).toBe(32)
  for (const { sign, word, isDigit } of words.flat(2)) {
    if (!isDigit) expect(word.startsWith(sign)).toBe(true)
  }
})

test('a sign without a word is an error', () => {
  expect(() => spelledOut('7KX2-9QD')).toThrow('No word for this sign')
})
