/** Knows what the page of an official visit tells besides: who asks, what for, and what is to be brought in. */
import { londonDate } from '../../domain/dates.ts'
import { needsJoining } from '../../domain/officialDecision.ts'
import { isVerified } from '../../domain/verification.ts'
import type { OfficialVisit } from '../../store/officialVisits.ts'
import type { Professional } from '../../store/professionals.ts'
import type { Visit } from '../../store/visits.ts'
import { translator } from '../../text/translate.ts'
import { printed } from '../../views/printed.ts'
import { tableDate } from '../../views/staffFormat.ts'
import { hasPermission } from '../../web/permissions.ts'
import type { SignedIn } from '../../web/signIn.ts'

const { text } = translator('en')

/** The name of who asks, where this reader can verify them now. */
export function whoMayBeVerified(
  profile: Professional | undefined,
  { roles }: Pick<SignedIn, 'roles'>,
  now: Date,
): string | undefined {
  if (!profile || isVerified(profile, londonDate(now))) return undefined
  return hasPermission(roles, 'verify-professionals') ? profile.name : undefined
}

/** The two lists that `views/staff/visit/official.njk` shows; nothing for a social visit. */
export function officialView(
  visit: Visit,
  profile: Professional | undefined,
  { roles }: Pick<SignedIn, 'roles'>,
  now: Date,
) {
  const { official } = visit
  if (!official) return undefined
  const mayVerify = hasPermission(roles, 'verify-professionals')
  return {
    who: rowsOf(whoAsks(official, profile)),
    verified: verifiedOf(profile, now),
    profileAddress: mayVerify && profile ? printed(`/staff/professionals/${profile.personId}`) : undefined,
    what: rowsOf(whatIsAsked(visit, official)),
  }
}

const rowsOf = (rows: Record<string, string>) =>
  Object.entries(rows)
    .filter(([, value]) => value !== '')
    .map(([label, value]) => ({ label: text(`staff.official.${label}`), value: printed(value) }))

const whoAsks = (official: OfficialVisit, profile: Professional | undefined) => ({
  name: profile?.name ?? '',
  organisation: official.organisation || (profile?.organisation ?? ''),
  role: profile?.role ?? '',
  bodyNumber: profile?.bodyNumber ?? '',
  phone: profile?.phone ?? '',
  email: profile?.email ?? '',
})

/** Until when a manager's word stands, or who could give it. */
export function verifiedOf(profile: Pick<Professional, 'verifiedUntil'> | undefined, now: Date) {
  const until = profile?.verifiedUntil ?? null
  if (until === null || !isVerified({ verifiedUntil: until }, londonDate(now))) {
    return {
      tag: { state: 'not_verified', text: text('staff.official.notVerified') },
      hint: text('staff.official.whoVerifies'),
    }
  }
  return {
    tag: { state: 'verified', text: text('staff.official.verified') },
    until: printed(text('staff.official.verifiedUntil', { date: tableDate(until) })),
  }
}

function whatIsAsked({ visitType, urgent, status }: Visit, official: OfficialVisit) {
  const { purpose, caseReference, courtDate, urgentReason, itemsDetails, joiningDetails } = official
  const hasJoining = needsJoining(visitType) && (joiningDetails !== '' || status === 'booked')
  return {
    way: text(`staff.visitTypes.${visitType}`),
    purpose: text(`staff.official.purposes.${purpose}`),
    urgent: urgent ? urgentReason : '',
    courtDate: courtDate === null ? '' : tableDate(courtDate),
    caseReference,
    itemsAsked: itemLines(official).join(', '),
    itemsDetails,
    joining: hasJoining ? joiningDetails || text('staff.official.noJoining') : '',
  }
}

/** "Laptop (approved)": what was asked for, and once it is decided what of it is approved. */
export const itemLines = ({
  items,
  itemsApproved,
}: Pick<OfficialVisit, 'items' | 'itemsApproved'>): string[] =>
  items.map((item) => {
    const name = text(`staff.official.items.${item}`)
    if (itemsApproved === null) return name
    return text(`staff.official.${itemsApproved.includes(item) ? 'approved' : 'notApproved'}`, { item: name })
  })
