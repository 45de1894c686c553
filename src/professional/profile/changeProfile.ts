/** Knows how a professional's details are kept. */
import { saveProfile } from '../../actions/saveProfile.ts'
import { typedIn } from '../../journey/typedIn.ts'
import { unlessBusy } from '../../store/busy.ts'
import { translatorOf } from '../../web/language.ts'
import type { NewcomersWork } from '../work.ts'
import { profileForm } from './profileForm.ts'
import { renderProfile } from './showProfile.ts'

/** Leads who had no profile yet to their visits, others back to the page. */
export async function changeProfile(work: NewcomersWork): Promise<void> {
  const { request, response, personId, email, professional, db, now } = work
  const typed = typedIn(request.body, profileForm.controls)
  const parsed = profileForm.parse(typed)
  if ('problems' in parsed) return renderProfile(work, { typed, problems: parsed.problems })
  const { language } = translatorOf(response)
  const outcome = await unlessBusy(saveProfile(db, { ...parsed.value, personId, email, language }, now))
  if (outcome === 'busy') return renderProfile(work, { typed, isBusy: true })
  if (!professional) return response.redirect(303, '/professional')
  response.redirect(303, `/professional/details?saved=${outcome.verificationEnded ? 'ended' : 'yes'}`)
}
