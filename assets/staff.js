import { initAll as initGovuk } from './govuk.js'
import { initAll as initMoj } from './moj.js'

initGovuk()
initMoj()
