/** Knows the order of a journey: the one walk from which guard, back, next and rows all come. */
import type { Problem, Typed } from './form.ts'
import type { Answers, Step, StopPage, TypedPages } from './step.ts'

/** A page of a journey, in its list's order. */
export type Page<Facts> = Step<unknown, Facts> | StopPage<Facts>

/** How far the answers reach. */
export interface Walk<Facts> {
  answers: Answers
  /** The questions answered, in order. */
  passed: Step<unknown, Facts>[]
  /** The questions that may be opened, and were not yet. */
  offered: Step<unknown, Facts>[]
  /** Where the journey stands: the first question not answered, or the page that stops it. None when complete. */
  at: Page<Facts> | undefined
  /** Why a well-formed answer there does not hold any more. */
  problems: Problem[]
  complete: boolean
}

/** Everything wrong with what was typed on one page; nothing when it is a good answer. */
export function problemsOf<Facts>(
  step: Step<unknown, Facts>,
  typed: Typed,
  answers: Answers,
  facts: Facts,
): Problem[] {
  const parsed = step.parse(typed)
  return 'problems' in parsed ? parsed.problems : step.problems(parsed.value, answers, facts)
}

/** Walks the list: skips what is not asked, stops at the first question without a good answer. */
export function walk<Facts>(list: readonly Page<Facts>[], typed: TypedPages, facts: Facts): Walk<Facts> {
  const passed: Step<unknown, Facts>[] = []
  const offered: Step<unknown, Facts>[] = []
  let answers: Answers = {}
  const stopped = (at: Page<Facts>, problems: Problem[] = []): Walk<Facts> => {
    return { answers, passed, offered, at, problems, complete: false }
  }
  for (const page of list) {
    if (page.kind === 'stop') {
      if (page.when(answers, facts)) return stopped(page)
      continue
    }
    const here = typed[page.slug]
    if (!page.askedWhen(answers, facts, here ?? {})) continue
    if (page.isOnRequest && !here) {
      offered.push(page)
      continue
    }
    const parsed = here && page.parse(here)
    if (!parsed || 'problems' in parsed) return stopped(page)
    const problems = page.problems(parsed.value, answers, facts)
    if (problems.length > 0) return stopped(page, problems)
    answers = { ...answers, [page.slug]: parsed.value }
    passed.push(page)
  }
  return { answers, passed, offered, at: undefined, problems: [], complete: true }
}
