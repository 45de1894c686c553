import { initAll as initGovuk } from '/assets/govuk.js'
import { initAll as initMoj } from '/assets/moj.js'
import '/assets/time-out.js'

initGovuk()
initMoj()

for (const place of document.querySelectorAll('[data-print]')) {
  place.hidden = false
  place.querySelector('button').addEventListener('click', () => window.print())
}
