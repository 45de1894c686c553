/** Knows what a professional sees of an official visit beyond what any visitor sees of theirs. */
import { isInPerson, linksIn } from '../../domain/officialDecision.ts'
import type { PartyMember } from '../../domain/party.ts'
import { fullName } from '../../domain/names.ts'
import { isRefused } from '../../domain/visit.ts'
import type { Visit } from '../../store/visits.ts'
import type { Translator } from '../../text/translate.ts'
import { printed } from '../../views/printed.ts'

const isSecure = (address: string) => new URL(address).protocol === 'https:'

/** "Ines Terpreter, interpreter". */
const memberLine = (member: PartyMember, { text }: Translator): string =>
  member.kind === 'interpreter'
    ? text('professionalVisit.interpreter', { name: fullName(member) })
    : fullName(member)

/** Each thing that was asked for, and what was decided of it once the visit is booked. */
function itemLines({ official, status }: Visit, { text }: Translator): string[] {
  const { items = [], itemsApproved = null } = official ?? {}
  return items.map((item) => {
    const isDecided = status !== 'requested' && itemsApproved !== null
    const state = !isDecided ? 'asked' : itemsApproved.includes(item) ? 'approved' : 'refused'
    return text(`professionalVisit.items.${state}`, { item: text(`professionalVisit.items.${item}`) })
  })
}

/** @param page of `presentVisit`: how to join is told only while the visit is booked */
export function presentOfficial(visit: Visit, page: string, translator: Translator) {
  const { official, party, prisoner, prisonNumber, visitType } = visit
  const joining = page === 'booked' ? (official?.joiningDetails ?? '') : ''
  return {
    visitType,
    isInPerson: isInPerson(visitType),
    urgent: visit.urgent,
    purpose: official?.purpose,
    joiningLinks: printed(linksIn(joining).filter(isSecure)),
    ...printed({
      prisoner: `${fullName(prisoner)}, ${prisonNumber}`,
      coming: party
        .filter((member) => page !== 'booked' || !isRefused(member))
        .map((member) => memberLine(member, translator)),
      organisation: official?.organisation ?? '',
      items: itemLines(visit, translator),
      itemsDetails: official?.itemsDetails ?? '',
      caseReference: official?.caseReference ?? '',
      courtDate: official?.courtDate ? translator.date(official.courtDate) : '',
      urgentReason: official?.urgentReason ?? '',
      joining,
    }),
  }
}
