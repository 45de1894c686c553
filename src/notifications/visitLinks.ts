/** Knows where the links of a message about a visit lead. */
import { mintLink } from '../store/links.ts'
import type { Visit } from '../store/visits.ts'
import type { Links } from './messages.ts'
import { feedbackLink, startLink } from './writing.ts'
import type { Writing } from './writing.ts'

/** The area of professionals, who sign in. */
const professional = '/professional'

/** To the visit's private page, by a new secret; of an official visit to the page of who asked, which has none. */
export async function visitLinks(
  { id, language, official, reference }: Pick<Visit, 'id' | 'language' | 'official' | 'reference'>,
  { db, now, randomBytes, publicUrl }: Writing,
): Promise<Links> {
  const address = official
    ? `${publicUrl}${professional}/visits/${reference}`
    : `${publicUrl}/visits/${await mintLink(db, id, now, randomBytes)}`
  return {
    visit: `${address}?lang=${language}`,
    calendar: `${address}/calendar.ics?lang=${language}`,
    start: official ? `${publicUrl}${professional}?lang=${language}` : startLink(publicUrl, language),
    feedback: feedbackLink(publicUrl, language, official ? 'professional' : 'public'),
  }
}
