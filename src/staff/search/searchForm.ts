/** Knows the form "Search visits": what may be typed in it, and which visits are meant. */
import { tidyName, withoutInvisible } from '../../domain/names.ts'
import { parsePrisonNumber } from '../../domain/prisonNumber.ts'
import { parseReference } from '../../domain/reference.ts'
import { visitTypes } from '../../domain/slots.ts'
import { visitStatuses } from '../../domain/visit.ts'
import { refuse, textField } from '../../journey/fields.ts'
import { form } from '../../journey/form.ts'
import type { Field, Problem, Typed } from '../../journey/form.ts'
import type { Criteria } from '../../store/searchWays.ts'
import { optionalDate } from '../fields.ts'

const longest = { name: 100, email: 254, caseReference: 100 }

const tidy = (text: string): string => withoutInvisible(text).trim()

/** What a person calls a thing, in its one form; nothing where nothing was typed, or `wrongFormat`. */
const optional = (parse: (text: string) => string | undefined): Field<string | undefined> =>
  textField((text, context) => {
    if (tidy(text) === '') return undefined
    return parse(text) ?? refuse(context, 'wrongFormat')
  })

const name = textField((text, context) => {
  const typed = tidyName(text)
  if (typed === '') return undefined
  if (typed.length > longest.name) return refuse(context, 'tooLong', { values: { most: longest.name } })
  return /[\p{L}\p{N}]/u.test(typed) ? typed : refuse(context, 'noLetters')
})

/** Text as it was typed, up to so many characters. */
const upTo = (most: number): Field<string | undefined> =>
  textField((text, context) => {
    const typed = tidy(text)
    if (typed === '') return undefined
    return typed.length <= most ? typed : refuse(context, 'tooLong', { values: { most } })
  })

const status = {
  ...textField((text) => visitStatuses.find((known) => known === text)),
  offers: visitStatuses,
}

const type = {
  ...textField((text) => visitTypes.find((known) => known === text)),
  offers: visitTypes,
}

export const searchForm = form({
  reference: optional(parseReference),
  prisonNumber: optional(parsePrisonNumber),
  name,
  email: upTo(longest.email),
  caseReference: upTo(longest.caseReference),
  from: optionalDate,
  to: optionalDate,
  type,
  status,
})

/** What is searched by, without what nobody asked for; or what is wrong with it. */
export function readSearch(typed: Typed): { criteria: Criteria } | { problems: Problem[] } {
  const parsed = searchForm.parse(typed)
  if ('problems' in parsed) return parsed
  const { from, to } = parsed.value
  if (from !== null && to !== null && to < from) return { problems: [{ field: 'to', problem: 'beforeFrom' }] }
  const given = Object.entries(parsed.value).filter(([, value]) => value !== undefined && value !== null)
  if (given.length === 0) return { problems: [{ field: 'reference', problem: 'nothing' }] }
  return { criteria: Object.fromEntries(given) }
}
