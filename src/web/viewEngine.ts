/** Knows how Express finds and renders our views. */
import type { Express } from 'express'
import { createRenderer } from '../views/renderer.ts'

/** Gives Express our renderer: `response.render('book/prison', data)`. */
export function viewEngine(app: Express, { phase, publicUrl }: { phase: string; publicUrl: string }): void {
  const render = createRenderer({ phase, assetUrl: `${publicUrl}/assets` })
  app.set('view', function View(this: { name: string; path: string; render: unknown }, name: string) {
    this.name = name
    this.path = name
    this.render = (data: object, done: (error: unknown, html?: string) => void) => {
      try {
        done(null, render(name, data))
      } catch (error) {
        done(error)
      }
    }
  })
}
