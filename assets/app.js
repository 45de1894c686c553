import { initAll } from '/assets/govuk.js'

initAll()

for (const place of document.querySelectorAll('[data-print]')) {
  place.hidden = false
  place.querySelector('button').addEventListener('click', () => window.print())
}
