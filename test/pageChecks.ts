/** What must hold for every page that any test opens. */
import type { CheerioAPI } from 'cheerio'

const { load } = shared

/** Text as a reader sees it: one space between words, none around them. */
export const tidy = (text: string): string => text.replace(/\s+/g, ' ').trim()

/** Staff and agents have help of their own; the demo's mailbox is no page of the service. */
const ownHelp = /^\/(staff|phone|demo)\b/

/** These end with all ways of help as part of what they say. */
const aboutHelp = ['/', '/help']

/** Where everyone may ask for help: the last thing of a page, or what an error or a page about help says itself. */
function tellsOfHelp($: CheerioAPI, status: number, path: string): boolean {
  const main = $('main')
  if (!main.text().includes('01632 960100')) return false
  const saysItself = aboutHelp.includes(path) || (status >= 400 && status !== 422)
  return saysItself || main.find('.app-help').is(main.find(':not(.app-help *)').last())
}

function failures($: CheerioAPI, status: number, path: string): string[] {
  const found: string[] = []
  const check = (holds: boolean, what: string) => {
    if (!holds) found.push(what)
  }
  const heading = tidy($('h1').clone().find('.govuk-visually-hidden').remove().end().text())
  const title = tidy($('title').text())
  check($('h1').length === 1, `has ${$('h1').length} h1`)
  check(
    title.replace(/^(Error|Gwall): /, '').startsWith(heading),
    `title "${title}" does not start with h1 "${heading}"`,
  )
  check(
    /^(Error|Gwall): /.test(title) === $('.govuk-error-summary').length > 0,
    'title and error summary disagree',
  )
  check(status !== 422 || $('.govuk-error-summary').length === 1, '422 without an error summary')
  check(['en', 'cy'].includes($('html').attr('lang') ?? ''), 'has no language')
  check($('main#main-content').length === 1, 'has no main')
  // A page may have hundreds of fields: they are looked up, not searched for one by one.
  const having = (name: string, selector: string) =>
    Map.groupBy($(`${selector}[${name}]`).toArray(), (element) => $(element).attr(name))
  const byId = having('id', '')
  const labels = having('for', 'label')
  const repeated = [...byId].filter(([, elements]) => elements.length > 1).map(([id]) => id)
  check(repeated.length === 0, `repeats an id: ${repeated.join()}`)
  const messages = $('.govuk-error-message').text()
  for (const link of $('.govuk-error-summary a').toArray()) {
    const target = $(link).attr('href')?.slice(1)
    check(
      $(byId.get(target)).is('input, select, textarea'),
      `error summary links to ${target}, which is no control`,
    )
    check(messages.includes(tidy($(link).text())), `"${$(link).text()}" stands at no field`)
  }
  for (const control of $('input:not([type=hidden]), select, textarea').toArray()) {
    const { id, name } = control.attribs
    check(labels.get(id)?.length === 1, `${name} has no label`)
  }
  for (const form of $('form[method=post]').toArray()) {
    check($(form).find('input[name=_csrf]').length === 1, 'a form has no token')
    check($(form).attr('novalidate') !== undefined, 'a form lets the browser validate')
  }
  check(
    !/\b(book|visit|pages|common|staff[A-Za-z]*)\.[a-z-]+\.[a-z]/.test($('main').text()),
    'shows a text key',
  )
  check(!/\{[a-zA-Z]+\}/.test($('body').text()), 'shows an unfilled token')
  check(!/undefined|\[object/.test($('main').text()), 'shows undefined')
  check(ownHelp.test(path) || tellsOfHelp($, status, path), 'does not end with whom to ask for help')
  return found
}

/** Throws with everything that is wrong with a page; gives it loaded. */
export async function checkedPage(html: string, status: number, address: string): Promise<CheerioAPI> {
  const $ = load(html)
  const found = failures($, status, new URL(address, 'http://here').pathname)
  found.push(...(await shared.invalidHtml(html)))
  if (found.length > 0) throw new Error(`${address} (${status}):\n  ${found.join('\n  ')}`)
  return $
}
