/** Knows the pages of what a manager sets. */
import type { AreaRoute } from '../../web/work.ts'
import { saveGroup, showGroup } from './changeGroup.ts'
import { groupNames } from './groups.ts'
import { showSettings } from './showSettings.ts'
import { showSwitchOff, switchOff } from './switchOff.ts'

export const settingsRoutes: readonly AreaRoute[] = [
  ['get', '/settings', 'change-settings', showSettings],
  ...groupNames.flatMap((name): AreaRoute[] => [
    ['get', `/settings/${name}`, 'change-settings', showGroup(name)],
    ['post', `/settings/${name}`, 'change-settings', saveGroup(name)],
  ]),
  ['get', '/settings/switch-off', 'change-settings', showSwitchOff],
  ['post', '/settings/switch-off', 'change-settings', switchOff],
]
