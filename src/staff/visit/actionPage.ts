/** Knows the pages on which something is done with a visit: a form, what it does, and what stands against it. */
import type { Form, Problem, Typed } from '../../journey/form.ts'
import { isBusy } from '../../store/database.ts'
import type { Visit } from '../../store/visits.ts'
import { translator } from '../../text/translate.ts'
import { printed } from '../../views/printed.ts'
import { errorPage } from '../../web/errors.ts'
import { busyProblem, formView, numberIn, sentIn } from '../../journey/formView.ts'
import type { Handler, AreaRoute, Work } from '../../web/work.ts'
import { findOwnVisit, openOwnVisit } from './showVisit.ts'
import { shownChangeOf } from './openChange.ts'
import { showChanged, showRefused } from './tooLate.ts'
import { visitSummary } from './visitSummary.ts'

export type ActionOutcome = { done: true } | { refused: string }

export interface ActionPage<Value> {
  /** In the address, and of the view below `staff/visit`; the texts are at `staff.<name>`. */
  name: string
  form: Form<Value>
  /** Whether there is anything to do; who comes without is led to the visit. */
  isPossible: (visit: Visit, now: Date) => boolean
  /** What the view shows besides the form and whose visit it is. */
  facts?: (work: Work, visit: Visit, typed: Typed) => Promise<object>
  act: (work: Work, asked: Asked<Value>) => Promise<ActionOutcome>
  /** Refusals that the form can be mended for. */
  problems?: Record<string, Problem>
}

export interface Asked<Value> {
  visitId: number
  version: number
  /** The visitor's open change that the page showed, 0 for none; undefined where pages show none. */
  changeId: number | undefined
  personId: string
  value: Value
}

/** The two routes of a page, `/visits/:reference/<name>`. */
export function actionRoutes<Value>(page: ActionPage<Value>): AreaRoute[] {
  const path = `/visits/:reference/${page.name}`
  return [
    ['get', path, 'handle-visits', showing(page)],
    ['post', path, 'handle-visits', doing(page)],
  ]
}

const showing =
  <Value>(page: ActionPage<Value>): Handler =>
  async (work) => {
    const visit = await openOwnVisit(work)
    if (!visit) return errorPage(work.response, 'notFound')
    if (page.isPossible(visit, work.now)) await render(page, work, visit)
    else work.response.redirect(303, `/staff/visits/${visit.reference}`)
  }

const doing =
  <Value>(page: ActionPage<Value>): Handler =>
  async (work) => {
    const { request, response, person, now } = work
    const visit = await findOwnVisit(work)
    if (!visit) return errorPage(response, 'notFound')
    const sent = (request.body ?? {}) as Typed
    const version = numberIn(sent, 'version')
    const isOutdated = sent.version !== undefined && version !== visit.version
    if (isOutdated || !page.isPossible(visit, now)) return showChanged(work)
    const typed = sentIn(page.form, sent)
    const parsed = page.form.parse(typed)
    if ('problems' in parsed) return render(page, work, visit, typed, parsed.problems, 422)
    const asked = {
      visitId: visit.id,
      version,
      changeId: shownChangeOf(sent),
      personId: person.personId,
      value: parsed.value,
    }
    const outcome = await actUnlessBusy(page, work, asked)
    if (outcome === 'busy') {
      return render(page, work, visit, typed, [busyProblem(page.form.controls[0] ?? '')], 503)
    }
    if ('done' in outcome) {
      return response.redirect(303, `/staff/visits/${visit.reference}?done=${page.name}`)
    }
    const problem = page.problems?.[outcome.refused]
    if (problem) return render(page, work, visit, typed, [problem], 422)
    await showRefused(work, visit, page.name, outcome.refused)
  }

/** Where there is a form, it is shown again; elsewhere the page for a busy service says what to do. */
async function actUnlessBusy<Value>(
  page: ActionPage<Value>,
  work: Work,
  asked: Asked<Value>,
): Promise<ActionOutcome | 'busy'> {
  try {
    return await page.act(work, asked)
  } catch (error) {
    if (isBusy(error) && page.form.controls.length > 0) return 'busy'
    throw error
  }
}

async function render<Value>(
  page: ActionPage<Value>,
  work: Work,
  visit: Visit,
  typed: Typed = {},
  problems: Problem[] = [],
  status = 200,
): Promise<void> {
  const facts = await page.facts?.(work, visit, typed)
  const shown = { ...actionView(page, visit, { typed, problems }), ...facts }
  work.response.status(status).render(`staff/visit/${page.name}`, shown)
}

/** What the view shows of any such page. */
export function actionView(
  { name, form }: Pick<ActionPage<unknown>, 'name' | 'form'>,
  visit: Visit,
  sent: { typed: Typed; problems: Problem[] },
) {
  const address = `/staff/visits/${visit.reference}`
  return {
    title: translator('en').text(`staff.${name}.title`),
    ...formView(form, `staff.${name}`, sent),
    ...visitSummary(visit),
    address: printed(`${address}/${name}`),
    visitAddress: printed(address),
    version: printed(String(visit.version)),
  }
}
