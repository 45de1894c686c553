/** Every page that somebody can reach, and every form as it comes back when it is sent empty, examined by axe. */
import { CookieAccessInfo } from 'cookiejar'
import { openWindow } from '../chromium.ts'
import type { CheckedPage } from '../chromium.ts'
import type { Agent } from '../staff/staffBrowser.ts'
import { crawl } from './crawl.ts'
import type { Opened } from './crawl.ts'

const widths = [320, 768, 1280]

/** One page is enough for all that are refused in the same way. */
function onceEach(opened: readonly Opened[]): string[] {
  const refused = new Set<number>()
  return opened.flatMap(({ address, status, type }) => {
    if (type !== 'text/html' || (status >= 300 && status < 400) || refused.has(status)) return []
    if (status !== 200) refused.add(status)
    return [address]
  })
}

/** Empties the page's form and sends it; false where there is none with anything to fill in. */
const sendEmpty = `(() => {
  const form = [...document.querySelectorAll('main form[method=post]')]
    .find((one) => one.querySelector('input:not([type=hidden]), select, textarea'))
  for (const field of form?.elements ?? []) {
    if (field.checked) field.checked = false
    else if (field.type !== 'hidden' && !field.matches('button, [type=radio], [type=checkbox]')) field.value = ''
  }
  form?.submit()
  return form !== undefined
})()`

/** True if there was a form to send. */
async function examineEmpty({ page, check }: CheckedPage): Promise<boolean> {
  const arrived = page.waitForEvent('load')
  const isSent = await page.evaluate<boolean>(sendEmpty)
  if (!isSent) {
    arrived.catch(() => undefined)
    return false
  }
  await arrived
  await check()
  return true
}

export interface Examined {
  /** What was wrong, in words. */
  wrong: string[]
  pages: number
  /** Sent empty. */
  forms: number
}

/** Opens the pages as somebody who holds the agent's cookies: widths and languages in turn. */
export async function examine(
  url: string,
  agent: Agent,
  addresses: readonly string[],
  languages: readonly string[] = ['en'],
): Promise<Examined> {
  const window = await openWindow(url)
  const { page, check, context } = window
  const cookies = agent.jar.getCookies(CookieAccessInfo.All)
  await context.addCookies(cookies.map(({ name, value }) => ({ name, value, url })))
  const wrong: string[] = []
  let forms = 0
  for (const [turn, address] of addresses.entries()) {
    const language = languages[turn % languages.length]
    await page.setViewportSize({ width: widths[turn % widths.length] ?? 320, height: 800 })
    const mark = address.includes('?') ? '&' : '?'
    const answer = await page.goto(languages.length > 1 ? `${address}${mark}lang=${language}` : address)
    if ((answer?.status() ?? 500) >= 500) wrong.push(`${address}: ${answer?.status()}`)
    try {
      await check()
      if (answer?.status() === 200 && (await examineEmpty(window))) forms += 1
    } catch (error) {
      wrong.push(`${address}: ${String(error)}`)
    }
  }
  await context.close()
  return { wrong, pages: addresses.length, forms }
}

/** Follows all links from those pages, and examines each that it comes to. */
export const examineFrom = async (
  url: string,
  agent: Agent,
  from: readonly string[],
  languages?: readonly string[],
): Promise<Examined> => examine(url, agent, onceEach(await crawl(agent, from)), languages)
