/** Knows how a view becomes a page. */
import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import nunjucks from 'nunjucks'
import { addFilters } from './filters.ts'
import { createShapes } from './shapes.ts'
import { withSkeletons } from './skeletons.ts'
import type { Skeleton } from './skeletons.ts'

const { resolve } = createRequire(import.meta.url)
const { SafeString } = nunjucks.runtime

/** For all skeletons together. */
const mostBytes = 20_000_000

/** Folder of an installed package's file. */
export const packageFolder = (file: string): string => dirname(resolve(file))

/** Where views are: ours, GOV.UK's and MOJ's. */
export const viewFolders = [
  fileURLToPath(new URL('../../views', import.meta.url)),
  `${packageFolder('govuk-frontend/package.json')}/dist`,
  packageFolder('@ministryofjustice/frontend/package.json'),
]

/** Nunjucks' own `trim` takes time quadratic in white space, and the design systems use it everywhere. */
export const trim = (text: string | nunjucks.runtime.SafeString) =>
  text instanceof SafeString ? new SafeString(text.toString().trim()) : text.trim()

/** Renders pages as the bytes to send. All views may use the globals, which never change. */
export function createRenderer(
  globals: Record<string, unknown>,
  skeletons = createShapes<Skeleton>(mostBytes),
): (view: string, data: object) => Buffer {
  const loader = new nunjucks.FileSystemLoader(viewFolders, { noCache: false, watch: false })
  const environment = new nunjucks.Environment(loader, { autoescape: true, throwOnUndefined: false })
  addFilters(environment)
  environment.addFilter('trim', trim)
  for (const [name, value] of Object.entries(globals)) environment.addGlobal(name, value)
  return withSkeletons((view, data) => environment.render(`${view}.njk`, data), skeletons)
}
