/** Knows the message to a colleague who is invited to a professional's list of official visits. */
import { londonDate } from '../domain/dates.ts'
import { lapsesAt } from '../domain/sharing.ts'
import type { Database } from '../store/database.ts'
import type { QueuedNotification } from '../store/notifications.ts'
import { readShare } from '../store/shares.ts'
import { translator } from '../text/translate.ts'
import type { Translator } from '../text/translate.ts'
import { createTextRenderer } from '../views/textRenderer.ts'
import type { Message } from './messages.ts'
import { plainName } from './userText.ts'
import type { Writing, Written } from './writing.ts'

const render = createTextRenderer()

/** What a stranger typed is a name alone; the address beside it is proven. */
export function invitation(
  { name, email, until, link }: { name: string; email: string; until: Date; link: string },
  { text, date }: Translator,
): Message {
  return {
    subject: text('professionalSharing.message.subject'),
    body: render('emails/share_invited', {
      t: text,
      name: plainName(name),
      email,
      until: date(londonDate(until)),
      link,
    }),
  }
}

/** Writes the e-mail of an invitation that waits. */
export async function shareMessage(
  trx: Database,
  { id, kind }: QueuedNotification,
  shareId: number,
  { now, publicUrl }: Writing,
): Promise<Written> {
  if (kind !== 'share_invited') throw new Error('A later version of the service knows this message')
  const share = await readShare(trx, shareId)
  if (!share || share.endedAt || share.acceptedAt || !share.ownerName) return { failed: 'overtaken' }
  const until = lapsesAt(share.invitedAt)
  if (until <= now) return { failed: 'too_late' }
  const { language, email: to, ownerName: name, ownerEmail: email } = share
  const link = `${publicUrl}/professional/sharing?lang=${language}`
  const written = invitation({ name, email, until, link }, translator(language))
  return { message: { id, to, channel: 'email', language, ...written } }
}
