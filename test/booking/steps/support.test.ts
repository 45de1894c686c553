import { support, supportOf } from '../../../src/booking/steps/support.ts'
import { translator } from '../../../src/text/translate.ts'
import { isAsked, refusals, rowsOf, valueOf } from './asked.ts'

/** One character to a person, four to a computer. */
const thumb = '👍🏽'

describe('extra support', () => {
  test('is always asked, and need not be answered', () => {
    expect(isAsked(support, {})).toBe(true)
    expect(refusals(support, {})).toEqual([])
    expect(supportOf(valueOf(support, {}))).toEqual({})
  })

  test('may be one thing, or all of them', () => {
    expect(supportOf(valueOf(support, { support: 'wheelchair' }))).toEqual({ wheelchair: true })
    const all = ['wheelchair', 'hearingLoop', 'interpreter', 'babyChanging', 'other']
    const typed = { support: all, interpreter: ' Polish ', other: 'A quiet\n  corner' }
    expect(refusals(support, typed)).toEqual([])
    expect(supportOf(valueOf(support, typed))).toEqual({
      wheelchair: true,
      hearingLoop: true,
      interpreter: 'Polish',
      babyChanging: true,
      other: 'A quiet corner',
    })
  })

  test('is nothing that is not offered', () => {
    for (const strange of ['__proto__', 'helicopter', ['helicopter', null], { a: 1 }, 7]) {
      expect(supportOf(valueOf(support, { support: strange }))).toEqual({})
    }
  })

  test('needs words where it says so', () => {
    expect(refusals(support, { support: ['interpreter', 'other'] })).toEqual([
      'interpreter.missing',
      'other.missing',
    ])
    expect(refusals(support, { support: 'interpreter', interpreter: ' \u200b ' })).toEqual([
      'interpreter.missing',
    ])
    expect(refusals(support, { support: 'other', other: ['a', 'b'] })).toEqual(['other.missing'])
  })

  test('forgets words that nothing is ticked for', () => {
    const typed = { support: 'wheelchair', interpreter: 'Polish', other: 'A quiet corner' }
    expect(refusals(support, typed)).toEqual([])
    expect(supportOf(valueOf(support, typed))).toEqual({ wheelchair: true })
  })

  test('is told in 200 characters, as a person counts them', () => {
    const refused = (other: string) => refusals(support, { support: 'other', other })
    expect(refused('a'.repeat(200))).toEqual([])
    expect(refused(thumb.repeat(200))).toEqual([])
    expect(refused('e\u0301'.repeat(200))).toEqual([])
    expect(refused(` ${'a'.repeat(200)}\n`)).toEqual([])
    expect(refused('a'.repeat(201))).toEqual(['other.tooLong'])
    expect(refused(thumb.repeat(201))).toEqual(['other.tooLong'])
    expect(refused(`a${'\u0301'.repeat(10_000)}`)).toEqual(['other.tooLong'])
  })

  test('is in a language of 50 characters', () => {
    const refused = (interpreter: string) => refusals(support, { support: 'interpreter', interpreter })
    expect(refused('a'.repeat(50))).toEqual([])
    expect(refused('a'.repeat(51))).toEqual(['interpreter.tooLong'])
  })

  test('stands in check answers, each kind in a line', () => {
    const typed = { support: ['babyChanging', 'interpreter', 'other'], interpreter: 'Polish', other: 'Quiet' }
    expect(rowsOf(support, typed, 'en')).toEqual([
      'Extra support: Interpreter: Polish | Baby changing | Something else: Quiet',
    ])
    expect(rowsOf(support, {}, 'en')).toEqual(['Extra support: Not provided'])
    const { text } = translator('cy')
    expect(rowsOf(support, { support: 'wheelchair' }, 'cy')).toEqual([
      `${text('book.support.rows.support')}: ${text('book.support.kinds.wheelchair')}`,
    ])
    expect(rowsOf(support, {}, 'cy')[0]).toContain(text('book.notProvided'))
  })

  test('keeps words with braces and markup as they are', () => {
    const words = '{words} $t(common.back) <b>{{7*7}}</b>'
    expect(rowsOf(support, { support: 'other', other: words }, 'en')).toEqual([
      `Extra support: Something else: ${words}`,
    ])
  })
})
