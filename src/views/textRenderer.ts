/** Knows how a view becomes plain text: nothing is escaped, and the view's own line breaks need no care. */
import { fileURLToPath } from 'node:url'
import nunjucks from 'nunjucks'
import type { Render } from './skeletons.ts'

const views = fileURLToPath(new URL('../../views', import.meta.url))

/** `[words](address)` as plain text: "words: address". */
export const withAddresses = (text: string): string => text.replace(/\[([^\]]+)\]\(([^)\s]+)\)/g, '$1: $2')

const tidy = (text: string): string => `${text.replace(/\n{3,}/g, '\n\n').trim()}\n`

/** Renders views that are text, such as messages. For HTML there is `createRenderer`. */
export function createTextRenderer(): Render {
  const environment = new nunjucks.Environment(new nunjucks.FileSystemLoader(views), {
    autoescape: false,
    throwOnUndefined: true,
    trimBlocks: true,
    lstripBlocks: true,
  })
  environment.addFilter('addresses', withAddresses)
  return (view, data) => tidy(environment.render(`${view}.njk`, data))
}
