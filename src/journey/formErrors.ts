/** Knows how problems become an error summary and messages beside the fields. */
import type { Translator } from '../text/translate.ts'
import type { Problem } from './form.ts'

export interface FormErrors {
  summary: { text: string; href: string }[]
  /** Message by field name. */
  fields: Record<string, { text: string }>
  /** Ids of the controls at fault. */
  controls: string[]
}

/** Finds the sentence `<prefix>.errors.<field>.<problem>` of each problem; one message a field. */
export function formErrors(
  problems: Problem[],
  prefix: string,
  translator: Translator,
  controls: string[],
): FormErrors {
  const errors: FormErrors = { summary: [], fields: {}, controls: [] }
  for (const { field, problem, values, controls: atFault } of problems) {
    if (errors.fields[field]) continue
    const text = translator.text(`${prefix}.errors.${field}.${problem}`, values)
    const first = controls.find((control) => control === field || control.startsWith(`${field}-`)) ?? field
    const at = atFault ?? [first]
    errors.fields[field] = { text }
    errors.summary.push({ text, href: `#${at[0] ?? first}` })
    errors.controls.push(...at)
  }
  return errors
}
