/** Knows the page on which a manager ends the bookings of a place: what is open there, and what becomes of it. */
import { switchPlaceOff } from '../../actions/switchPlaceOff.ts'
import { notBookableReasons } from '../../domain/placeSettings.ts'
import type { NotBookableReason } from '../../domain/placeSettings.ts'
import { oneOf } from '../../journey/fields.ts'
import { form } from '../../journey/form.ts'
import type { Problem, Typed } from '../../journey/form.ts'
import { unlessBusy } from '../../store/busy.ts'
import { listOpenVisits } from '../../store/settings.ts'
import type { Place } from '../../store/places.ts'
import { translator } from '../../text/translate.ts'
import { printed } from '../../views/printed.ts'
import { errorPage } from '../../web/errors.ts'
import { optionalText } from '../fields.ts'
import { busyProblem, formView, numberIn, sentIn } from '../../journey/formView.ts'
import { atPlace } from '../place.ts'
import type { Work } from '../../web/work.ts'
import { showConflict } from './conflict.ts'
import { groups, longestWhy } from './groups.ts'
import { addressOf } from './showSettings.ts'

const { text, content } = translator('en')

const longestMessage = 500
const ways = ['keep', 'reject'] as const
const address = '/staff/settings/switch-off'

const switchOffForm = form({
  requests: oneOf(ways),
  message: optionalText(longestMessage),
  why: optionalText(longestWhy),
})

const reasonIn = (value: unknown): NotBookableReason | undefined =>
  notBookableReasons.find((reason) => reason === value)

interface Sent {
  typed: Typed
  problems: Problem[]
  version: number
}

async function showPage(
  { response, db, now }: Work,
  place: Place,
  reason: NotBookableReason,
  sent?: Sent,
): Promise<void> {
  const open = await listOpenVisits(db, place.id, now)
  const requests = open.filter(({ status }) => status === 'requested').length
  const visits = open.length - requests
  response.render('staff/settings/switch-off', {
    section: 'settings',
    title: text('staffSettings.switchOff.title'),
    address,
    reason,
    lead: printed(
      text('staffSettings.switchOff.lead', {
        prison: place.name,
        reason: text(`staffSettings.switchOff.reasons.${reason}`),
      }),
    ),
    effects: content('staffSettings.effects.switchOff'),
    asksAboutRequests: requests > 0,
    open: printed([
      text('staffSettings.switchOff.openRequests', { count: requests }),
      text('staffSettings.switchOff.bookedVisits', { count: visits }),
    ]),
    ways: ways.map((value) => ({ value, text: text(`staffSettings.switchOff.ways.${value}`) })),
    longest: { message: longestMessage, why: longestWhy },
    version: printed(sent?.version ?? place.settingsVersion),
    ...formView(switchOffForm, 'staffSettings.fields', sent),
  })
}

/** GET: what is open at the place. Without a reason the form that asks for one comes first. */
export const showSwitchOff = atPlace(async (work, place) => {
  const reason = reasonIn(work.request.query.reason)
  if (!place.bookable || !reason) return work.response.redirect(303, addressOf('bookable'))
  await showPage(work, place, reason)
})

/** POST: ends the bookings, and rejects the requests where that was chosen. */
export const switchOff = atPlace(async (work, place) => {
  const { request, response, db, person, now } = work
  const body = (request.body ?? {}) as { reason?: unknown }
  const reason = reasonIn(body.reason)
  if (!reason) return response.redirect(303, addressOf('bookable'))
  const [typed, version] = [sentIn(switchOffForm, body), numberIn(body, 'version')]
  const showAgain = async (problems: Problem[], status: 422 | 503 = 422) => {
    response.status(status)
    await showPage(work, place, reason, { typed, problems, version })
  }
  const conflict = () =>
    showConflict(work, place.id, {
      group: groups.bookable,
      typed: { ...typed, bookable: reason, reason },
      address,
    })
  const isStale = version !== place.settingsVersion && place.notBookableReason !== reason
  if (isStale) return conflict()
  const open = await listOpenVisits(db, place.id, now)
  const asks = open.some(({ status }) => status === 'requested')
  const parsed = switchOffForm.parse(asks ? typed : { ...typed, requests: 'keep', message: '' })
  if ('problems' in parsed) return showAgain(parsed.problems)
  const asked = { placeId: place.id, version, personId: person.personId, reason, ...parsed.value }
  const outcome = await unlessBusy(switchPlaceOff(db, asked, now))
  if (outcome === 'busy') return showAgain([busyProblem(asks ? 'requests' : 'why')], 503)
  if ('switchedOff' in outcome) {
    const { rejected, left } = outcome.switchedOff
    return response.redirect(303, `/staff/settings?saved=switched-off&rejected=${rejected}&left=${left}`)
  }
  if (outcome.refused === 'outOfDate') return conflict()
  errorPage(response, outcome.refused === 'unknown' ? 'notFound' : 'badRequest')
})
