/** Knows the page of all settings of a place. */
import { findLastSettingsChange } from '../../store/settings.ts'
import { translator } from '../../text/translate.ts'
import { printed } from '../../views/printed.ts'
import { moment } from '../../views/staffFormat.ts'
import { atPlace } from '../place.ts'
import { groupNames, groups } from './groups.ts'
import type { GroupName } from './groups.ts'
import { groupRows } from './words.ts'

const { text } = translator('en')

/** Where a group is changed. */
export const addressOf = (name: GroupName): string => `/staff/settings/${name}`

/** What a success banner says, by what the address tells of it. */
function bannerOf(query: Record<string, unknown>): { title: string; lines: string[] } | undefined {
  const saved = groupNames.find((name) => name === query.saved)
  if (saved) return { title: text(`staffSettings.saved.${saved}`), lines: [] }
  if (query.saved !== 'switched-off') return undefined
  const counts = (['rejected', 'left'] as const).map((name) => [name, countOf(query[name])] as const)
  const lines = counts
    .filter(([, count]) => count > 0)
    .map(([name, count]) => text(`staffSettings.switchOff.done.${name}`, { count }))
  return { title: text('staffSettings.switchOff.done.title'), lines }
}

const countOf = (value: unknown): number =>
  typeof value === 'string' && /^\d{1,6}$/.test(value) ? Number(value) : 0

export const showSettings = atPlace(async ({ request, response, db }, place) => {
  const last = await findLastSettingsChange(db, place.id)
  response.render('staff/settings/settings', {
    section: 'settings',
    title: text('staffSettings.title'),
    banner: printed(bannerOf(request.query)),
    last: last && printed(text('staffSettings.last', { name: last.personName, at: moment(last.at) })),
    groups: groupNames.map((name) => ({
      title: text(`staffSettings.groups.${name}`),
      address: addressOf(name),
      rows: groupRows(place, groups[name]),
    })),
  })
})
