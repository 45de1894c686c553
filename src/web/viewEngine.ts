/** Knows how Express finds, renders and sends our views. */
import type { Express, RequestHandler, Response } from 'express'
import { createRenderer } from '../views/renderer.ts'

/** What Express and our own code keep beside the data; no view uses it. */
const notForViews = ['settings', 'cache', '_locals', 'translator', 'path', 'errorView']

export interface ViewGlobals {
  phase: string
  publicUrl: string
  /** The address of a file that pages load. */
  asset: (name: string) => string
}

type Done = (error: Error | null, page?: Buffer) => void

const forViews = (data: object) =>
  Object.fromEntries(Object.entries(data).filter(([name]) => !notForViews.includes(name)))

/** As Express would send it, but that it is never asked whether the browser has it already. */
function sendPage(response: Response, page: Buffer): void {
  response.setHeader('Content-Type', 'text/html; charset=utf-8')
  response.setHeader('Content-Length', page.length)
  response.end(page)
}

/** Sends pages as the bytes that they are; who asks for a page by a callback gets text, as from Express. */
const sendBytes: RequestHandler = (request, response, next) => {
  const render = response.render.bind(response) as (view: string, data: object, done: Done) => void
  const send: Done = (error, page) => (page ? sendPage(response, page) : request.next?.(error))
  response.render = (view: string, data: object = {}, done?: (error: Error, html: string) => void) =>
    render(view, data, done ? (error, page) => done(error as Error, String(page)) : send)
  next()
}

/** Gives Express our renderer: `response.render('book/prison', data)`. */
export function viewEngine(app: Express, { phase, publicUrl, asset }: ViewGlobals): void {
  const render = createRenderer({ phase, asset, assetUrl: `${publicUrl}/assets` })
  // Personal pages are never kept by a browser; what may be kept has a fingerprint of its own.
  app.set('etag', false)
  app.set('view', function View(this: { name: string; path: string; render: unknown }, name: string) {
    this.name = name
    this.path = name
    this.render = (data: object, done: (error: unknown, page?: Buffer) => void) => {
      try {
        done(null, render(name, forViews(data)))
      } catch (error) {
        done(error)
      }
    }
  })
  app.use(sendBytes)
}
