/** Knows the page that tells which of the chosen visits were cancelled, and of the others why not. */
import { parseReference } from '../../domain/reference.ts'
import { listChosenVisits } from '../../store/chosenVisits.ts'
import type { ChosenVisit } from '../../store/chosenVisits.ts'
import { perPage } from '../../store/pages.ts'
import { translator } from '../../text/translate.ts'
import { printed } from '../../views/printed.ts'
import { lastFirst, tableTimes } from '../../views/staffFormat.ts'
import type { Handler } from '../../web/work.ts'

const notDones = ['changed', 'over', 'settled', 'busy'] as const
export type NotDone = (typeof notDones)[number]

export interface Result {
  /** References. */
  done: string[]
  notDone: { reference: string; why: NotDone }[]
}

const { text } = translator('en')

/** The address of the page for a result. */
export function resultAddress({ done, notDone }: Result): string {
  const search = new URLSearchParams()
  for (const reference of done) search.append('done', reference)
  for (const { reference, why } of notDone) search.append(why, reference)
  return `/staff/flagged/result?${search.toString()}`
}

export const showResult: Handler = async ({ request, response, db, person }) => {
  const { done, notDone } = readResult(request.query)
  const references = [...done, ...notDone.map(({ reference }) => reference)]
  const visits = await listChosenVisits(db, references, person.prisons)
  const isDone = (visit: ChosenVisit) =>
    done.includes(visit.reference) && (visit.status === 'cancelled' || visit.status === 'rejected')
  const whyNot = ({ reference }: ChosenVisit) =>
    notDone.find((one) => one.reference === reference)?.why ?? 'changed'
  const [cancelled, left] = [visits.filter(isDone), visits.filter((visit) => !isDone(visit))]
  if (visits.length === 0) return response.redirect(303, '/staff/flagged')
  response.render('staff/flagged/result', {
    title: text(`staffFlagged.result.${titleOf(cancelled, left)}`),
    section: 'flagged',
    done: { rows: cancelled.map(rowOf), count: countOf('done', cancelled.length) },
    notDone: {
      rows: left.map((visit) => ({
        ...rowOf(visit),
        why: text(`staffFlagged.result.whys.${whyNot(visit)}`),
      })),
      count: countOf('notDone', left.length),
    },
  })
}

function titleOf(cancelled: readonly ChosenVisit[], left: readonly ChosenVisit[]): string {
  if (left.length > 0) return cancelled.length > 0 ? 'titleSome' : 'titleNone'
  return cancelled.every(({ status }) => status === 'rejected') ? 'titleRejected' : 'titleDone'
}

function readResult(query: Record<string, unknown>): Result {
  const references = (name: string) =>
    [query[name]]
      .flat()
      .map((one) => (typeof one === 'string' ? parseReference(one) : undefined))
      .filter((one) => one !== undefined)
      .slice(0, perPage)
  return {
    done: references('done'),
    notDone: notDones.flatMap((why) => references(why).map((reference) => ({ reference, why }))),
  }
}

const countOf = (key: string, count: number) => printed(text(`staffFlagged.result.${key}`, { count }))

const rowOf = ({ reference, prisoner, prisonNumber, status, ...times }: ChosenVisit) => ({
  ...printed({
    reference,
    address: `/staff/visits/${reference}`,
    prisoner: lastFirst(prisoner),
    prisonNumber,
    time: tableTimes(times),
  }),
  status: { state: status, text: text(`staff.statuses.${status}`) },
})
