/** Knows the page "Your details": who a professional is, and whether a prison has verified it. */
import { londonDate } from '../../domain/dates.ts'
import { formErrors } from '../../journey/formErrors.ts'
import type { Problem, Typed } from '../../journey/form.ts'
import { printed } from '../../views/printed.ts'
import { translatorOf } from '../../web/language.ts'
import type { NewcomersWork } from '../work.ts'
import { profileForm } from './profileForm.ts'

const prefix = 'professional.details'

export interface Shown {
  typed?: Typed
  problems?: Problem[]
  isBusy?: boolean
}

/** What stands in the form before anything is typed. */
const kept = ({ professional }: NewcomersWork): Typed => ({ ...professional })

/** Shows the form: again with 422 when something is wrong, with 503 when the moment was not right. */
export function renderProfile(
  work: NewcomersWork,
  { typed, problems = [], isBusy = false }: Shown = {},
): void {
  const { request, response, email, professional, now } = work
  const translator = translatorOf(response)
  const { verifiedUntil = null } = professional ?? {}
  const isVerified = verifiedUntil !== null && verifiedUntil >= londonDate(now)
  const isWrong = problems.length > 0
  const { saved } = request.query
  const shown = Object.entries(typed ?? kept(work)).filter(([name]) => profileForm.controls.includes(name))
  response.status(isWrong ? 422 : isBusy ? 503 : 200).render('professional/details', {
    prefix,
    address: '/professional/details',
    typed: profileForm.shown(Object.fromEntries(shown)),
    errors: isWrong ? formErrors(problems, prefix, translator, profileForm.controls) : undefined,
    isBusy,
    isNew: professional === undefined,
    isSaved: saved !== undefined && !isWrong,
    hasEnded: saved === 'ended' && !isVerified,
    email: printed(email),
    verifiedUntil: isVerified ? printed(translator.shortDate(verifiedUntil)) : undefined,
  })
}

export const showProfile = (work: NewcomersWork): void => renderProfile(work)
