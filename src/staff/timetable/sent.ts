/** Knows what the buttons and the hidden fields of the timetable's forms send. */
import type { Typed } from '../../journey/form.ts'
import { printed } from '../../views/printed.ts'
import type { Work } from '../../web/work.ts'

/** Which button was pressed: look at the change, save it, or go back to the form. */
export type Step = 'preview' | 'save' | 'change'

type Sent = Readonly<Record<string, unknown>>
const sentBy = (body: unknown): Sent => (body ?? {}) as Sent

const isNumber = (text: unknown): text is string => typeof text === 'string' && /^\d{1,9}$/.test(text)

export function stepIn(body: unknown): Step {
  const { step } = sentBy(body)
  return step === 'save' || step === 'change' ? step : 'preview'
}

/** Ids of the visits that were ticked. */
export const flagsIn = (body: unknown): number[] => [sentBy(body).flag].flat().filter(isNumber).map(Number)

/** Ids of the visits that the preview showed in slots lowered below use. */
export function seenIn(body: unknown): number[] {
  const { seen } = sentBy(body)
  return typeof seen === 'string' ? seen.split(',').filter(isNumber).map(Number) : []
}

/** The form's own address, which its previews are sent to as well. */
export const addressOf = ({ request }: Work): string => request.baseUrl + request.path

/** What was typed, for hidden fields: nothing is lost between form, preview and saving. */
export function hiddenFields(typed: Typed) {
  const texts = Object.entries(typed).flatMap(([name, value]) =>
    [value].flat().flatMap((one) => (typeof one === 'string' ? [{ name, value: one }] : [])),
  )
  return texts.map(({ name, value }) => ({ name, value: printed(value) }))
}
