/** Pages as Nunjucks and the design systems render them by themselves: what ours must equal. */
import nunjucks from 'nunjucks'
import { addFilters } from '../../src/views/filters.ts'
import { viewFolders } from '../../src/views/renderer.ts'
import { asPlain } from '../../src/views/printed.ts'
import type { Render } from '../../src/views/skeletons.ts'

/** The same views, filters and globals; compiled templates are kept, and nothing else. */
export function createStockRenderer(globals: Record<string, unknown>): Render {
  const loader = new nunjucks.FileSystemLoader(viewFolders, { noCache: false, watch: false })
  const environment = new nunjucks.Environment(loader, { autoescape: true, throwOnUndefined: false })
  addFilters(environment)
  for (const [name, value] of Object.entries(globals)) environment.addGlobal(name, value)
  return (view, data) => environment.render(`${view}.njk`, asPlain(data))
}
