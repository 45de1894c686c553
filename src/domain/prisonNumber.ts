import { withoutInvisible } from './names.ts'

/** The prison number in its one form, `A1234BC`, whatever the spaces, dashes and case; else undefined. */
export function parsePrisonNumber(text: string): string | undefined {
  const compact = withoutInvisible(text.normalize('NFKC')).replace(/[\s\p{Pd}−\u200c\u200d]/gu, '')
  return /^[a-z]\d{4}[a-z]{2}$/i.test(compact) ? compact.toUpperCase() : undefined
}
