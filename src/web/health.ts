/** Knows whether this process is alive and whether it can serve. */
import { Router } from 'express'
import { query } from '../store/database.ts'
import type { Database } from '../store/database.ts'
import { pendingMigrations } from '../store/migrations.ts'
import { noStore } from './security.ts'

async function isReady(db: Database): Promise<boolean> {
  try {
    await query(db, 'select 1')
    return (await pendingMigrations(db)) === 0
  } catch {
    return false
  }
}

export interface HealthOptions {
  db: Database
  /** True once the process has been told to stop. */
  stopping: () => boolean
  info: { name: string; version: string; node: string }
}

/** `/health/live` (the process alone), `/health/ready` (database and migrations), `/info`. */
export function health({ db, stopping, info }: HealthOptions): Router {
  const router = Router()
  router.use(['/health', '/info'], noStore)
  router.get('/health/live', (_request, response) => {
    response.json({ status: 'up' })
  })
  router.get('/health/ready', async (_request, response) => {
    const ready = !stopping() && (await isReady(db))
    response.status(ready ? 200 : 503).json({ status: ready ? 'up' : 'down' })
  })
  router.get('/info', (_request, response) => {
    response.json(info)
  })
  return router
}
