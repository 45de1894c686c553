/** Knows the form of an alert: how to reach somebody, and which dates would suit them. */
import type { AlertDates } from '../../domain/alerts.ts'
import { typedDate } from '../../domain/dateOfBirth.ts'
import { oneOf } from '../../journey/fields.ts'
import { form } from '../../journey/form.ts'
import type { Problem, Typed } from '../../journey/form.ts'
import { dateParts, emailAddress, mobileNumber } from '../fields.ts'

const way = form({ way: oneOf(['email', 'text'] as const) })

/** What is asked of each way: only the chosen one's counts, whatever stands in the other. */
const contacts = { email: form({ email: emailAddress }), text: form({ mobile: mobileNumber }) }

const dates = form({ from: dateParts('from'), to: dateParts('to') })

/** Every control, in the order of the page. */
export const controls = [way, contacts.email, contacts.text, dates].flatMap((part) => part.controls)

export interface AlertAnswer extends AlertDates {
  /** One of the two. */
  email: string | null
  mobile: string | null
}

/** What was typed, as the page shows it again. */
export const shown = (typed: Typed): Typed => way.shown(typed)

/** The alert that was typed, or everything wrong with it. Where texts are not offered, e-mail is not chosen but given. */
export function parseAlert(
  typed: Typed,
  offersTexts: boolean,
): { value: AlertAnswer } | { problems: Problem[] } {
  const chosen = offersTexts ? way.parse(typed) : { value: { way: 'email' as const } }
  const contact = 'value' in chosen ? contactIn(chosen.value.way, typed) : chosen
  const range = dates.parse(typed)
  if ('value' in contact && 'value' in range) return { value: { ...contact.value, ...range.value } }
  return { problems: [contact, range].flatMap((part) => ('problems' in part ? part.problems : [])) }
}

function contactIn(chosen: 'email' | 'text', typed: Typed) {
  const contact = contacts[chosen].parse(typed)
  return 'value' in contact ? { value: { email: null, mobile: null, ...contact.value } } : contact
}

/** Dates as they stand in the fields. */
export const typedDates = ({ from, to }: AlertDates): Typed => ({
  ...typedDate('from', from),
  ...typedDate('to', to),
})
