/** Knows what the form "Your decision" shows: the choices that were asked, the party, and what was typed so far. */
import {
  isOfficial,
  needsJoining,
  rejectionReasonsFor,
  visitorOutcomesFor,
} from '../../domain/officialDecision.ts'
import type { VisitType } from '../../domain/slots.ts'
import type { Visit } from '../../store/visits.ts'
import { translator } from '../../text/translate.ts'
import { decisionErrors } from './decisionErrors.ts'
import type { DecisionErrors } from './decisionErrors.ts'
import { decisions, longest, partsOf } from './decisionForm.ts'
import type { FormProblem, Typed } from './decisionForm.ts'
import { printed } from '../../views/printed.ts'
import { appointment, lastFirst } from '../../views/staffFormat.ts'

const { text } = translator('en')

type Name = { firstName: string; lastName: string }

type Deciding = { party: readonly Name[]; visitType: VisitType }

/**
 * The form of a requested visit, with what was typed and what is wrong with it. `mayVerify` is the name of the professional
 * whom this reader can verify with the decision.
 */
export function decisionView(
  visit: Visit,
  typed: Typed,
  problems: readonly FormProblem[],
  mayVerify?: string,
) {
  const errors = problems.length > 0 ? decisionErrors(problems, visit.party) : undefined
  const ofText = (name: string) => printed(typeof typed[name] === 'string' ? typed[name] : '')
  const dateItems = (name: string) => dateItemsOf(name, typed, errors?.controls ?? [])
  const ticked = [typed.reasons].flat()
  const form = {
    action: printed(`/staff/visits/${visit.reference}/decision`),
    version: ofText('version') || printed(String(visit.version)),
    decisions: decisionItems(visit, typed.decision),
    offersClosedVisit: !isOfficial(visit.visitType),
    closedVisit: typed.closedVisit === 'yes',
    visitors: visitorItems(visit, typed, errors),
    items: itemsOf(visit, typed),
    joining: needsJoining(visit.visitType) && {
      label: text(`staff.decision.joining.${visit.visitType}`),
      hint: text(`staff.decision.joining.${visit.visitType}Hint`),
      value: ofText('joiningDetails'),
    },
    verify: mayVerify && {
      value: 'yes',
      text: printed(text('staff.decision.verify', { name: mayVerify })),
      checked: typed.verifies === 'yes',
    },
    reasons: rejectionReasonsFor(visit.visitType).map((value) => ({
      value,
      text: text(`staff.decision.reasons.${value}`),
      checked: ticked.includes(value),
    })),
    allowanceDate: dateItems('allowanceRenewsOn'),
    otherReason: ofText('otherReason'),
    bookingReference: ofText('bookingReference'),
    message: ofText('message'),
    longest,
  }
  return { form, errors }
}

/** Who can come: a select for each of a party, and the end of a ban. */
export function visitorItems(
  { party, visitType }: Deciding,
  typed: Typed,
  errors: DecisionErrors | undefined,
) {
  return party.map((visitor, number) => {
    const banField = `bannedUntil-${number}`
    const banDate = dateItemsOf(banField, typed, errors?.controls ?? [])
    return {
      name: printed(lastFirst(visitor)),
      field: `visitor-${number}`,
      banField,
      outcomes: outcomeItems(visitType, typed[`visitor-${number}`]),
      banDate,
      showsBanDate: banDate.some(({ value }) => value !== '') || Boolean(errors?.fields[banField]),
    }
  })
}

/** Each item that was asked for; none of them is approved until somebody ticks it. */
function itemsOf({ official }: Visit, typed: Typed) {
  const approved = [typed.itemsApproved].flat()
  return (official?.items ?? []).map((value) => ({
    value,
    text: text(`staff.official.items.${value}`),
    checked: approved.includes(value),
  }))
}

function decisionItems({ choices }: Visit, chosen: unknown) {
  const asked = choices.map(({ rank, slot }) => ({
    value: `choice${rank}`,
    hint: printed(appointment(slot)),
  }))
  return decisions.flatMap((value) => {
    const choice = asked.find((item) => item.value === value)
    if (!choice && value !== 'reject') return []
    const hint = choice && { text: choice.hint }
    return [{ value, text: text(`staff.decision.decisions.${value}`), hint, checked: chosen === value }]
  })
}

function outcomeItems(visitType: VisitType, chosen: unknown) {
  return visitorOutcomesFor(visitType).map((value) => ({
    value,
    text: text(`staff.decision.outcomes.${value}`),
    selected: chosen === value,
  }))
}

function dateItemsOf(name: string, typed: Typed, atFault: readonly string[]) {
  const values = partsOf(typed, name)
  return (['day', 'month', 'year'] as const).map((datePart) => ({
    name: datePart,
    label: text(`staff.decision.dateParts.${datePart}`),
    value: printed(values[datePart]),
    classes: [
      `govuk-input--width-${datePart === 'year' ? 4 : 2}`,
      ...(atFault.includes(`${name}-${datePart}`) ? ['govuk-input--error'] : []),
    ].join(' '),
  }))
}
