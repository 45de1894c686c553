/** Puts the stock renderer in the place of ours. */
import type { Express } from 'express'
import { loadAssets } from '../src/web/assets.ts'
import { createStockRenderer } from '../test/views/stockRenderer.ts'

export function useStockRenderer(
  app: Express,
  { phase, publicUrl }: { phase: string; publicUrl: string },
): void {
  const render = createStockRenderer({ phase, asset: loadAssets().address, assetUrl: `${publicUrl}/assets` })
  app.set('view', function View(this: { name: string; path: string; render: unknown }, name: string) {
    this.name = name
    this.path = name
    this.render = (data: object, done: (error: unknown, page?: Buffer) => void) =>
      done(null, Buffer.from(render(name, data)))
  })
}
