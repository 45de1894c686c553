/** Knows how a text message is carried: in fragments, of 160 letters of the phones' alphabet, GSM-7 (standards N15). */

const alphabet = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
)

/** Each takes the room of two. */
const extension = new Set('\f^{}\\[~]|€')

/** How much one fragment holds, alone or as one of several, of letters of the alphabet or of UTF-16. */
const room = { alphabet: [160, 153], others: [70, 67] } as const

const isInAlphabet = (letter: string) => alphabet.has(letter) || extension.has(letter)

/** How many fragments a text takes; one letter outside the alphabet makes all of it dearer. */
export function fragmentsOf(text: string): number {
  const letters = [...text]
  const isPlain = letters.every(isInAlphabet)
  const sizes = letters.map((letter) => (isPlain ? (extension.has(letter) ? 2 : 1) : letter.length))
  const [alone, together] = isPlain ? room.alphabet : room.others
  if (sizes.reduce((sum, size) => sum + size, 0) <= alone) return 1
  let fragments = 1
  let used = 0
  for (const size of sizes) {
    if (used + size > together) {
      fragments += 1
      used = 0
    }
    used += size
  }
  return fragments
}

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
