/** Knows the pages on which figures are keyed that the service does not count itself. */
import type { AreaRoute } from '../../web/work.ts'
import { importPhoneLine, keyHour, showPhoneLine } from './phoneLinePage.ts'

export const figuresRoutes: readonly AreaRoute[] = [
  ['get', '/figures/phone-line', 'key-figures', showPhoneLine],
  ['post', '/figures/phone-line/hour', 'key-figures', keyHour],
  ['post', '/figures/phone-line/import', 'key-figures', importPhoneLine],
]
