/** Pages as Nunjucks and the design systems render them by themselves: what ours must equal. */
import nunjucks from 'nunjucks'
import { addFilters } from '../../src/views/filters.ts'
import { viewFolders } from '../../src/views/renderer.ts'
import { asPlain } from '../../src/views/printed.ts'
import type { Render } from '../../src/views/skeletons.ts'

/** Renders a view from plain data, with the globals that a page's service has. */
export type StockPage = (globals: Record<string, unknown>, view: string, data: object) => string

/** The same views and filters, or some others; compiled templates are kept, and nothing else. */
export function createStockPage(filters: Record<string, (text: string) => unknown> = {}): StockPage {
  const loader = new nunjucks.FileSystemLoader(viewFolders, { noCache: false, watch: false })
  const environment = new nunjucks.Environment(loader, { autoescape: true, throwOnUndefined: false })
  addFilters(environment)
  for (const [name, filter] of Object.entries(filters)) environment.addFilter(name, filter)
  return (globals, view, data) => {
    for (const [name, value] of Object.entries(globals)) environment.addGlobal(name, value)
    return environment.render(`${view}.njk`, data)
  }
}

/** The same, for one service. */
export function createStockRenderer(globals: Record<string, unknown>): Render {
  const page = createStockPage()
  return (view, data) => page(globals, view, asPlain(data))
}
