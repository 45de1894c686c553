import { withoutInvisible } from './names.ts'

/** The letters and digits of Crockford's base 32, in order of their values. */
export const crockford = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const referenceLength = 8

/** A visit's reference: 8 characters of Crockford's base 32 (Specification §2). */
export function newReference(randomBytes: (n: number) => Uint8Array): string {
  // 256 is a multiple of 32, so the low five bits of a byte are as random as the byte.
  return Array.from(randomBytes(referenceLength), (byte) => crockford.charAt(byte & 31)).join('')
}

/** The reference as stored, whatever the case, spaces and dashes, with O read as 0, I and L as 1; else undefined. */
export function parseReference(text: string): string | undefined {
  const compact = withoutInvisible(text.normalize('NFKC')).replace(/[\s\p{Pd}−\u200c\u200d]/gu, '')
  if (!/^[0-9a-tv-z]{8}$/i.test(compact)) return undefined
  return compact.toUpperCase().replaceAll('O', '0').replace(/[IL]/g, '1')
}
