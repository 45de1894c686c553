/** What no checker of markup sees: size of targets, focus that shows and is not hidden, names of links, text that is spaced out. */
import type { Page } from 'playwright-core'

/** Pairs of targets too small and too near (WCAG 2.2, 2.5.8); links within sentences are excepted. */
const crowdedTargets = `(() => {
  const isShown = (one) => one.checkVisibility({ opacityProperty: false, visibilityProperty: true })
  const inSentence = (one) => one.matches('a') && getComputedStyle(one).display === 'inline' &&
    [...(one.parentElement?.childNodes ?? [])].some((node) => node !== one && node.textContent.trim() !== '')
  const targets = [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary')]
    .filter((one) => isShown(one) && !one.matches('.govuk-skip-link'))
    .map((one) => ({ one, box: one.getBoundingClientRect() })).filter(({ box }) => box.width > 1)
  const small = targets.filter(({ one, box }) => (box.width < 24 || box.height < 24) && !inSentence(one))
  const middle = ({ box }) => [box.x + box.width / 2, box.y + box.height / 2]
  const nearBox = ([x, y], { box }) =>
    Math.hypot(Math.max(box.left - x, 0, x - box.right), Math.max(box.top - y, 0, y - box.bottom)) < 12
  const near = (a, b) => a !== b && (small.includes(b)
    ? Math.hypot(middle(a)[0] - middle(b)[0], middle(a)[1] - middle(b)[1]) < 24 : nearBox(middle(a), b))
  return small.filter((a) => targets.some((b) => near(a, b))).map(({ one }) => one.outerHTML.slice(0, 120))
})()`

/** Links that are named alike and lead to different places. */
const namesakes = `(() => {
  const places = new Map()
  for (const link of document.querySelectorAll('main a[href]')) {
    const name = (link.getAttribute('aria-label') ?? link.textContent).replace(/\\s+/g, ' ').trim()
    places.set(name, (places.get(name) ?? new Set()).add(link.href))
  }
  return [...places].filter(([, hrefs]) => hrefs.size > 1).map(([name]) => name)
})()`

/** The element in focus: what it is, whether it shows that it is, and whether something lies over it. */
const focused = `(() => {
  const one = document.activeElement
  if (!one || one === document.body) return undefined
  const shows = (style) => style.outlineStyle !== 'none' || style.boxShadow !== 'none'
  const label = one.matches('input[type=radio], input[type=checkbox]') ? one.labels?.[0] : undefined
  const isShown = shows(getComputedStyle(one)) || (label && shows(getComputedStyle(label, '::before')))
  const { x, y, width, height } = one.getBoundingClientRect()
  const top = document.elementFromPoint(x + Math.min(width / 2, 20), y + height / 2)
  const isFree = top === null || one.contains(top) || top.contains(one) || label === top
  return { html: one.outerHTML.slice(0, 120), isShown: Boolean(isShown), isFree }
})()`

/** Text as WCAG 1.4.12 spaces it out. */
const spacedOut = `(() => {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync('* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-bottom: 2em !important }')
  document.adoptedStyleSheets = [sheet]
  const isWide = document.documentElement.scrollWidth > document.documentElement.clientWidth
  document.adoptedStyleSheets = []
  return isWide
})()`

/** Everything wrong with the page as it stands, in words. */
export async function examine(page: Page): Promise<string[]> {
  const [crowded, alike, isWide] = [
    await page.evaluate<string[]>(crowdedTargets),
    await page.evaluate<string[]>(namesakes),
    await page.evaluate<boolean>(spacedOut),
  ]
  return [
    ...crowded.map((html) => `too small and near another: ${html}`),
    ...alike.map((name) => `named alike, lead elsewhere: ${name}`),
    ...(isWide ? ['scrolls sideways once text is spaced out'] : []),
    ...(await examineFocus(page)),
  ]
}

/** Goes through the page by Tab, to its end. */
async function examineFocus(page: Page): Promise<string[]> {
  const found: string[] = []
  await page.evaluate('document.activeElement?.blur(); window.scrollTo(0, 0)')
  for (let count = 0; count < 150; count += 1) {
    await page.keyboard.press('Tab')
    const at = await page.evaluate<{ html: string; isShown: boolean; isFree: boolean } | undefined>(focused)
    if (!at) return count > 3 ? found : [...found, 'nothing can be reached by Tab']
    if (!at.isShown) found.push(`does not show its focus: ${at.html}`)
    if (!at.isFree) found.push(`is hidden when in focus: ${at.html}`)
  }
  return [...found, 'Tab never leaves the page']
}

/** Presses Tab until what is in focus matches. */
export async function tabTo(page: Page, selector: string): Promise<void> {
  for (let count = 0; count < 150; count += 1) {
    await page.keyboard.press('Tab')
    if (await page.evaluate<boolean>(`document.activeElement.matches(${JSON.stringify(selector)})`)) return
  }
  throw new Error(`Tab does not reach ${selector}`)
}
