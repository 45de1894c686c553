import { maskPersonal } from '../../src/domain/feedback.ts'

test.each([
  ['Write to gwen@example.org please', 'Write to […] please'],
  ['Prisoner A1234BC was moved', 'Prisoner […] was moved'],
  ['born 15/6/1985, or 1985-06-15', 'born […], or […]'],
  ['call 07700 900123 or +44 (0)1632 960100', 'call […] or […]'],
  ['my reference is 7KX2M9QD', 'my reference is […]'],
])('"%s" is kept as "%s"', (comment, kept) => {
  expect(maskPersonal(comment)).toBe(kept)
})

test.each([
  'It took 5 minutes and 3 tries.',
  'Diolch yn fawr, gwasanaeth da!',
  'Visits at 2pm to 4pm',
  'CONFUSED',
])('"%s" stays as it is', (comment) => {
  expect(maskPersonal(comment)).toBe(comment)
})
