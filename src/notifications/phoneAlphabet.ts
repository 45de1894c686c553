/** Knows the phones' alphabet, GSM-7, in which a text message is carried (standards N15). */

const alphabet = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
)

/** Letters of the alphabet, too, of which each takes the room of two. */
export const extension = new Set('\f^{}\\[~]|€')

/** Whether a phone can show a letter without making the whole text dearer. */
export const isInAlphabet = (letter: string) => alphabet.has(letter) || extension.has(letter)

const standIns = new Map(
  Object.entries({
    '‘': "'",
    '’': "'",
    '“': '"',
    '”': '"',
    '–': '-',
    '—': '-',
    '‑': '-',
    '…': '...',
    '•': '-',
    '\u00A0': ' ',
  }),
)

/** A letter without its mark where the alphabet has only that; nothing of what has no stand-in. */
function plainLetter(letter: string): string {
  if (isInAlphabet(letter)) return letter
  return standIns.get(letter) ?? [...letter.normalize('NFD')].filter(isInAlphabet).join('')
}

/** A text in the phones' alphabet: â, ê, î, ô, û, ŵ and ŷ become the letters below their marks, curly quotes straight. */
export const inPhoneAlphabet = (text: string): string => [...text.normalize('NFC')].map(plainLetter).join('')
