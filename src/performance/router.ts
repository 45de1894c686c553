/** Knows `/performance`: the page in both languages, the CSV and the JSON. Made once, until the figures change. */
import { Router } from 'express'
import type { Request, Response } from 'express'
import type { Database } from '../store/database.ts'
import { readFiguresState } from '../store/measures/read.ts'
import { translatorOf } from '../web/language.ts'
import { makeReady, sendReady } from '../web/ready.ts'
import type { Ready } from '../web/ready.ts'
import { writeCsv, writeJson } from './entries.ts'
import { readFigures } from './figures.ts'
import type { Figures } from './figures.ts'
import { chosenIn, performancePage } from './page.ts'

/** Milliseconds for which nobody asks whether figures have changed. */
const freshFor = 60_000

/** Pages that are kept; there are about 160 of a language. */
const mostPages = 100

interface Options {
  db: Database
  now: () => Date
}

interface Kept {
  figures: Figures
  pages: Map<string, Ready>
}

/** The figures with what was made of them; read again once they have changed. */
function keptFigures({ db, now }: Options): () => Promise<Kept> {
  let kept: { asked: number; version: string; value: Promise<Kept> } | undefined
  return async () => {
    const time = now().getTime()
    if (kept && time >= kept.asked && time - kept.asked < freshFor) return kept.value
    const state = await readFiguresState(db)
    const version = JSON.stringify(state)
    const value =
      kept?.version === version
        ? kept.value
        : readFigures(db, state).then((figures) => ({ figures, pages: new Map<string, Ready>() }))
    kept = { asked: time, version, value }
    value.catch(() => (kept = undefined))
    return value
  }
}

export function performance(options: Options): Router {
  const router = Router()
  const read = keptFigures(options)

  async function send(
    request: Request,
    response: Response,
    { key, type, make }: { key: string; type: string; make: (figures: Figures) => Promise<string> | string },
    kept: Kept,
  ) {
    const { figures, pages } = kept
    const known = pages.get(key)
    const ready = known ?? makeReady(Buffer.from(await make(figures)), type)
    if (!known && pages.size >= mostPages) pages.clear()
    pages.set(key, ready)
    sendReady(request, response, ready, 'no-cache')
  }

  router.get('/performance.json', async (request, response) => {
    const made = { key: 'json', type: 'application/json; charset=utf-8', make: writeJson }
    await send(request, response, made, await read())
  })

  router.get('/performance.csv', async (request, response) => {
    response.attachment('prison-visit-booking.csv')
    const made = { key: 'csv', type: 'text/csv; charset=utf-8', make: writeCsv }
    await send(request, response, made, await read())
  })

  router.get('/performance', async (request, response) => {
    const kept = await read()
    const translator = translatorOf(response)
    const chosen = chosenIn(request.query, kept.figures)
    response.vary('Cookie')
    const make = (figures: Figures) =>
      new Promise<string>((made, fail) => {
        const data = performancePage(figures, chosen, translator)
        response.render('performance/performance', data, (error: Error | null, html?: string) =>
          error ? fail(error) : made(html ?? ''),
        )
      })
    const key = `${translator.language} ${chosen.prison} ${chosen.month} ${chosen.isOpen}`
    await send(request, response, { key, type: 'text/html; charset=utf-8', make }, kept)
  })
  return router
}
