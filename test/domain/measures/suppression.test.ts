import {
  publishedCount,
  publishedOf,
  publishedParts,
  publishedShare,
} from '../../../src/domain/measures/suppression.ts'

test.each([
  [0, 0],
  [1, 'hidden'],
  [4, 'hidden'],
  [5, 5],
])('of %d is published: %p', (count, published) => {
  expect(publishedCount(count)).toBe(published)
})

test.each([
  ['nothing is hidden where nothing is small', { a: 5, b: 0, c: 9 }, { a: 5, b: 0, c: 9 }],
  [
    'a second one is hidden, or the total would tell',
    { a: 3, b: 6, c: 9 },
    { a: 'hidden', b: 'hidden', c: 9 },
  ],
  ['two that are enough together suffice', { a: 3, b: 4, c: 9 }, { a: 'hidden', b: 'hidden', c: 9 }],
  [
    'two that are too few together take a third',
    { a: 1, b: 2, c: 9 },
    { a: 'hidden', b: 'hidden', c: 'hidden' },
  ],
  ['none hides nobody', { a: 3, b: 0, c: 9 }, { a: 'hidden', b: 0, c: 'hidden' }],
  ['one by itself is hidden with its total', { a: 3 }, { a: 'hidden' }],
])('%s', (_name, parts, published) => {
  expect(publishedParts<string>(parts)).toEqual(published)
})

test.each([
  [0, 0, null],
  [2, 4, 'hidden'],
  [3, 50, 'hidden'],
  [48, 50, 'hidden'],
  [0, 50, 0],
  [50, 50, 1],
  [25, 50, 0.5],
])('the share of %d in %d is published: %p', (part, whole, published) => {
  expect(publishedShare(part, whole)).toBe(published)
})

test('what is worked out from few is hidden, and what is unknown is not available', () => {
  expect([publishedOf(3, 4), publishedOf(3, 5), publishedOf(null, 0)]).toEqual(['hidden', 3, null])
})
