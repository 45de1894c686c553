/** Knows the short code by which a caller names the answers that they typed online: it is made of the draft's own id. */
import { crockford, parseReference } from './reference.ts'

// The first 48 bits of a version 4 UUID are random; these are 40 of them.
const hexDigits = 10

/** The code of the draft with that id (a version 4 UUID): 8 characters of Crockford's base 32. */
export function codeOfDraft(id: string): string {
  const bits = BigInt(`0x${id.replaceAll('-', '').slice(0, hexDigits)}`)
  return Array.from({ length: 8 }, (_, n) =>
    crockford.charAt(Number((bits >> BigInt(5 * (7 - n))) & 31n)),
  ).join('')
}

/** The code as pages print it, in two groups of four: `7KX2-M9QD`. */
export const printedCode = (id: string): string => codeOfDraft(id).replace(/^.{4}/, '$&-')

/** The first and the last id of drafts that have the code; nothing for what is no code. Written as a reference may be. */
export function idsOfCode(text: string): { first: string; last: string } | undefined {
  const code = parseReference(text)
  if (code === undefined) return undefined
  const bits = Array.from(code).reduce((sum, letter) => (sum << 5n) | BigInt(crockford.indexOf(letter)), 0n)
  const start = bits.toString(16).padStart(hexDigits, '0')
  const idOf = (filler: string) =>
    start.padEnd(32, filler).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
  return { first: idOf('0'), last: idOf('f') }
}
