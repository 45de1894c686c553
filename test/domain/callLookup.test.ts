import { areEnough, isIdentified } from '../../src/domain/callLookup.ts'
import type { CallerAnswers } from '../../src/domain/callLookup.ts'
import { codeOfDraft, idsOfCode, printedCode } from '../../src/domain/draftCode.ts'
import {
  capacityOf,
  averageMinutes,
  phoneFigureProblems,
  usualMinutes,
} from '../../src/domain/phoneFigures.ts'

const gwen = { firstName: 'Gwen', lastName: 'Example', dateOfBirth: '1985-06-15' }
const other = { firstName: 'Siân', lastName: 'O’Neill', dateOfBirth: '1990-01-02' }
const facts = { party: [gwen, other], email: 'gwen@example.org', mobile: '+447700900123' }
const unreachable = { party: [gwen], email: null, mobile: null }

describe('a caller', () => {
  const right: [string, CallerAnswers][] = [
    ['date of birth and e-mail', { dateOfBirth: '1985-06-15', contact: ' GWEN@example.ORG\u200b' }],
    ['date of birth and mobile, however written', { dateOfBirth: '1985-06-15', contact: '07700 900 123' }],
    [
      'mobile and another visitor, however typed',
      { contact: '+44 7700 900123', otherVisitor: "sian  o'neill" },
    ],
    [
      'two right of three',
      { dateOfBirth: '1985-06-16', contact: 'gwen@example.org', otherVisitor: 'Siân O’Neill' },
    ],
  ]
  test.each(right)('is identified by %s', (_, answers) => {
    expect(isIdentified(answers, facts)).toBe(true)
  })

  const wrong: [string, CallerAnswers][] = [
    ['nothing', {}],
    ['empty answers', { contact: '', otherVisitor: ' ' }],
    ['one right answer', { dateOfBirth: '1985-06-15' }],
    [
      'one right answer of three',
      { dateOfBirth: '1985-06-15', contact: 'x@example.org', otherVisitor: 'Nobody' },
    ],
    ['the main visitor’s own name', { dateOfBirth: '1985-06-15', otherVisitor: 'Gwen Example' }],
    ['a first name alone', { dateOfBirth: '1985-06-15', otherVisitor: 'Siân' }],
    ['another visitor’s date of birth', { dateOfBirth: '1990-01-02', contact: 'gwen@example.org' }],
  ]
  test.each(wrong)('is not identified by %s', (_, answers) => {
    expect(isIdentified(answers, facts)).toBe(false)
  })

  test('is not identified by nothing where the visit has no address', () => {
    expect(isIdentified({ dateOfBirth: '1985-06-15', contact: '', otherVisitor: '' }, unreachable)).toBe(
      false,
    )
    expect(isIdentified({ dateOfBirth: '1985-06-15', contact: 'not a number' }, unreachable)).toBe(false)
  })

  test('is asked for two answers at least', () => {
    expect(areEnough({ dateOfBirth: '1985-06-15' })).toBe(false)
    expect(areEnough({ dateOfBirth: '1985-06-15', contact: ' \u200b' })).toBe(false)
    expect(areEnough({ contact: 'x', otherVisitor: 'y' })).toBe(true)
  })
})

describe('the code of a draft', () => {
  const id = '0b3c9f1e-8f7a-4a55-9d4e-0123456789ab'

  test('is made of its id, and leads back to it', () => {
    expect(codeOfDraft(id)).toHaveLength(8)
    expect(printedCode(id)).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/)
    const { first, last } = idsOfCode(` ${printedCode(id).toLowerCase()} `) ?? { first: '', last: '' }
    expect(first <= id && id <= last).toBe(true)
    expect([first, last]).toEqual([
      '0b3c9f1e-8f00-0000-0000-000000000000',
      '0b3c9f1e-8fff-ffff-ffff-ffffffffffff',
    ])
  })

  test.each(['', 'ABC', 'ABCD-EFGHJ', 'ABCD-EFGU', '!'])('is not “%s”', (text) => {
    expect(idsOfCode(text)).toBeUndefined()
  })
})

describe('the figures of the phone line', () => {
  const good = { offered: 10, answered: 8, abandoned: 2, waitSeconds: 300, longestWaitSeconds: 90 }

  test.each([
    [good, undefined],
    [{ ...good, answered: 9 }, 'moreThanOffered'],
    [{ ...good, longestWaitSeconds: 301 }, 'longerThanAll'],
    [{ ...good, longestWaitSeconds: 20 }, 'moreThanLongest'],
    [{ offered: 0, answered: 0, abandoned: 0, waitSeconds: 0, longestWaitSeconds: 0 }, undefined],
  ])('add up, or it is said what does not: %p', (figures, problem) => {
    expect(phoneFigureProblems(figures)[0]?.problem).toBe(problem)
  })

  test('capacity is agents × 60 ÷ the minutes of a call, rounded down', () => {
    expect(capacityOf(3, 14)).toBe(12)
    expect(capacityOf(0, 14)).toBe(0)
    expect(averageMinutes({ calls: 4, minutes: 50 })).toBe(12.5)
    expect(averageMinutes({ calls: 0, minutes: 0 })).toBe(usualMinutes)
  })
})
