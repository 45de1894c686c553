/** Knows the form "Your decision": its controls, and how what was typed becomes a decision or problems. */
import { z } from 'zod'
import { parseDateParts } from '../../domain/dateOfBirth.ts'
import type { DateParts } from '../../domain/dateOfBirth.ts'
import type { LocalDate } from '../../domain/dates.ts'
import type { DecisionForm } from '../../domain/decision.ts'
import type { VisitType } from '../../domain/slots.ts'
import { isOfficial, rejectionReasonsFor, visitorOutcomesFor } from '../../domain/officialDecision.ts'
import { bringableItems } from '../../domain/officialVisit.ts'
import { tidyText } from '../../domain/tidyText.ts'
import type { Visit } from '../../store/visits.ts'
import { isWithin } from '../fields.ts'

/** What was sent, by control name. */
export type Typed = Readonly<Record<string, unknown>>

/** Something wrong: the part of the form, the text key of what is wrong, and the ids of the controls at fault. */
export interface FormProblem {
  field: string
  problem: string
  controls: string[]
}

export const decisions = ['choice1', 'choice2', 'choice3', 'reject'] as const

/** Most characters, as a reader counts them. */
export const longest = { message: 500, otherReason: 500, bookingReference: 50, joiningDetails: 1000 } as const

/** Text of at most so many characters, or `tooLong`. */
export const plainText = (most: number) =>
  z
    .string()
    .catch('')
    .transform(tidyText)
    .refine((text) => isWithin(text, most), 'tooLong')

const part = z.string().catch('')

/** A date to come, or null where the question was not asked or left empty. */
const dateToCome = (today: LocalDate) =>
  z
    .object({ day: part, month: part, year: part })
    .nullable()
    .transform((typed, context): LocalDate | null => {
      const parsed = typed ? parseDateParts(typed) : ({ problem: 'missing', parts: [] } as const)
      if ('date' in parsed && parsed.date > today) return parsed.date
      if ('problem' in parsed && parsed.problem === 'missing') return null
      const problem = 'date' in parsed ? 'notToCome' : parsed.problem
      const parts = 'date' in parsed ? ['day', 'month', 'year'] : parsed.parts
      context.addIssue({ code: 'custom', message: problem, params: { parts } })
      return z.NEVER
    })

/** What is decided about each of the party of a visit of that type. */
export const visitorsSchema = (visitType: VisitType, today: LocalDate) =>
  z.array(
    z.object({ outcome: z.enum(visitorOutcomesFor(visitType), 'missing'), bannedUntil: dateToCome(today) }),
  )

/** Of what was ticked, what is offered; unknown values are dropped. */
const ticked = <Value extends string>(offered: readonly Value[]) =>
  z.array(z.unknown()).transform((values) => offered.filter((value) => values.includes(value)))

const officialSchema = z.object({
  itemsApproved: ticked(bringableItems),
  joiningDetails: plainText(longest.joiningDetails),
})

const schemaOf = (visitType: VisitType, today: LocalDate) =>
  z.object({
    decision: z.enum(decisions, 'missing'),
    closedVisit: z.boolean(),
    visitors: visitorsSchema(visitType, today),
    reasons: ticked(rejectionReasonsFor(visitType)),
    allowanceRenewsOn: dateToCome(today),
    otherReason: plainText(longest.otherReason),
    bookingReference: plainText(longest.bookingReference),
    message: plainText(longest.message),
    official: officialSchema.optional(),
  })

/** The date typed in the three controls of a name. */
export const partsOf = (typed: Typed, name: string): DateParts => ({
  day: part.parse(typed[`${name}-day`]),
  month: part.parse(typed[`${name}-month`]),
  year: part.parse(typed[`${name}-year`]),
})

/** What was sent about each of a party of that size; the end of a ban only where there is one. */
export const visitorsIn = (typed: Typed, partySize: number) =>
  Array.from({ length: partySize }, (_, number) => {
    const outcome = typed[`visitor-${number}`]
    return { outcome, bannedUntil: outcome === 'banned' ? partsOf(typed, `bannedUntil-${number}`) : null }
  })

/** What the form of a visit depends on. */
type Decided = Pick<Visit, 'party' | 'visitType'>

/** The date is read only where it is asked for: with the reason "no visiting allowance". */
function inputOf(typed: Typed, { party, visitType }: Decided) {
  const reasons = [typed.reasons].flat()
  const visitors = visitorsIn(typed, party.length)
  const official = isOfficial(visitType)
    ? { itemsApproved: [typed.itemsApproved].flat(), joiningDetails: typed.joiningDetails }
    : undefined
  const allowanceRenewsOn = reasons.includes('no_allowance') ? partsOf(typed, 'allowanceRenewsOn') : null
  const closedVisit = typed.closedVisit === 'yes' && !isOfficial(visitType)
  return { ...typed, closedVisit, visitors, reasons, allowanceRenewsOn, official }
}

/** An issue with a part of the form, at its controls. */
export function toProblem({ path, message, ...issue }: z.core.$ZodIssue): FormProblem {
  const [name, number, inner] = path.map(String).filter((part) => part !== 'official')
  const kind = name === 'visitors' ? (inner === 'outcome' ? 'visitor' : 'bannedUntil') : String(name)
  const field = name === 'visitors' ? `${kind}-${number}` : kind
  const params = 'params' in issue ? (issue.params as { parts?: string[] } | undefined) : undefined
  const controls = params?.parts?.map((datePart) => `${field}-${datePart}`) ?? [field]
  return { field, problem: `${kind}.${message}`, controls }
}

/** What was sent, as a decision about that visit. */
export function readDecision(
  typed: Typed,
  visit: Decided,
  today: LocalDate,
): { form: DecisionForm } | { problems: FormProblem[] } {
  const parsed = schemaOf(visit.visitType, today).safeParse(inputOf(typed, visit))
  return parsed.success ? { form: parsed.data } : { problems: parsed.error.issues.map(toProblem) }
}
