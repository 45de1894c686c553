import { needsLetters } from '../../src/domain/postalAddress.ts'

test.each([
  ['nothing else', { email: null, mobile: null, wantsTexts: false }, true],
  ['a number for calls alone', { email: null, mobile: '+447700900982', wantsTexts: false }, true],
  ['text messages', { email: null, mobile: '+447700900982', wantsTexts: true }, false],
  ['an e-mail address', { email: 'gwen@example.org', mobile: null, wantsTexts: false }, false],
])('who has %s needs letters: %#', (_what, contact, expected) => {
  expect(needsLetters(contact)).toBe(expected)
})
