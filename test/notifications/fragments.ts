/** Knows how a text message is carried: in fragments, of 160 letters of the phones' alphabet (standards N15). */
import { extension, isInAlphabet } from '../../src/notifications/phoneAlphabet.ts'

/** How much one fragment holds, alone or as one of several, of letters of the alphabet or of UTF-16. */
const room = { alphabet: [160, 153], others: [70, 67] } as const

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
