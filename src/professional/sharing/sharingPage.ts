/** Knows the page "Sharing": who sees one's own list, whose lists one sees, and the invitations that wait. */
import { isEmailAddress, longestEmail } from '../../domain/contactDetails.ts'
import { londonDate } from '../../domain/dates.ts'
import { withoutInvisible } from '../../domain/names.ts'
import { lapsesAt, stillOpenSince } from '../../domain/sharing.ts'
import { refuse, textField } from '../../journey/fields.ts'
import { form } from '../../journey/form.ts'
import type { Problem, Typed } from '../../journey/form.ts'
import { formErrors } from '../../journey/formErrors.ts'
import { listShares } from '../../store/shares.ts'
import type { Share } from '../../store/shares.ts'
import type { Translator } from '../../text/translate.ts'
import { printed } from '../../views/printed.ts'
import { translatorOf } from '../../web/language.ts'
import type { ProfessionalWork } from '../work.ts'

const prefix = 'professionalSharing.invite'
export const sharingAddress = '/professional/sharing'

export const inviteForm = form({
  email: textField((text, context) => {
    const address = withoutInvisible(text).trim().toLowerCase()
    if (address === '') return refuse(context, 'missing')
    if (address.length > longestEmail) return refuse(context, 'tooLong', { values: { most: longestEmail } })
    return isEmailAddress(address) ? address : refuse(context, 'wrongFormat')
  }),
})

const rowOf = (share: Share, other: { name: string; email: string }, { date }: Translator) => ({
  isAccepted: share.acceptedAt !== null,
  ...printed({
    address: `${sharingAddress}/${share.id}`,
    name: other.name,
    email: other.email,
    since: share.acceptedAt && date(londonDate(share.acceptedAt)),
    until: date(londonDate(lapsesAt(share.invitedAt))),
  }),
})

/** What may just have been done, as the address says; the words are at `professionalSharing.done.<name>`. */
const done = ['invited', 'accept', 'decline', 'end', 'gone']

/** Shows the page: again with 422 when an address is wrong, with 503 when the moment was not right. */
export async function renderSharing(
  { request, response, personId, professional, db, now }: ProfessionalWork,
  {
    typed = {},
    problems = [],
    isBusy = false,
  }: { typed?: Typed; problems?: Problem[]; isBusy?: boolean } = {},
): Promise<void> {
  const translator = translatorOf(response)
  const email = professional.email.toLowerCase()
  const shares = await listShares(db, { personId, email, since: stillOpenSince(now) })
  const own = shares.filter(({ ownerId }) => ownerId === personId)
  const others = shares.filter(({ ownerId }) => ownerId !== personId)
  const byOwner = (share: Share) =>
    rowOf(share, { name: share.ownerName, email: share.ownerEmail }, translator)
  const isWrong = problems.length > 0
  response.status(isWrong ? 422 : isBusy ? 503 : 200).render('professional/sharing', {
    prefix,
    address: sharingAddress,
    typed: inviteForm.shown(typed),
    errors: isWrong ? formErrors(problems, prefix, translator, inviteForm.controls) : undefined,
    isBusy,
    done: isWrong ? undefined : done.find((name) => name === request.query.done),
    invitations: others.filter(({ acceptedAt }) => !acceptedAt).map(byOwner),
    seen: others.filter(({ acceptedAt }) => acceptedAt).map(byOwner),
    own: own.map((share) => rowOf(share, { name: share.colleagueName, email: share.email }, translator)),
  })
}
