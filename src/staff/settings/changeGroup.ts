/** Knows how one group of settings is changed: its form, and what comes of what was sent. */
import { changeSettings } from '../../actions/changeSettings.ts'
import { changedSettings } from '../../domain/placeSettings.ts'
import type { Problem, Typed } from '../../journey/form.ts'
import { unlessBusy } from '../../store/busy.ts'
import type { Place } from '../../store/places.ts'
import { translator } from '../../text/translate.ts'
import { printed } from '../../views/printed.ts'
import { errorPage } from '../../web/errors.ts'
import { busyProblem, formView, numberIn, sentIn } from '../../journey/formView.ts'
import { atPlace } from '../place.ts'
import type { Handler, Work } from '../../web/work.ts'
import { showConflict } from './conflict.ts'
import { bookingAnswers } from './fields.ts'
import { groups, longestWhy, typedFrom } from './groups.ts'
import type { Group, GroupName } from './groups.ts'
import { addressOf } from './showSettings.ts'

const { text, content } = translator('en')

interface Sent {
  typed: Typed
  problems: Problem[]
  version: number
}

/** The form; shown again with what was sent and what is wrong with it. */
function showForm({ response }: Work, place: Place, group: Group, sent?: Sent): void {
  response.render(`staff/settings/${group.name}`, {
    section: 'settings',
    title: text(`staffSettings.groups.${group.name}`),
    address: addressOf(group.name),
    effects: content(`staffSettings.effects.${group.name}`),
    version: printed(sent?.version ?? place.settingsVersion),
    longestWhy,
    isBookable: place.bookable,
    bookings: bookingAnswers.map((value) => ({ value, text: text(`staffSettings.bookings.${value}`) })),
    yesNo: ['yes', 'no'].map((value) => ({ value, text: text(`staffSettings.${value}`) })),
    ...formView(group.form, 'staffSettings.fields', sent ?? { typed: typedFrom(place, group) }),
  })
}

export const showGroup = (name: GroupName): Handler =>
  atPlace((work, place) => showForm(work, place, groups[name]))

/** Saves what was sent. Bookings are ended on a page of its own, which says what that means. */
export const saveGroup = (name: GroupName): Handler =>
  atPlace(async (work, place) => {
    const { request, response, db, person, now } = work
    const group = groups[name]
    const [typed, version] = [sentIn(group.form, request.body), numberIn(request.body, 'version')]
    const conflict = () => showConflict(work, place.id, { group, typed, address: addressOf(name) })
    const showAgain = (problems: Problem[], status: 422 | 503 = 422) => {
      response.status(status)
      showForm(work, place, group, { typed, problems, version })
    }
    const isStale = version !== place.settingsVersion
    const asked = group.parse(typed)
    if ('problems' in asked) return isStale ? conflict() : showAgain(asked.problems)
    const { change, why } = asked
    const changed = changedSettings(place, change)
    if (isStale && Object.keys(changed).length > 0) return conflict()
    if (changed.bookable === false) {
      return response.redirect(303, `/staff/settings/switch-off?reason=${change.notBookableReason}`)
    }
    const wanted = { placeId: place.id, version, personId: person.personId, change, why }
    const outcome = await unlessBusy(changeSettings(db, wanted, now))
    if (outcome === 'busy') return showAgain([busyProblem(group.settings[0] ?? name)], 503)
    if ('changed' in outcome) return response.redirect(303, `/staff/settings?saved=${name}`)
    if (outcome.refused === 'unknown') return errorPage(response, 'notFound')
    return outcome.refused === 'outOfDate' ? conflict() : showAgain(outcome.refused)
  })
