/** A real Chromium. Every page it shows is checked: axe (WCAG 2.2 AA), valid HTML, no sideways scrolling, no console errors. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import sparticuz from '@sparticuz/chromium'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { checkedPage } from './pageChecks.ts'

const { chromium } = shared

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const level = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
const examineByAxe = `axe.run({ runOnly: ${JSON.stringify(level)}, resultTypes: ['violations'] }).then(({ violations }) =>
  violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html).join(' | ')))`

export const phone = { width: 320, height: 640 }
export const desk = { width: 1280, height: 900 }

let launched: Promise<Browser> | undefined

const quiet = [
  '--no-sandbox',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

async function launch(): Promise<Browser> {
  const executablePath = await sparticuz.executablePath()
  return chromium.launch({ executablePath, args: quiet, headless: true })
}

afterAll(async () => {
  await (await launched)?.close()
})

export interface CheckedPage {
  page: Page
  /** Waits for the page to be there, then checks it. Call it on every page and state. */
  check: () => Promise<void>
  /** Everything that the browser complained of besides the answers that the test provokes. */
  complaints: string[]
}

const expected = /status of (404|422|403)/

/** A new browser window of this size, with or without JavaScript. */
export async function openWindow(
  url: string,
  { javaScript = true, viewport = desk }: { javaScript?: boolean; viewport?: typeof phone } = {},
): Promise<CheckedPage & { context: BrowserContext }> {
  const browser = await (launched ??= launch())
  const context = await browser.newContext({ viewport, baseURL: url, javaScriptEnabled: javaScript })
  const page = await context.newPage()
  page.setDefaultTimeout(10_000)
  const complaints: string[] = []
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type()) && !expected.test(message.text()))
      complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(error.message))
  const examiner = javaScript ? undefined : await openExaminer(browser, url, viewport)

  async function check() {
    await page.waitForLoadState('load')
    const served = await page.content()
    if (!javaScript) await checkedPage(served, 0, page.url())
    const target = examiner ? await copyInto(examiner, page) : page
    if (!(await target.evaluate<boolean>('"axe" in window'))) await target.evaluate(axe)
    const found = await target.evaluate<string[]>(examineByAxe)
    const sideways = await target.evaluate(
      'document.documentElement.scrollWidth > document.documentElement.clientWidth',
    )
    if (sideways) found.push('scrolls sideways')
    if (found.length > 0) throw new Error(`${new URL(page.url()).pathname}:\n  ${found.join('\n  ')}`)
  }
  return { context, page, check, complaints }
}

/** A window that can run axe and loads all that a page needs but its scripts. */
async function openExaminer(browser: Browser, baseURL: string, viewport: typeof phone): Promise<Page> {
  const context = await browser.newContext({ viewport, baseURL, javaScriptEnabled: true })
  const examiner = await context.newPage()
  await examiner.route('**/*', (route) => {
    if (route.request().resourceType() === 'script') return route.abort()
    return route.request().isNavigationRequest()
      ? route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>empty</title>' })
      : route.continue()
  })
  return examiner
}

/** Shows what a page shows in the examiner's window, in the place of what was there before. */
async function copyInto(examiner: Page, page: Page): Promise<Page> {
  await examiner.goto(page.url())
  await examiner.setContent(await page.content(), { waitUntil: 'load' })
  return examiner
}
