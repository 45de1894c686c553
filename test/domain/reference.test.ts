import fc from 'fast-check'
import { newReference, parseReference } from '../../src/domain/reference.ts'

const eightBytes = fc.uint8Array({ minLength: 8, maxLength: 8 })

test('makes a reference of eight Crockford characters, which reads back', () => {
  fc.assert(
    fc.property(eightBytes, (bytes) => {
      const reference = newReference(() => bytes)
      expect(reference).toMatch(/^[0-9A-HJKMNP-TV-Z]{8}$/)
      expect(parseReference(reference)).toBe(reference)
    }),
  )
})

test('asks for eight random bytes', () => {
  const asked: number[] = []
  newReference((n) => {
    asked.push(n)
    return new Uint8Array(n)
  })
  expect(asked).toEqual([8])
})

test('makes every character equally likely', () => {
  const counts = new Map<string, number>()
  for (let byte = 0; byte < 256; byte += 1) {
    const character = newReference((n) => new Uint8Array(n).fill(byte)).charAt(0)
    counts.set(character, (counts.get(character) ?? 0) + 1)
  }
  expect(counts.size).toBe(32)
  expect(new Set(counts.values())).toEqual(new Set([8]))
})

test.each([
  ['7KQ4WZ01', '7KQ4WZ01'],
  ['7kq4wz01', '7KQ4WZ01'],
  [' 7KQ4 WZ01 ', '7KQ4WZ01'],
  ['7kq4-wzoi', '7KQ4WZ01'],
  ['7KQ4–WZOL', '7KQ4WZ01'],
  ['７ＫＱ４ＷＺ０１', '7KQ4WZ01'],
  ['OOOOIIll', '00001111'],
])('reads "%s" as %s', (typed, reference) => {
  expect(parseReference(typed)).toBe(reference)
})

test.each(['', '7KQ4WZ0', '7KQ4WZ011', '7KQ4WZ0U', '7KQ4WZ0é', '7KQ4_WZ01', '7KQ4WZß'])(
  'refuses "%s"',
  (typed) => {
    expect(parseReference(typed)).toBeUndefined()
  },
)

test('forgives case, gaps and look-alikes anywhere', () => {
  const gap = fc.constantFrom('', ' ', '-', '\u00a0', '\u2014', '\u200b')
  const lookAlikes: Record<string, string> = { 0: 'O', 1: 'l' }
  fc.assert(
    fc.property(
      eightBytes,
      fc.array(gap, { minLength: 8, maxLength: 8 }),
      fc.boolean(),
      (bytes, gaps, swap) => {
        const reference = newReference(() => bytes)
        const typed = [...reference]
          .map((character, n) => (gaps[n] ?? '') + (swap ? (lookAlikes[character] ?? character) : character))
          .join('')
        expect(parseReference(swap ? typed.toLowerCase() : typed)).toBe(reference)
      },
    ),
  )
})
