/** What pages weigh in a real browser over a slow line, and when they can be used. */
import sparticuz from '@sparticuz/chromium'
import { chromium } from 'playwright-core'
import type { BrowserContext, Page } from 'playwright-core'

/** Lighthouse's "slow 4G": 1.6 Mbit/s down, 750 kbit/s up, 150 ms there and back. */
const slow4G = {
  offline: false,
  latency: 150,
  downloadThroughput: (1.6 * 1024 * 1024) / 8,
  uploadThroughput: (750 * 1024) / 8,
}

/** The screen of a small phone, in pixels. */
export const phone = { width: 375, height: 667 }

export interface Weight {
  /** Over the wire, headers included. */
  bytes: number
  requests: number
}

export interface Shown extends Weight {
  /** Milliseconds to the largest thing shown. */
  lcp: number
  /** How much the page moved while it loaded. */
  cls: number
}

declare global {
  interface Window {
    lcp: number
    cls: number
  }
}

// Written as text: the browser has no types of ours.
const observe = `
  window.lcp = 0; window.cls = 0
  new PerformanceObserver((list) => { for (const entry of list.getEntries()) window.lcp = entry.startTime })
    .observe({ type: 'largest-contentful-paint', buffered: true })
  new PerformanceObserver((list) => { for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.cls += entry.value })
    .observe({ type: 'layout-shift', buffered: true })`

/** A browser that has seen nothing yet, on a slow line unless told. */
export async function weighingBrowser({ slow }: { slow: boolean }) {
  const browser = await chromium.launch({
    executablePath: await sparticuz.executablePath(),
    args: ['--no-sandbox', '--disable-background-networking', '--disable-component-update'],
  })
  /** One person's browser, as new, with what it does to a page counted. */
  async function newPerson(viewport = phone): Promise<{
    page: Page
    weigh: (load: () => Promise<unknown>) => Promise<Shown>
  }> {
    const context: BrowserContext = await browser.newContext({ viewport })
    await context.addInitScript(observe)
    const page = await context.newPage()
    const client = await context.newCDPSession(page)
    await client.send('Network.enable')
    if (slow) await client.send('Network.emulateNetworkConditions', slow4G)
    let weight: Weight = { bytes: 0, requests: 0 }
    client.on('Network.loadingFinished', ({ encodedDataLength }) => {
      weight = {
        bytes: weight.bytes + encodedDataLength,
        requests: weight.requests + (encodedDataLength > 0 ? 1 : 0),
      }
    })
    return {
      page,
      async weigh(load) {
        weight = { bytes: 0, requests: 0 }
        await load()
        await page.waitForLoadState('networkidle')
        const { lcp, cls } = await page.evaluate<{ lcp: number; cls: number }>(
          '({ lcp: window.lcp, cls: window.cls })',
        )
        return { ...weight, lcp, cls }
      },
    }
  }
  return { newPerson, close: () => browser.close() }
}
