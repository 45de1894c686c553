/** Knows what a form is: named fields, what may be typed in them, and what it means. */
import { z } from 'zod'
import { printed } from '../views/printed.ts'

/** What was typed on one page, by control name. Groups of checkboxes and lists of entries are arrays. */
export type Typed = Readonly<Record<string, unknown>>

/** Something wrong with an answer: a text key, the field it belongs to, and the control to go to. */
export interface Problem {
  field: string
  problem: string
  /** Ids of the controls at fault; the field's first control when absent. */
  controls?: string[]
  values?: Record<string, string | number>
}

/** One thing asked for on a page: the controls of a field of that name, and how they become a value. */
export interface Field<Value> {
  controls: (name: string) => string[]
  read: (typed: Typed, name: string) => unknown
  schema: z.ZodType<Value>
  /** Values of radios or checkboxes, which a view compares; other controls hold text, which it only prints. */
  offers?: readonly string[]
}

export type ValueOf<Fields extends Record<string, Field<unknown>>> = {
  [Name in keyof Fields]: Fields[Name] extends Field<infer Value> ? Value : never
}

/** The fields of a page, declared once. */
export interface Form<Value = unknown> {
  /** Every control that the page may send; nothing else is kept. */
  controls: string[]
  /** What was typed, as the page shows it again. */
  shown(typed: Typed): Typed
  /** The value that was typed, or what is wrong with it by itself. */
  parse(typed: Typed): { value: Value } | { problems: Problem[] }
}

function toProblem(issue: z.core.$ZodIssue): Problem {
  const params = issue.code === 'custom' ? (issue.params as Partial<Problem> | undefined) : undefined
  return { field: String(issue.path[0]), problem: issue.message, ...params }
}

/** What a radio offers is compared by the view, everything else is merely printed. */
function inView(value: unknown, offered: readonly string[]): unknown {
  if (Array.isArray(value)) return value.map((one) => inView(one, offered))
  return typeof value === 'string' && offered.includes(value) ? value : printed(value)
}

/** Declares a form; everything about showing and reading it follows. */
export function form<Fields extends Record<string, Field<unknown>>>(fields: Fields): Form<ValueOf<Fields>> {
  const named = Object.entries(fields)
  const schema = z.object(Object.fromEntries(named.map(([name, field]) => [name, field.schema])))
  return {
    controls: named.flatMap(([name, field]) => field.controls(name)),
    shown: (typed) =>
      Object.fromEntries(
        Object.entries(typed).map(([name, value]) => [name, inView(value, fields[name]?.offers ?? [])]),
      ),
    parse(typed) {
      const input = Object.fromEntries(named.map(([name, field]) => [name, field.read(typed, name)]))
      const parsed = schema.safeParse(input)
      if (parsed.success) return { value: parsed.data as ValueOf<Fields> }
      return { problems: parsed.error.issues.map(toProblem) }
    },
  }
}
