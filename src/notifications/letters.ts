/** Knows what a letter says: the same as the e-mail of its kind, with words of its own where that speaks of links. */
import { isVisitMessage } from '../actions/stillTrue.ts'
import { londonDate } from '../domain/dates.ts'
import type { PostalAddress } from '../domain/postalAddress.ts'
import type { Database } from '../store/database.ts'
import type { Letter } from '../store/letters.ts'
import { readVisit } from '../store/visits.ts'
import type { Language } from '../text/translate.ts'
import { reworded } from '../text/translate.ts'
import { writeMessage } from './messages.ts'
import { readTold } from './visitMessages.ts'

/** A letter as it is printed. */
export interface WrittenLetter {
  language: Language
  to: PostalAddress
  /** In words: the day on which it was queued. */
  date: string
  subject: string
  /** Plain text. */
  body: string
}

/** The words of messages that are posted. */
export const wordsOnPaper = {
  en: reworded('en', 'messages', ['letter.messages']),
  cy: reworded('cy', 'messages', ['letter.messages']),
}

/** Writes a letter in its reader's language; `failed` says why it is better not posted. */
export async function writeLetter(
  db: Database,
  { kind, visitId, eventId, queuedAt }: Pick<Letter, 'kind' | 'visitId' | 'eventId' | 'queuedAt'>,
  { now, publicUrl }: { now: Date; publicUrl: string },
): Promise<WrittenLetter | { failed: string }> {
  const visit = await readVisit(db, visitId)
  if (!visit?.postalAddress || !isVisitMessage(kind)) return { failed: 'no_address' }
  const told = await readTold(db, { kind, visit, eventId }, now)
  if ('failed' in told) return told
  const translator = wordsOnPaper[visit.language]
  // Whoever reads paper types: short addresses, and no secrets in them.
  const links = { visit: `${publicUrl}/visits`, start: publicUrl, calendar: '', feedback: '' }
  return {
    language: visit.language,
    to: visit.postalAddress,
    date: translator.shortDate(londonDate(queuedAt)),
    ...writeMessage(kind, { ...told, links, onPaper: true }, translator),
  }
}
