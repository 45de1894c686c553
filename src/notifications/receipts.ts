/** Knows how GOV.UK Notify tells what became of a message: `POST /notify/receipts` with the agreed token (standards N7, N8). */
import { createHash, timingSafeEqual } from 'node:crypto'
import { json, Router } from 'express'
import type { ErrorRequestHandler, RequestHandler } from 'express'
import { z } from 'zod'
import type { Database } from '../store/database.ts'
import { settleNotification } from '../store/settlements.ts'
import { endingOf } from './notifyStatus.ts'

/** What we need of a receipt. The recipient's address stands in it, too, and is not read. */
const receipt = z.object({ reference: z.uuid().nullish().catch(undefined), status: z.string() })

export interface ReceiptsOptions {
  db: Database
  now: () => Date
  /** What Notify puts into its authorisation header; without one nobody may tell us anything (404). */
  token?: string
}

/** Takes receipts in any order and any number: 204, also for messages that are not ours; 401 without the token. */
export function receipts({ db, now, token }: ReceiptsOptions): Router {
  const router = Router()
  const path = '/notify/receipts'
  if (token === undefined) {
    router.post(path, (_request, response) => void response.sendStatus(404))
    return router
  }
  router.post(path, withToken(token), json({ limit: '10kb' }), async (request, response) => {
    const { success, data } = receipt.safeParse(request.body)
    if (!success) {
      response.sendStatus(400)
      return
    }
    const { reference, status } = data
    const ending = endingOf(status)
    if (reference && ending && (await settleNotification(db, reference, ending, now()))) {
      request.log.info({ notification: reference, ending }, 'receipt')
    }
    response.sendStatus(204)
  })
  router.use(failed)
  return router
}

const digest = (text: string) => createHash('sha256').update(text).digest()

/** Compares digests, which are of one length, in a time that tells nothing. */
function withToken(token: string): RequestHandler {
  const expected = digest(`Bearer ${token}`)
  return (request, response, next) => {
    if (timingSafeEqual(digest(request.get('Authorization') ?? ''), expected)) next()
    else response.sendStatus(401)
  }
}

/** No page, for nobody reads it. After a 503 Notify tries again. */
const failed: ErrorRequestHandler = (error: unknown, request, response, next) => {
  if (response.headersSent) {
    next(error)
    return
  }
  const status = error instanceof Error && 'status' in error ? error.status : undefined
  const isTheirs = typeof status === 'number' && status >= 400 && status < 500
  if (!isTheirs) request.log.error({ err: error }, 'receipt failed')
  response.sendStatus(isTheirs ? status : 503)
}
