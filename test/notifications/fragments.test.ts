import { inPhoneAlphabet } from '../../src/notifications/phoneAlphabet.ts'
import { fragmentsOf } from './fragments.ts'

test.each<[string, number, string]>([
  ['nothing', 1, ''],
  ['160 letters', 1, 'a'.repeat(160)],
  ['161 letters', 2, 'a'.repeat(161)],
  ['306 letters', 2, 'a'.repeat(306)],
  ['307 letters', 3, 'a'.repeat(307)],
  ['80 letters of the extension, which count twice', 1, '€'.repeat(80)],
  ['81 letters of the extension', 2, '['.repeat(81)],
  [
    'a letter of the extension that does not fit into what is left of a fragment',
    3,
    `${'a'.repeat(152)}€${'a'.repeat(152)}`,
  ],
  ['70 letters of which one is not in the alphabet', 1, `ŵ${'a'.repeat(69)}`],
  ['71 of them', 2, `ŵ${'a'.repeat(70)}`],
  ['134 of them', 2, `ŵ${'a'.repeat(133)}`],
  ['135 of them', 3, `ŵ${'a'.repeat(134)}`],
  ['35 letters that take two places of UTF-16', 1, '🙂'.repeat(35)],
  ['67 of them, of which 33 fit into one fragment', 3, '🙂'.repeat(67)],
])('%s take %i fragments', (_what, fragments, text) => {
  expect(fragmentsOf(text)).toBe(fragments)
})

test('every letter of the alphabet is carried as it is', () => {
  const letters = '@£$¥èéùìòÇØøÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ¤¡ÄÖÑÜ§¿äöñüà^{}\\[~]|€'
  expect(inPhoneAlphabet(letters)).toBe(letters)
})

test.each([
  ['Ymweld â rhywun yn y carchar', 'Ymweld a rhywun yn y carchar'],
  ['ê î ô û ŵ ŷ Ŵ Ŷ Â', 'e i o u w y W Y A'],
  ['s\u0302ï á è', 'si a è'],
  ['nid yw wedi’i drefnu – “eto” …', 'nid yw wedi\'i drefnu - "eto" ...'],
  ['a\u00a0b', 'a b'],
  ['🙂\u202e\u0007', ''],
])('%j becomes %j', (text, plain) => {
  expect(inPhoneAlphabet(text)).toBe(plain)
})

test('whatever is written in the phones’ alphabet takes the room of that alphabet', () => {
  expect(fragmentsOf(inPhoneAlphabet('ŷ’'.repeat(80)))).toBe(1)
})
