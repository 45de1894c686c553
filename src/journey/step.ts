/** Knows what a question is: its fields, what may be typed, and what the answer means. Knows nothing of visits. */
import type { Translator } from '../text/translate.ts'
import { form } from './form.ts'
import type { Field, Form, Problem, Typed, ValueOf } from './form.ts'

/** What was typed on every page of a draft, by slug. */
export type TypedPages = Readonly<Record<string, Typed>>

/** The meaning of every page passed so far, by slug. Read it with `answerTo`. */
export type Answers = Readonly<Record<string, unknown>>

/** One row of check-answers: the label's text key (below the step's) and the lines to show. */
export interface Row {
  label: string
  lines: string[]
}

/** A question. `Facts` is what the rules need to know besides the answers. */
export interface Step<Value = unknown, Facts = unknown> extends Form<Value> {
  kind: 'step'
  /** URL and text key at once, and the view's name but for a question that has one of its own. */
  slug: string
  view: string
  /** Its answer comes with the draft: it is passed like any other, but nobody is asked, so that it has no page. */
  isGiven: boolean
  /** Nobody is led to it: it is asked of who opens its page, once everything before it is answered. */
  isOnRequest: boolean
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
  view: string
  when(answers: Answers, facts: Facts): boolean
  show(answers: Answers, facts: Facts, translator: Translator): Record<string, unknown>
}

type Optional<Value, Facts> = Pick<Step<Value, Facts>, 'askedWhen' | 'problems' | 'show'>

/** Declares a question once; everything about showing, keeping and checking it follows. */
export function step<Fields extends Record<string, Field<unknown>>, Facts>(
  declared: { slug: string; view?: string; fields: Fields } & Pick<Step<ValueOf<Fields>, Facts>, 'rows'> &
    Partial<Optional<ValueOf<Fields>, Facts>>,
): Step<ValueOf<Fields>, Facts> {
  const { slug, fields, rows } = declared
  return {
    kind: 'step',
    slug,
    view: declared.view ?? slug,
    isGiven: false,
    isOnRequest: false,
    ...form(fields),
    askedWhen: declared.askedWhen ?? (() => true),
    problems: declared.problems ?? (() => []),
    show: declared.show ?? (() => ({})),
    rows,
  }
}

/** The same question where its answer is given. */
export const given = <Value, Facts>(asked: Step<Value, Facts>): Step<Value, Facts> => ({
  ...asked,
  isGiven: true,
})

/** The same question where it is only asked of who opens its page. */
export const onRequest = <Value, Facts>(asked: Step<Value, Facts>): Step<Value, Facts> => ({
  ...asked,
  isOnRequest: true,
})

/** Declares a page that stops the journey while `when` holds. */
export function stopPage<Facts>(
  declared: Pick<StopPage<Facts>, 'slug' | 'when'> & Partial<Pick<StopPage<Facts>, 'show'>>,
): StopPage<Facts> {
  return { kind: 'stop', view: declared.slug, show: () => ({}), ...declared }
}

/** The answer to a step, if the walk has passed it. */
export function answerTo<Value>(
  asked: Pick<Step<Value>, 'slug' | 'parse'>,
  answers: Answers,
): Value | undefined {
  return answers[asked.slug] as Value | undefined
}
