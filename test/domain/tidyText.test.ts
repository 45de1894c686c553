import { countCharacters } from '../../src/domain/tidyText.ts'

test.each([
  ['nothing', '', 0],
  ['letters', 'Gwen', 4],
  ['letters with marks of their own', 'w\u0302y\u0302', 2],
  ['an emoji of a family', '👨‍👩‍👧‍👦', 1],
  ['an end of line', 'a\r\nb', 3],
])('counts %s as a reader does', (_what, text, count) => {
  expect(countCharacters(text)).toBe(count)
})
