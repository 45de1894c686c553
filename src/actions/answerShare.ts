/** A colleague accepts or declines an invitation to somebody's list; either of the two ends what was accepted. */
import { stillOpenSince } from '../domain/sharing.ts'
import { transact } from '../store/database.ts'
import type { Database } from '../store/database.ts'
import { insertProfessionalEvent } from '../store/professionalEvents.ts'
import { acceptShare, endShare, lockShare } from '../store/shares.ts'
import type { Share } from '../store/shares.ts'

export const shareAnswers = ['accept', 'decline', 'end'] as const
export type ShareAnswer = (typeof shareAnswers)[number]

interface Answering {
  shareId: number
  personId: string
  /** As the identity provider has proven it, in lower case. */
  email: string
  answer: ShareAnswer
}

/** `gone`: there is no such share of theirs any more, or the invitation has lapsed. Done also when it was done before. */
export type ShareOutcome = { done: true } | { refused: 'gone' }

/** What somebody may do with a share now; nothing with what is not theirs. */
function mayDo(share: Share, { personId, email }: Answering, now: Date): readonly ShareAnswer[] {
  if (share.ownerId === personId) return ['end']
  if (share.acceptedAt) return share.colleagueId === personId ? ['end'] : []
  const isOpen = share.email === email && share.invitedAt >= stillOpenSince(now)
  return isOpen ? ['accept', 'decline'] : []
}

const wasDone = (share: Share, { personId, answer }: Answering): boolean =>
  answer === 'accept' && share.acceptedAt !== null && share.colleagueId === personId

/** Says yes or no to an invitation, or ends what is shared. */
export function answerShare(db: Database, asked: Answering, now: Date): Promise<ShareOutcome> {
  return transact(db, async (trx): Promise<ShareOutcome> => {
    const { personId, answer } = asked
    const share = await lockShare(trx, asked.shareId)
    if (!share || share.endedAt) return { refused: 'gone' }
    if (wasDone(share, asked)) return { done: true }
    if (!mayDo(share, asked, now).includes(answer)) return { refused: 'gone' }
    const { id, ownerId } = share
    if (answer === 'accept') await acceptShare(trx, { id, personId, now })
    else await endShare(trx, { id, personId, now })
    const what = ({ accept: 'share_accepted', decline: 'share_declined', end: 'share_ended' } as const)[
      answer
    ]
    const event = { professionalId: ownerId, personId, at: now, what, details: { shareId: id } }
    await insertProfessionalEvent(trx, event)
    return { done: true }
  })
}
