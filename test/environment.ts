/**
 * Where jest runs each test file: Node, with what is dear to make and remembers no test made once for all files. A
 * second copy of it in every file took one to two seconds of each.
 */
import { load } from 'cheerio'
import { TestEnvironment } from 'jest-environment-node'
import { chromium } from 'playwright-core'
import { trim } from '../src/views/renderer.ts'
import { createValidator } from './htmlValidity.ts'
import { createStockPage } from './views/stockRenderer.ts'
import type { StockPage } from './views/stockRenderer.ts'

// Nunjucks' own trim is a tenth of its time; the tests of the renderer show that ours does the same.
const shared = {
  invalidHtml: createValidator(),
  stockPage: createStockPage({ trim }),
  load,
  chromium,
}

declare global {
  var shared: {
    /** What is wrong with a page's HTML, a sentence each. */
    invalidHtml: (html: string) => Promise<string[]>
    stockPage: StockPage
    /** Cheerio's. */
    load: typeof load
    /** Playwright's. */
    chromium: typeof chromium
  }
}

export default class SharingEnvironment extends TestEnvironment {
  override async setup(): Promise<void> {
    await super.setup()
    this.global.shared = shared
  }
}
