/** Knows the page for the second of two managers: what is saved now, what they wanted, and how to go on (specification §8). */
import type { Typed } from '../../journey/form.ts'
import { findPlace } from '../../store/places.ts'
import { findLastSettingsChange } from '../../store/settings.ts'
import { translator } from '../../text/translate.ts'
import { printed } from '../../views/printed.ts'
import { errorPage } from '../../web/errors.ts'
import { moment } from '../../views/staffFormat.ts'
import type { Work } from '../../web/work.ts'
import type { Group } from './groups.ts'
import { settingLabel, settingWords } from './words.ts'

const { text } = translator('en')

export interface Conflict {
  group: Group
  /** What was sent, by control name; sent again as it is if they go on. */
  typed: Typed
  /** Where it is sent again. */
  address: string
}

/** Nothing was written; both versions, and the choice between them (409). */
export async function showConflict(
  { response, db }: Work,
  placeId: number,
  { group, typed, address }: Conflict,
): Promise<void> {
  const [place, last] = await Promise.all([findPlace(db, placeId), findLastSettingsChange(db, placeId)])
  if (!place) return errorPage(response, 'notFound')
  const parsed = group.parse(typed)
  const wanted = 'change' in parsed ? { ...place, ...parsed.change } : undefined
  const rows = group.settings.map((name) => ({
    label: settingLabel(name),
    ...printed({
      saved: settingWords(place, name),
      yours: wanted ? settingWords(wanted, name) : textOf(typed[name]),
    }),
  }))
  response.status(409).render('staff/settings/conflict', {
    section: 'settings',
    title: text('staffSettings.conflict.title'),
    who: printed(
      last
        ? text('staffSettings.conflict.by', { name: last.personName, at: moment(last.at) })
        : text('staffSettings.conflict.byNobody'),
    ),
    rows,
    address,
    version: printed(place.settingsVersion),
    sent: Object.entries(typed).map(([name, value]) => ({ name, value: printed(textOf(value)) })),
  })
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')
