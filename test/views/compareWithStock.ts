/** Has every page that an app renders compared with the stock renderer's. */
import type { Express } from 'express'
import { asPlain } from '../../src/views/printed.ts'
import { loadAssets } from '../../src/web/assets.ts'
import { undeclaredIn } from './undeclared.ts'

interface View {
  name: string
  path: string
  render: (data: object, done: (error: unknown, page?: Buffer) => void) => void
}

// What the tests type and what is made for one person alone. None of it may stay with a page that is kept.
const personal = /\b(Gwen|Dewi|Tomos|Alun)\b|@example\.org|07700(?! 900982 (or|neu))|^[0-9a-f]{8}-[0-9a-f]{4}-|[0-9a-f]{40}/

function difference(ours: string, theirs: string): string {
  const at = Array.from(ours).findIndex((character, index) => character !== theirs[index])
  return `ours …${ours.slice(at - 80, at + 80)}… stock …${theirs.slice(at - 80, at + 80)}…`
}

/** Gives what was wrong with pages, a sentence each, as they are rendered: made the first time, and filled in again. */
export function compareWithStock(app: Express, { phase, publicUrl }: { phase: string; publicUrl: string }) {
  const wrong: string[] = []
  const impersonal = new Set<string>()
  const globals = { phase, asset: loadAssets().address, assetUrl: `${publicUrl}/assets` }
  const Ours = app.get('view') as new (name: string) => View

  app.set('view', function ComparedView(this: View, name: string) {
    const view = new Ours(name)
    this.name = name
    this.path = name
    this.render = (data, done) => {
      view.render(data, () => undefined)
      view.render(data, (error, page) => {
        const ours = String(page)
        const theirs = error ? ours : shared.stockPage(globals, name, asPlain(data))
        if (ours !== theirs) wrong.push(`${name}: ${difference(ours, theirs)}`)
        for (const text of undeclaredIn(data)) {
          if (impersonal.has(text)) continue
          if (personal.test(text)) wrong.push(`${name} keeps ${text}`)
          else impersonal.add(text)
        }
        done(error, page)
      })
    }
  })
  return { wrong }
}
