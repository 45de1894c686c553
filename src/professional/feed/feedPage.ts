/** Knows the page "Calendar feed": its private address is shown once, as only its hash is kept. */
import { endFeed, renewFeed } from '../../actions/calendarFeed.ts'
import { unlessBusy } from '../../store/busy.ts'
import { printed } from '../../views/printed.ts'
import { tooManyRequests } from '../../web/errors.ts'
import { noReferrer } from '../../web/security.ts'
import type { ProfessionalRoute, ProfessionalWork } from '../work.ts'

const address = '/professional/feed'

function render(
  { request, response, professional }: ProfessionalWork,
  { feed, isBusy = false }: { feed?: string; isBusy?: boolean } = {},
): void {
  noReferrer(request, response, () => undefined)
  response.status(isBusy ? 503 : 200).render('professional/feed', {
    hasFeed: professional.hasFeed || feed !== undefined,
    feed: printed(feed ?? ''),
    isBusy,
    hasEnded: request.query.ended !== undefined && !professional.hasFeed,
  })
}

/** Answers with the address itself: it may stand neither in the session nor in an address of ours. */
async function make(work: ProfessionalWork): Promise<void> {
  const { response, personId, db, now, limits, randomBytes, publicUrl } = work
  const wait = await limits.count('feedsPerPerson', personId)
  if (wait !== undefined) return tooManyRequests(response, wait)
  const secret = await unlessBusy(renewFeed(db, personId, { now, randomBytes }))
  if (secret === 'busy') render(work, { isBusy: true })
  else render(work, { feed: `${publicUrl}${address}/${secret}.ics` })
}

async function end(work: ProfessionalWork): Promise<void> {
  const { response, personId, db, now } = work
  const outcome = await unlessBusy(endFeed(db, personId, now))
  if (outcome === 'busy') render(work, { isBusy: true })
  else response.redirect(303, `${address}?ended=yes`)
}

export const feedRoutes: readonly ProfessionalRoute[] = [
  ['get', '/feed', (work) => render(work)],
  ['post', '/feed', make],
  ['post', '/feed/end', end],
]
