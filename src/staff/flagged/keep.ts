/** Knows how a clerk keeps a visit to sort out as it is, and says why. */
import { slotsNow } from '../../domain/visitChange.ts'
import { transact, isBusy } from '../../store/database.ts'
import { listOpenFlags } from '../../store/flags.ts'
import type { OpenFlag } from '../../store/flags.ts'
import { hasKept, keepFlagged } from '../../store/keepFlagged.ts'
import type { Visit } from '../../store/visits.ts'
import { form } from '../../journey/form.ts'
import type { Problem, Typed } from '../../journey/form.ts'
import { translator } from '../../text/translate.ts'
import { printed } from '../../views/printed.ts'
import { errorPage } from '../../web/errors.ts'
import { someText } from '../fields.ts'
import { busyProblem, formView, sentIn } from '../../journey/formView.ts'
import { appointment, lastFirst } from '../../views/staffFormat.ts'
import { findOwnVisit, openOwnVisit } from '../visit/showVisit.ts'
import type { Handler, Work } from '../../web/work.ts'
import { flagsView } from './flaggedView.ts'

const { text } = translator('en')

/** Most characters of the reason. */
const longest = 500

const keepForm = form({ because: someText(longest) })

export const showKeepPage: Handler = async (work) => {
  const visit = await openOwnVisit(work)
  if (!visit) return errorPage(work.response, 'notFound')
  const flags = await listOpenFlags(work.db, visit.id, work.now)
  if (flags.length === 0) return work.response.redirect(303, `/staff/visits/${visit.reference}`)
  renderKeepPage(work, visit, flags)
}

/** POST: settles the flags that the page showed, once however often it is sent. */
export const keepVisit: Handler = async (work) => {
  const { request, response, db, person, now } = work
  const visit = await findOwnVisit(work)
  if (!visit) return errorPage(response, 'notFound')
  const typed = sentIn(keepForm, request.body)
  const read = keepForm.parse(typed)
  if ('problems' in read) return showAgain(work, visit, { typed, problems: read.problems, status: 422 })
  const { because } = read.value
  const keeping = { visitId: visit.id, flagIds: flagsIn(request.body), personId: person.personId, because }
  try {
    const isKept = await transact(db, (trx) => keepFlagged(trx, { ...keeping, now }))
    if (isKept || (await hasKept(db, keeping))) return response.redirect(303, '/staff/flagged?kept=1')
    showSettled(work, visit)
  } catch (error) {
    if (!isBusy(error)) throw error
    await showAgain(work, visit, { typed, problems: [busyProblem('because')], status: 503 })
  }
}

/** The ids of the flags that the page showed. */
function flagsIn(body: unknown): number[] {
  const { flags } = (body ?? {}) as { flags?: unknown }
  const ids = typeof flags === 'string' ? flags.split(',') : []
  return ids.filter((id) => /^[1-9]\d{0,8}$/.test(id)).map(Number)
}

interface Shown {
  typed?: Typed
  problems?: Problem[]
  status?: number
}

async function showAgain(work: Work, visit: Visit, shown: Shown): Promise<void> {
  const flags = await listOpenFlags(work.db, visit.id, work.now)
  if (flags.length === 0) showSettled(work, visit)
  else renderKeepPage(work, visit, flags, shown)
}

/** Somebody was quicker. */
function showSettled({ response }: Work, { reference }: Visit): void {
  response.status(409).render('staff/message', {
    title: text('staffFlagged.keep.settled.title'),
    section: 'flagged',
    text: text('staffFlagged.keep.settled.text'),
    link: { href: printed(`/staff/visits/${reference}`), text: text('staffFlagged.keep.settled.link') },
  })
}

function renderKeepPage(
  { response }: Work,
  visit: Visit,
  flags: readonly OpenFlag[],
  { typed = {}, problems = [], status = 200 }: Shown = {},
): void {
  const { reference, prisoner, prisonNumber, status: state } = visit
  response.status(status).render('staff/flagged/keep', {
    title: text('staffFlagged.keep.title'),
    section: 'flagged',
    ...printed({
      action: `/staff/flagged/${reference}/keep`,
      reference,
      prisoner: lastFirst(prisoner),
      prisonNumber,
      times: slotsNow(visit).map(appointment),
      flagIds: flags.map(({ id }) => id).join(','),
    }),
    status: { state, text: text(`staff.statuses.${state}`) },
    flags: flagsView(flags),
    longest,
    ...formView(keepForm, 'staffFlagged.keep', { typed, problems }),
  })
}
