/** Knows what the letters' pages need of whoever writes them: the messages' own words, handed in where all is put together. */
import type { PostalAddress } from '../../domain/postalAddress.ts'
import type { Letter } from '../../store/letters.ts'
import type { Language } from '../../text/translate.ts'

export interface LetterText {
  language: Language
  to: PostalAddress
  date: string
  subject: string
  /** Plain text. */
  body: string
}

/** Writes a letter; `failed` says why it is better not posted. */
export type WriteLetter = (letter: Letter, now: Date) => Promise<LetterText | { failed: string }>
