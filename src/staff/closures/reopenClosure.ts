/** Knows how a manager opens again what is closed, and says why. */
import { changeTimetable } from '../../actions/changeTimetable.ts'
import type { TimetableOutcome } from '../../actions/changeTimetable.ts'
import { londonDate } from '../../domain/dates.ts'
import { form } from '../../journey/form.ts'
import type { Problem, Typed } from '../../journey/form.ts'
import { unlessBusy } from '../../store/busy.ts'
import { findClosure, wasReopened } from '../../store/closures.ts'
import type { ClosureOfPlace } from '../../store/closures.ts'
import { translator } from '../../text/translate.ts'
import { printed } from '../../views/printed.ts'
import { errorPage } from '../../web/errors.ts'
import { someText } from '../fields.ts'
import { busyProblem, formView, sentIn } from '../../journey/formView.ts'
import { typeWord } from '../timetable/words.ts'
import type { Handler, Work } from '../../web/work.ts'
import { longestReason } from './closureForm.ts'
import { closedWhen } from './closureWords.ts'

const { text } = translator('en')

const opened = '/staff/timetable?saved=yes'

const reopenForm = form({ why: someText(longestReason) })

export const showReopening: Handler = async (work) => {
  const closure = await findOwnClosure(work)
  if (!closure) return errorPage(work.response, 'notFound')
  showForm(work, closure)
}

/** POST: opens it, once however often it is sent, and whatever else of the timetable was changed in the meantime. */
export const reopenClosure: Handler = async (work) => {
  const { request, response } = work
  const closure = await findOwnClosure(work)
  if (!closure) return showGone(work)
  const typed = sentIn(reopenForm, request.body)
  const read = reopenForm.parse(typed)
  if ('problems' in read) return showForm(work, closure, { typed, problems: read.problems, status: 422 })
  const outcome = await unlessBusy(reopen(work, read.value.why))
  if (outcome === 'busy') {
    return showForm(work, closure, { typed, problems: [busyProblem('why')], status: 503 })
  }
  if ('changed' in outcome) return response.redirect(303, opened)
  await showGone(work)
}

/** Opened before, or there is no such closure. */
async function showGone({ request, response, db, person }: Work): Promise<void> {
  const isOpen = await wasReopened(db, { id: idOf(request.params.id), prisons: person.prisons })
  if (isOpen) response.redirect(303, opened)
  else errorPage(response, 'notFound')
}

/** Others may change the timetable at the same time; more often than this is as good as busy. */
const attempts = 3

/** A closure never becomes another one, it only goes: while it is there it is what the page showed. */
async function reopen(work: Work, why: string): Promise<TimetableOutcome | 'busy'> {
  const { db, person, now } = work
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    const closure = await findOwnClosure(work)
    if (!closure) return { refused: 'unknown' }
    const { id: placeId, timetableVersion: version } = closure.place
    const change = { kind: 'reopen', closureId: closure.id } as const
    const asked = { placeId, version, personId: person.personId, change, why, flag: [] }
    const outcome = await changeTimetable(db, asked, now)
    if ('changed' in outcome || outcome.refused !== 'outOfDate') return outcome
  }
  return 'busy'
}

/** 0, which none has, for what is no id. */
const idOf = (typed: unknown): number => (/^\d{1,9}$/.test(String(typed)) ? Number(typed) : 0)

const findOwnClosure = ({ request, db, person, now }: Work): Promise<ClosureOfPlace | undefined> =>
  findClosure(db, { id: idOf(request.params.id), prisons: person.prisons, today: londonDate(now) })

interface Shown {
  typed?: Typed
  problems?: Problem[]
  status?: number
}

function showForm({ response, now }: Work, closure: ClosureOfPlace, shown: Shown = {}): void {
  const { typed = {}, problems = [], status = 200 } = shown
  response.status(status).render('staff/closures/reopen', {
    title: text('staffClosures.reopen.title'),
    section: 'timetable',
    address: printed(`/staff/closures/${closure.id}/reopen`),
    placeName: printed(closure.place.name),
    when: printed(closedWhen(closure)),
    visitType: typeWord(closure.visitType),
    reason: printed(closure.reason),
    hasBegun: closure.from < londonDate(now),
    longestReason,
    ...formView(reopenForm, 'staffClosures.reopen', { typed, problems }),
  })
}
