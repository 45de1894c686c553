/** Knows how the settings of a place are written. */
import type { PlaceSettings, SettingName } from '../../domain/placeSettings.ts'
import { translator } from '../../text/translate.ts'
import { withBreaks } from '../../views/filters.ts'
import { printed } from '../../views/printed.ts'
import type { Group } from './groups.ts'

const { text, has } = translator('en')

/** What a setting is called in lists; a form may ask a question instead. */
export const settingLabel = (name: SettingName): string =>
  text(`staffSettings.${has(`staffSettings.labels.${name}`) ? 'labels' : 'fields'}.${name}`)

/** A setting's value in words. */
export function settingWords(settings: PlaceSettings, name: SettingName): string {
  if (name === 'bookable') {
    return text(`staffSettings.bookings.${settings.notBookableReason ?? 'yes'}`)
  }
  const value = settings[name]
  if (typeof value === 'boolean') return text(`staffSettings.${value ? 'yes' : 'no'}`)
  if (typeof value === 'number') return text(`staffSettings.values.${name}`, { count: value })
  return value || text('staffSettings.none')
}

/** The rows of a group's summary list. */
export const groupRows = (settings: PlaceSettings, group: Group) =>
  group.settings.map((name) => ({
    key: { text: settingLabel(name) },
    value: { html: printed(withBreaks(settingWords(settings, name))) },
  }))
