/** Knows the pages on which figures are keyed that the service does not count itself, and that of all measures. */
import type { AreaRoute } from '../../web/work.ts'
import { costsLedger } from './costsLedger.ts'
import type { Ledger } from './ledger.ts'
import { addRow, importRows, showLedger } from './ledgerPages.ts'
import { changeRow, removeRow, showRow } from './ledgerRow.ts'
import { importPhoneLine, keyHour, showPhoneLine } from './phoneLinePage.ts'
import { showFigures } from './showFigures.ts'
import { volumesLedger } from './volumesLedger.ts'

const permission = 'key-figures'

const ledgerRoutes = (ledger: Ledger): AreaRoute[] => [
  ['get', `/figures/${ledger.kind}`, permission, showLedger(ledger)],
  ['post', `/figures/${ledger.kind}`, permission, addRow(ledger)],
  ['post', `/figures/${ledger.kind}/import`, permission, importRows(ledger)],
  ['get', `/figures/${ledger.kind}/:id`, permission, showRow(ledger)],
  ['post', `/figures/${ledger.kind}/:id`, permission, changeRow(ledger)],
  ['post', `/figures/${ledger.kind}/:id/removal`, permission, removeRow(ledger)],
]

export const figuresRoutes: readonly AreaRoute[] = [
  ['get', '/figures', permission, showFigures],
  ['get', '/figures/phone-line', permission, showPhoneLine],
  ['post', '/figures/phone-line/hour', permission, keyHour],
  ['post', '/figures/phone-line/import', permission, importPhoneLine],
  ...ledgerRoutes(volumesLedger),
  ...ledgerRoutes(costsLedger),
]
