import { maxAdults, maxPartySize, partyProblems, partyProblemsOnEvery } from '../../src/domain/party.ts'
import type { Person } from '../../src/domain/party.ts'

const visitDate = '2026-12-04'

function born(dateOfBirth: string): Person {
  return { firstName: 'Ann', lastName: 'Example', dateOfBirth }
}

const adult = born('1980-05-05')
const child = born('2020-05-05')
const aged16 = born('2010-05-05')
const turning18 = born('2008-12-04')

test.each([
  ['one adult', [adult], 18, []],
  ['three adults and three children', [adult, adult, adult, child, child, child], 18, []],
  ['seven people', [adult, child, child, child, child, child, child], 18, ['tooManyPeople']],
  ['four adults', [adult, adult, adult, adult], 18, ['tooManyAdults']],
  ['three adults and a 16-year-old where 18 is adult', [adult, adult, adult, aged16], 18, []],
  ['three adults and a 16-year-old where 16 is adult', [adult, adult, adult, aged16], 16, ['tooManyAdults']],
  ['a main visitor whose 18th birthday is the visit', [turning18], 18, []],
  ['a main visitor of 16, even where 16 is adult', [aged16], 16, ['mainVisitorTooYoung']],
  ['a child as main visitor with an adult', [child, adult], 18, ['mainVisitorTooYoung']],
  [
    'a young main visitor, who counts as an adult',
    [aged16, adult, adult, adult],
    18,
    ['tooManyAdults', 'mainVisitorTooYoung'],
  ],
  [
    'a main visitor of 18 where 21 is adult, who counts too',
    [turning18, adult, adult, adult],
    21,
    ['tooManyAdults'],
  ],
  ['nobody', [], 18, ['mainVisitorTooYoung']],
])('judges %s', (_, party, adultAge, problems) => {
  expect(partyProblems(party, visitDate, adultAge)).toEqual(problems)
})

test('names every problem at once', () => {
  const party = [child, adult, adult, adult, adult, child, child]
  expect(partyProblems(party, visitDate, 18)).toEqual([
    'tooManyPeople',
    'tooManyAdults',
    'mainVisitorTooYoung',
  ])
})

test('uses ages on the day of the visit, with 29 February birthdays on 1 March', () => {
  const leapling = born('2008-02-29')
  expect(partyProblems([leapling], '2026-02-28', 18)).toEqual(['mainVisitorTooYoung'])
  expect(partyProblems([leapling], '2026-03-01', 18)).toEqual([])
})

test('allows exactly the greatest party and the greatest number of adults', () => {
  const others = Array.from({ length: maxPartySize - maxAdults }, () => child)
  const adults = Array.from({ length: maxAdults }, () => adult)
  expect(partyProblems([...adults, ...others], visitDate, 18)).toEqual([])
  expect(partyProblems([...adults, ...others, child], visitDate, 18)).toEqual(['tooManyPeople'])
})

describe('partyProblemsOnEvery', () => {
  const before = '2026-12-03'

  test('finds nothing if one date suits the party', () => {
    expect(partyProblemsOnEvery([turning18], [before, visitDate], 18)).toEqual([])
  })

  test('finds what is wrong on every date', () => {
    expect(partyProblemsOnEvery([aged16], [before, visitDate], 18)).toEqual(['mainVisitorTooYoung'])
    expect(partyProblemsOnEvery([adult, adult, adult, adult], [before, visitDate], 18)).toEqual([
      'tooManyAdults',
    ])
  })

  test('leaves out a problem that goes away while another stays', () => {
    const party = [turning18, adult, adult, adult]
    expect(partyProblemsOnEvery(party, [before, visitDate], 18)).toEqual(['tooManyAdults'])
  })

  test('names all problems when every date fails, but for different reasons', () => {
    const turningAdultToo = born('2008-12-04')
    const party = [turning18, adult, adult, turningAdultToo]
    expect(partyProblems(party, before, 18)).toEqual(['mainVisitorTooYoung'])
    expect(partyProblems(party, visitDate, 18)).toEqual(['tooManyAdults'])
    expect(partyProblemsOnEvery(party, [before, visitDate], 18)).toEqual([
      'tooManyAdults',
      'mainVisitorTooYoung',
    ])
  })

  test('judges only the size when there is no date at all', () => {
    expect(partyProblemsOnEvery([child, adult, adult, adult, adult], [], 18)).toEqual([])
    expect(
      partyProblemsOnEvery(
        Array.from({ length: 7 }, () => adult),
        [],
        18,
      ),
    ).toEqual(['tooManyPeople'])
  })
})
