import fc from 'fast-check'
import { nameKey, tidyName, withoutInvisible } from '../../src/domain/names.ts'

const latinName = fc.string({
  unit: fc.constantFrom(...'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZâêîôûŵŷÂÊÎÔÛŴŶéèçñåüł'),
  minLength: 1,
  maxLength: 20,
})
const anyText = fc.string({ unit: 'binary', maxLength: 40 })

describe('nameKey', () => {
  test.each([
    ['Siân', 'O’Neill', "sian o'neill"],
    ['Sia\u0302n', "O'Neill", "sian o'neill"],
    ['  SIAN ', ' O`NEILL', "sian o'neill"],
    ['Ŵyn', 'Llŷr', 'wyn llyr'],
    ['Anne\u00a0 Marie', 'Smith-Jones', 'anne marie smith-jones'],
    ['José', 'Nuñez', 'jose nunez'],
    ['Łukasz', 'Sørensen', 'lukasz sorensen'],
    ['İpek', 'Đurić', 'ipek duric'],
    ['An\u200bn', 'Ex\u202eample\u0000', 'ann example'],
    ['Ann', '', 'ann'],
    ['मीना', 'देवी', 'मीना देवी'],
  ])('of "%s" and "%s"', (first, last, key) => {
    expect(nameKey(first, last)).toBe(key)
  })

  test('tells different names apart', () => {
    expect(nameKey('Ann', 'Example')).not.toBe(nameKey('Anna', 'Example'))
    expect(nameKey('Ann', "O'Neill")).not.toBe(nameKey('Ann', 'ONeill'))
  })

  test('is the same in any case, Unicode form and spacing', () => {
    fc.assert(
      fc.property(latinName, latinName, (first, last) => {
        const key = nameKey(first, last)
        expect(nameKey(first.toUpperCase(), last.toLowerCase())).toBe(key)
        expect(nameKey(first.normalize('NFD'), last.normalize('NFC'))).toBe(key)
        expect(nameKey(` ${first}\t`, `\u200b ${last}  `)).toBe(key)
        expect(key).toMatch(/^[a-z ]+$/)
      }),
    )
  })

  test('is its own key, whatever was typed', () => {
    fc.assert(
      fc.property(anyText, anyText, (first, last) => {
        const key = nameKey(first, last)
        expect(nameKey(key, '')).toBe(key)
      }),
    )
  })
})

describe('tidyName', () => {
  test.each([
    ['keeps curly apostrophes and accents', 'Siân O’Neill', 'Siân O’Neill'],
    ['joins accents to their letters', 'Sia\u0302n', 'Siân'],
    ['trims and collapses white space', ' \t Ann\n\u00a0\u3000 Marie \r\n', 'Ann Marie'],
    ['strips zero-width characters', '\ufeffAn\u200b\u200c\u200d\u2060n\u00ad', 'Ann'],
    ['strips bidirectional controls', '\u202eAnn\u202c\u2066\u2069\u200e\u200f\u061c', 'Ann'],
    ['strips NUL and control characters', 'A\u0000n\u0007n\u001b\u007f\u009f', 'Ann'],
    ['strips half surrogates', 'Ann\ud800', 'Ann'],
    ['strips fillers that look like nothing', '\u3164\u115f', ''],
    ['keeps other scripts', 'Zoë 李 Ольга', 'Zoë 李 Ольга'],
  ])('%s', (_, typed, tidy) => {
    expect(tidyName(typed)).toBe(tidy)
  })

  test('leaves a tidy name as it is, and nothing PostgreSQL would refuse', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const tidy = tidyName(text)
        expect(tidyName(tidy)).toBe(tidy)
        expect(tidy).toBe(tidy.trim())
        expect(tidy.isWellFormed()).toBe(true)
        expect(tidy).not.toContain('\u0000')
      }),
    )
  })
})

test('withoutInvisible keeps line breaks and spaces', () => {
  expect(withoutInvisible('one\r\ntwo\tthree \u200bfour')).toBe('one\r\ntwo\tthree four')
})
