/** Knows how lists are shared: an invitation is sent, answered and ended on the page "Sharing". */
import { answerShare, shareAnswers } from '../../actions/answerShare.ts'
import type { ShareAnswer } from '../../actions/answerShare.ts'
import { inviteColleague } from '../../actions/inviteColleague.ts'
import { typedIn } from '../../journey/typedIn.ts'
import { unlessBusy } from '../../store/busy.ts'
import { tooManyRequests } from '../../web/errors.ts'
import { translatorOf } from '../../web/language.ts'
import type { ProfessionalRoute, ProfessionalWork } from '../work.ts'
import { inviteForm, renderSharing, sharingAddress } from './sharingPage.ts'

/** Nobody is sent many e-mails through us: neither by one person, nor to one address by several. */
async function invite(work: ProfessionalWork): Promise<void> {
  const { request, response, personId, db, now, limits } = work
  const typed = typedIn(request.body, inviteForm.controls)
  const parsed = inviteForm.parse(typed)
  if ('problems' in parsed) return renderSharing(work, { typed, problems: parsed.problems })
  const { email } = parsed.value
  const wait =
    (await limits.count('invitationsPerPerson', personId)) ??
    (await limits.count('invitationsPerAddress', email))
  if (wait !== undefined) return tooManyRequests(response, wait)
  const { language } = translatorOf(response)
  const outcome = await unlessBusy(inviteColleague(db, { personId, email, language }, now))
  if (outcome === 'busy') return renderSharing(work, { typed, isBusy: true })
  if ('done' in outcome) return response.redirect(303, `${sharingAddress}?done=invited`)
  await renderSharing(work, { typed, problems: [{ field: 'email', problem: outcome.refused }] })
}

const mostOfId = 2 ** 31 - 1

const answer =
  (way: ShareAnswer) =>
  async (work: ProfessionalWork): Promise<void> => {
    const { request, response, personId, professional, db, now } = work
    const shareId = Number(request.params.id)
    const isId = Number.isInteger(shareId) && shareId > 0 && shareId <= mostOfId
    const asked = { shareId, personId, email: professional.email.toLowerCase(), answer: way }
    const outcome = isId ? await unlessBusy(answerShare(db, asked, now)) : { refused: 'gone' as const }
    if (outcome === 'busy') return renderSharing(work, { isBusy: true })
    response.redirect(303, `${sharingAddress}?done=${'done' in outcome ? way : outcome.refused}`)
  }

export const sharingRoutes: readonly ProfessionalRoute[] = [
  ['get', '/sharing', (work) => renderSharing(work)],
  ['post', '/sharing', invite],
  ...shareAnswers.map((way): ProfessionalRoute => ['post', `/sharing/:id/${way}`, answer(way)]),
]
