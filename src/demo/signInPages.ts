import { fileURLToPath } from 'node:url'
import nunjucks from 'nunjucks'
import type { DemoPerson } from './people.ts'

const views = new nunjucks.Environment(
  new nunjucks.FileSystemLoader(fileURLToPath(new URL('../../views/demo', import.meta.url))),
  { autoescape: true, throwOnUndefined: true },
)

/** The page that asks who signs in: one button per person. */
export function whoPage(people: readonly DemoPerson[]): string {
  return views.render('who.njk', { people })
}

/** A page that says one thing. */
export function messagePage(title: string, text = ''): string {
  return views.render('message.njk', { title, text })
}
