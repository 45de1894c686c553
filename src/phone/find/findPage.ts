/** Knows the page on which an agent finds a caller's visit, and the one that ends it after three failures. */
import { lookUpVisit } from '../../actions/lookUpVisit.ts'
import { mostFailures } from '../../domain/callLookup.ts'
import type { Problem, Typed } from '../../journey/form.ts'
import { formErrors } from '../../journey/formErrors.ts'
import { typedIn } from '../../journey/typedIn.ts'
import { countFailedLookups, listFoundVisits } from '../../store/callLookups.ts'
import type { LookedFor } from '../../store/callLookups.ts'
import { ownCall } from '../../store/callLookups.ts'
import type { Call } from '../../store/calls.ts'
import { printed } from '../../views/printed.ts'
import { errorPage, tooManyRequests } from '../../web/errors.ts'
import { translatorOf } from '../../web/language.ts'
import type { Work } from '../../web/work.ts'
import { callAddress, inCall } from '../calls/openCall.ts'
import { askedIn, findForm } from './findForm.ts'

const prefix = 'phoneFind.find'

/** Shows the form, again (422) with what is wrong. */
export function showForm(
  { response }: Pick<Work, 'response'>,
  call: Call,
  {
    view,
    form,
    prefix: words,
  }: { view: string; form: Pick<typeof findForm, 'shown' | 'controls'>; prefix: string },
  { typed = {}, problems = [] }: { typed?: Typed; problems?: Problem[] } = {},
): void {
  const isWrong = problems.length > 0
  response.status(isWrong ? 422 : 200).render(`phone/find/${view}`, {
    layout: 'phone/find/layout.njk',
    section: 'calls',
    prefix: words,
    typed: form.shown(typed),
    errors: isWrong ? formErrors(problems, words, translatorOf(response), form.controls) : undefined,
    back: printed(callAddress(call)),
    address: printed(`${callAddress(call)}/${view}`),
  })
}

/** The words to read out; true when the call has failed too often to look anything up. */
export async function isOver({ response, db }: Pick<Work, 'response' | 'db'>, call: Call): Promise<boolean> {
  if ((await countFailedLookups(db, call.id)) < mostFailures) return false
  response.render('phone/find/ended', { section: 'calls' })
  return true
}

const page = { view: 'find', form: findForm, prefix }

/** GET /phone/calls/:call/find */
export const showFind = inCall(async (work, call) => {
  if (!(await isOver(work, call))) showForm(work, call, page)
})

const subjectOf = (asked: LookedFor): string => ('reference' in asked ? asked.reference : asked.prisonNumber)

/** POST /phone/calls/:call/find. Nobody is told which answer was wrong, nor whether there is a visit. */
export const find = inCall(async (work, call) => {
  const { request, response, db, now, limits } = work
  const typed = typedIn(request.body, findForm.controls)
  const parsed = findForm.parse(typed)
  const asked = 'problems' in parsed ? parsed : askedIn(parsed.value)
  if ('problems' in asked) return showForm(work, call, page, { typed, ...asked })
  // The limit of the public's own page: counted before, so that tries at once are no more than one by one.
  const subject = subjectOf(asked.lookedFor)
  const wait = await limits.count('wrongPerReference', subject)
  if (wait !== undefined) return tooManyRequests(response, wait)
  const outcome = await lookUpVisit(db, ownCall(call), asked, now)
  if ('found' in outcome || outcome.refused === 'noCall') await limits.forget('wrongPerReference', subject)
  if ('found' in outcome) return response.redirect(303, await addressOfFound(work, call, outcome.found))
  if (outcome.refused === 'noCall') return errorPage(response, 'notFound')
  if (outcome.refused === 'ended') return response.redirect(303, `${callAddress(call)}/find`)
  const problem = { field: 'reference', problem: 'wrong', values: { count: outcome.left } }
  showForm(work, call, page, { typed, problems: [problem] })
})

/** One visit's own page; the list where there are several. */
async function addressOfFound({ db }: Pick<Work, 'db'>, call: Call, found: number[]): Promise<string> {
  const visits = `${callAddress(call)}/visits`
  const [only, ...others] = (await listFoundVisits(db, ownCall(call))).filter(({ visitId }) =>
    found.includes(visitId),
  )
  return only && others.length === 0 ? `${visits}/${only.reference}` : visits
}
