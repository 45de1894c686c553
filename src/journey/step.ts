/** Knows what a question is: its fields, what may be typed, and what the answer means. Knows nothing of visits. */
import { z } from 'zod'
import type { Translator } from '../text/translate.ts'
import { printed } from '../views/printed.ts'

/** What was typed on one page, by control name. Groups of checkboxes and lists of entries are arrays. */
export type Typed = Readonly<Record<string, unknown>>

/** What was typed on every page of a draft, by slug. */
export type TypedPages = Readonly<Record<string, Typed>>

/** The meaning of every page passed so far, by slug. Read it with `answerTo`. */
export type Answers = Readonly<Record<string, unknown>>

/** Something wrong with an answer: a text key, the field it belongs to, and the control to go to. */
export interface Problem {
  field: string
  problem: string
  /** Ids of the controls at fault; the field's first control when absent. */
  controls?: string[]
  values?: Record<string, string | number>
}

/** One row of check-answers: the label's text key (below the step's) and the lines to show. */
export interface Row {
  label: string
  lines: string[]
}

/** One thing asked for on a page: the controls of a field of that name, and how they become a value. */
export interface Field<Value> {
  controls: (name: string) => string[]
  read: (typed: Typed, name: string) => unknown
  schema: z.ZodType<Value>
  /** Values of radios or checkboxes, which a view compares; other controls hold text, which it only prints. */
  offers?: readonly string[]
}

/** A question. `Facts` is what the rules need to know besides the answers. */
export interface Step<Value = unknown, Facts = unknown> {
  kind: 'step'
  /** URL, view and text key at once. */
  slug: string
  /** Every control that the page may send; nothing else is kept. */
  controls: string[]
  /** What was typed, as the page shows it again. */
  shown(typed: Typed): Typed
  /** The value that was typed, or what is wrong with it by itself. */
  parse(typed: Typed): { value: Value } | { problems: Problem[] }
  /** Not asked when false; the answer is then as if never given. `typed` is what stands on the page already. */
  askedWhen(answers: Answers, facts: Facts, typed: Typed): boolean
  /** What is wrong with a well-formed value in the light of the other answers. */
  problems(value: Value, answers: Answers, facts: Facts): Problem[]
  /** What the page shows besides the fields; `typed` is what stands in them. */
  show(answers: Answers, facts: Facts, translator: Translator, typed: Typed): Record<string, unknown>
  /** What check-answers shows. */
  rows(value: Value, facts: Facts, translator: Translator): Row[]
}

/** A page that ends the journey for now: it says why and what to do instead. */
export interface StopPage<Facts = unknown> {
  kind: 'stop'
  slug: string
  when(answers: Answers, facts: Facts): boolean
  show(answers: Answers, facts: Facts, translator: Translator): Record<string, unknown>
}

type ValueOf<Fields extends Record<string, Field<unknown>>> = {
  [Name in keyof Fields]: Fields[Name] extends Field<infer Value> ? Value : never
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

type Optional<Value, Facts> = Pick<Step<Value, Facts>, 'askedWhen' | 'problems' | 'show'>

/** Declares a question once; everything about showing, keeping and checking it follows. */
export function step<Fields extends Record<string, Field<unknown>>, Facts>(
  declared: { slug: string; fields: Fields } & Pick<Step<ValueOf<Fields>, Facts>, 'rows'> &
    Partial<Optional<ValueOf<Fields>, Facts>>,
): Step<ValueOf<Fields>, Facts> {
  const { slug, fields, rows } = declared
  const named = Object.entries(fields)
  const schema = z.object(Object.fromEntries(named.map(([name, field]) => [name, field.schema])))
  return {
    kind: 'step',
    slug,
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
    askedWhen: declared.askedWhen ?? (() => true),
    problems: declared.problems ?? (() => []),
    show: declared.show ?? (() => ({})),
    rows,
  }
}

/** Declares a page that stops the journey while `when` holds. */
export function stopPage<Facts>(
  declared: Pick<StopPage<Facts>, 'slug' | 'when'> & Partial<Pick<StopPage<Facts>, 'show'>>,
): StopPage<Facts> {
  return { kind: 'stop', show: () => ({}), ...declared }
}

/** The answer to a step, if the walk has passed it. */
export function answerTo<Value>(
  asked: Pick<Step<Value>, 'slug' | 'parse'>,
  answers: Answers,
): Value | undefined {
  return answers[asked.slug] as Value | undefined
}
