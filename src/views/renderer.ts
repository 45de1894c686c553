/** Knows how a view becomes text, for pages and messages alike. */
import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import nunjucks from 'nunjucks'
import { addFilters } from './filters.ts'

const { resolve } = createRequire(import.meta.url)

/** Folder of an installed package's file. */
export const packageFolder = (file: string): string => dirname(resolve(file))

const folders = [
  fileURLToPath(new URL('../../views', import.meta.url)),
  `${packageFolder('govuk-frontend/package.json')}/dist`,
  packageFolder('@ministryofjustice/frontend/package.json'),
]

/** Renders a view (its path below `views/`, without ending) with what it is given. */
export type Render = (view: string, data: object) => string

/** @param globals what every view may use */
export function createRenderer(globals: Record<string, unknown>): Render {
  const loader = new nunjucks.FileSystemLoader(folders, { noCache: false, watch: false })
  const environment = new nunjucks.Environment(loader, { autoescape: true, throwOnUndefined: false })
  addFilters(environment)
  for (const [name, value] of Object.entries(globals)) environment.addGlobal(name, value)
  return (view, data) => environment.render(`${view}.njk`, data)
}
