/** Knows how chosen visits are cancelled, or rejected where they are requests: one after the other, each whole or not at all. */
import { cancelVisit } from '../../actions/cancelVisit.ts'
import { decideVisit } from '../../actions/decideVisit.ts'
import { rejectionFor } from '../../domain/decision.ts'
import type { RejectionReason } from '../../domain/visit.ts'
import { unlessBusy } from '../../store/busy.ts'
import { listChosenVisits } from '../../store/chosenVisits.ts'
import type { ChosenVisit } from '../../store/chosenVisits.ts'
import { findLastChange } from '../../store/events.ts'
import type { FlaggedVisit } from '../../store/flagged.ts'
import type { FlagReason } from '../../store/flags.ts'
import { errorPage } from '../../web/errors.ts'
import { sentIn } from '../../journey/formView.ts'
import { cancellation } from '../visit/cancellationForm.ts'
import type { CancellationForm } from '../visit/cancellationForm.ts'
import type { Handler, Work } from '../../web/work.ts'
import { readCancelForm } from './cancelForm.ts'
import { findFlagged, renderCancelPage } from './cancelPage.ts'
import { chosenIn } from './chosen.ts'
import { resultAddress } from './resultPage.ts'
import type { NotDone, Result } from './resultPage.ts'

/** POST: cancels what can be, and goes on to what became of each. */
export const cancelChosen: Handler = async (work) => {
  const { request, response, db, person } = work
  const chosen = chosenIn(request.body)
  if (chosen.length === 0) return response.redirect(303, '/staff/flagged')
  const references = chosen.map(({ reference }) => reference)
  const visits = await listChosenVisits(db, references, person.prisons)
  if (visits.length < chosen.length) return errorPage(response, 'notFound')
  const flagged = await findFlagged(work, references)
  const typed = sentIn(cancellation, request.body)
  const read = readCancelForm(
    typed,
    flagged.some(({ status }) => status === 'booked'),
  )
  if ('problems' in read && flagged.length > 0) {
    const settled = chosen.length - flagged.length
    return renderCancelPage(work, { visits: flagged, settled, typed, problems: read.problems, status: 422 })
  }
  const form = 'value' in read ? read.value : { reasons: [], otherReason: '', message: '' }
  const result: Result = { done: [], notDone: [] }
  for (const visit of visits) {
    const version = chosen.find(({ reference }) => reference === visit.reference)?.version ?? 0
    const flags = flagged.find(({ id }) => id === visit.id)
    const why = await unlessBusy(cancelOne(work, { visit, version, flags, form }))
    if (why === undefined) result.done.push(visit.reference)
    else result.notDone.push({ reference: visit.reference, why })
  }
  response.redirect(303, resultAddress(result))
}

interface Asked {
  visit: ChosenVisit
  /** The version that the page showed. */
  version: number
  /** None when it is not to be sorted out any more. */
  flags: FlaggedVisit | undefined
  form: CancellationForm
}

/** Nothing when it is cancelled or rejected, else why not. */
async function cancelOne(work: Work, asked: Asked): Promise<NotDone | undefined> {
  const { db, person, now } = work
  const { visit, version, flags, form } = asked
  if (await isDoneAlready(work, asked)) return undefined
  if (visit.version !== version) return 'changed'
  if (!flags) return 'settled'
  const about = { visitId: visit.id, version, personId: person.personId }
  if (visit.status === 'booked') {
    const outcome = await cancelVisit(db, { ...about, ...form }, now)
    return 'done' in outcome ? undefined : outcome.refused === 'over' ? 'over' : 'changed'
  }
  const outcome = await decideVisit(db, { ...about, form: rejection(flags, form.message) }, now)
  return 'refused' in outcome ? 'changed' : undefined
}

/** Whether this person has done it with the same page before: the form was sent twice. */
async function isDoneAlready({ db, person }: Work, { visit, version }: Asked): Promise<boolean> {
  if (visit.version !== version + 1 || !['cancelled', 'rejected'].includes(visit.status)) return false
  return (await findLastChange(db, visit.id))?.personId === person.personId
}

const reasonOf: Record<FlagReason, RejectionReason> = {
  slot_closed: 'slot_unavailable',
  slot_changed: 'slot_unavailable',
  over_capacity: 'slot_unavailable',
  place_closed: 'slot_unavailable',
  prisoner_moved: 'prisoner_moved',
  prisoner_released: 'prisoner_released',
  visitor_banned: 'visitor_banned',
}

/** A rejection for what the request is flagged for. */
const rejection = ({ flags }: FlaggedVisit, message: string) =>
  rejectionFor(
    flags.map(({ why }) => reasonOf[why]),
    message,
  )
