/** Knows what an agent asks a caller: which visit it is, and at least two answers that show who calls. */
import { areEnough } from '../../domain/callLookup.ts'
import type { CallerAnswers } from '../../domain/callLookup.ts'
import { parseDateParts } from '../../domain/dateOfBirth.ts'
import type { DatePart } from '../../domain/dateOfBirth.ts'
import type { LocalDate } from '../../domain/dates.ts'
import { withoutInvisible } from '../../domain/names.ts'
import { parsePrisonNumber } from '../../domain/prisonNumber.ts'
import { parseReference } from '../../domain/reference.ts'
import { partsField, refuse, textField } from '../../journey/fields.ts'
import { form } from '../../journey/form.ts'
import type { Problem, ValueOf } from '../../journey/form.ts'
import type { LookedFor } from '../../store/callLookups.ts'

const capitalised = (part: DatePart) => part.charAt(0).toUpperCase() + part.slice(1)

/** A date of birth or nothing, in three controls `dateOfBirth-day`, `-month`, `-year`. */
const optionalBirth = partsField(
  ['day', 'month', 'year'] as const,
  (typed, context): LocalDate | undefined => {
    const parsed = parseDateParts(typed)
    if ('date' in parsed) return parsed.date
    if (parsed.problem === 'missing') return undefined
    const controls = parsed.parts.map((part) => `dateOfBirth-${part}`)
    const missing = `missing${parsed.parts.map(capitalised).join('')}`
    return refuse(context, parsed.problem === 'partMissing' ? missing : parsed.problem, { controls })
  },
)

/** Something in a form of its own, or nothing. */
const optional = (parse: (text: string) => string | undefined) =>
  textField((text, context) => {
    if (withoutInvisible(text).trim() === '') return undefined
    return parse(text) ?? refuse(context, 'wrongFormat')
  })

const fields = {
  reference: optional(parseReference),
  prisonNumber: optional(parsePrisonNumber),
  dateOfBirth: optionalBirth,
  contact: textField((text) => text),
  otherVisitor: textField((text) => text),
}

export type FindAnswers = ValueOf<typeof fields>

export const findForm = form(fields)

export const codeForm = form({
  code: textField((text, context) => {
    if (withoutInvisible(text).trim() === '') return refuse(context, 'missing')
    return parseReference(text) ?? refuse(context, 'wrongFormat')
  }),
  dateOfBirth: optionalBirth,
})

/** What to look for, with the answers; or what is missing of them. */
export function askedIn(
  value: FindAnswers,
): { lookedFor: LookedFor; answers: CallerAnswers } | { problems: Problem[] } {
  const { reference, prisonNumber, ...answers } = value
  const { dateOfBirth } = answers
  if (reference === undefined && prisonNumber === undefined) {
    return { problems: [{ field: 'reference', problem: 'missing' }] }
  }
  if (reference === undefined && dateOfBirth === undefined) {
    return { problems: [{ field: 'dateOfBirth', problem: 'missing' }] }
  }
  if (!areEnough(answers)) return { problems: [{ field: 'dateOfBirth', problem: 'tooFew' }] }
  if (reference !== undefined) return { lookedFor: { reference }, answers }
  return { lookedFor: { prisonNumber: prisonNumber ?? '', dateOfBirth: dateOfBirth ?? '' }, answers }
}
