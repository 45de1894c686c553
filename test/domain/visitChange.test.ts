import {
  areSameTimes,
  asFreeFor,
  changeEndsOn,
  changeOfParty,
  isSameParty,
  slotIdsNow,
} from '../../src/domain/visitChange.ts'

const ada = { firstName: 'Ada', lastName: 'Ash', dateOfBirth: '1990-01-01' }
const ben = { firstName: 'Ben', lastName: 'Ash', dateOfBirth: '2015-02-03' }
const cai = { firstName: 'Cai', lastName: 'Ash', dateOfBirth: '2015-02-03' }
const nia = { firstName: 'Nia', lastName: 'Oak', dateOfBirth: '2020-05-17' }

describe('a party that changes', () => {
  test.each([
    ['nobody', [ada, ben], [ada, ben], { added: [], removed: [], changed: [] }],
    ['nobody, in another order', [ada, ben, nia], [nia, ada, ben], { added: [], removed: [], changed: [] }],
    ['somebody more', [ada], [ada, nia], { added: [nia], removed: [], changed: [] }],
    ['somebody fewer', [ada, nia], [ada], { added: [], removed: [nia], changed: [] }],
    ['one for another', [ada, ben], [ada, nia], { added: [nia], removed: [ben], changed: [] }],
  ])('names %s', (_what, before, after, change) => {
    expect(changeOfParty(before, after)).toEqual(change)
    expect(isSameParty(before, after)).toBe(change.added.length + change.removed.length === 0)
  })

  test('knows who is only written otherwise: by their date of birth, or by their name', () => {
    const renamed = { ...ada, firstName: 'Adah' }
    const older = { ...nia, dateOfBirth: '2019-05-17' }
    expect(changeOfParty([ada, nia], [older, renamed])).toEqual({
      added: [],
      removed: [],
      changed: [
        { from: ada, to: renamed },
        { from: nia, to: older },
      ],
    })
    expect(isSameParty([ada], [renamed])).toBe(false)
  })

  test('does not take one twin for the other while both are there', () => {
    expect(changeOfParty([ben, cai], [cai])).toEqual({ added: [], removed: [ben], changed: [] })
  })
})

describe('times that change', () => {
  const choices = [{ slot: { id: 3 } }, { slot: { id: 4 } }]

  test('are those of the choices while a visit is asked for, and its slot’s once it is booked', () => {
    expect(slotIdsNow({ slot: null, choices })).toEqual([3, 4])
    expect(slotIdsNow({ slot: { id: 4 }, choices })).toEqual([4])
  })

  test.each([
    [[3, 4], true],
    [[4, 3], false],
    [[3], false],
    [[3, 4, 5], false],
  ])('%j', (slotIds, isSame) => {
    expect(areSameTimes({ slot: null, choices }, slotIds)).toBe(isSame)
  })
})

describe('a place of one’s own', () => {
  const slot = { id: 7, wanted: 2, booked: 1, held: 1 }

  test.each([
    ['booked there', { booked: 7, held: null }, { wanted: 2, booked: 0, held: 1 }],
    ['holding there', { booked: 1, held: 7 }, { wanted: 2, booked: 1, held: 0 }],
    ['elsewhere', { booked: 1, held: 2 }, { wanted: 2, booked: 1, held: 1 }],
  ])('counts as free for who is %s', (_where, own, counts) => {
    expect(asFreeFor(slot, own)).toEqual({ id: 7, ...counts })
  })

  test('is free also in a time that was closed, or has more visits than it should', () => {
    const free = ({ wanted, booked, held }: typeof slot) => wanted - booked - held
    expect(free(asFreeFor({ ...slot, wanted: 0 }, { booked: 7, held: null }))).toBe(1)
    expect(free(asFreeFor({ ...slot, wanted: 1 }, { booked: null, held: 7 }))).toBe(1)
  })
})

test('a change ends on the earlier of two dates', () => {
  expect(changeEndsOn('2026-12-04', '2026-12-01')).toBe('2026-12-01')
  expect(changeEndsOn('2026-12-04', '2026-12-24')).toBe('2026-12-04')
})
