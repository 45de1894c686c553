import { initAll as initGovuk } from '/assets/govuk.js'
import { initAll as initMoj } from '/assets/moj.js'

initGovuk()
initMoj()
