/**
 * Where jest runs each test file: Node, with what is dear to make and remembers no test made once for all files. A
 * second copy of it in every file took one to two seconds of each.
 */
import { TestEnvironment } from 'jest-environment-node'
import { createValidator } from './htmlValidity.ts'
import { createStockPage } from './views/stockRenderer.ts'
import type { StockPage } from './views/stockRenderer.ts'

const shared = { invalidHtml: createValidator(), stockPage: createStockPage() }

declare global {
  var shared: {
    /** What is wrong with a page's HTML, a sentence each. */
    invalidHtml: (html: string) => Promise<string[]>
    stockPage: StockPage
  }
}

export default class SharingEnvironment extends TestEnvironment {
  override async setup(): Promise<void> {
    await super.setup()
    this.global.shared = shared
  }
}
