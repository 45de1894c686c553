// Does the jobs that are due, as the worker would, under the application's role.
import { randomBytes } from 'node:crypto'
import { Logger, runOnce } from 'graphile-worker'
import { pino } from 'pino'
import { jobs } from '../../src/notifications/jobs.ts'
import type { Deliver, OutgoingMessage } from '../../src/notifications/deliver.ts'
import { query } from '../../src/store/database.ts'
import type { Database } from '../../src/store/database.ts'
import { clock } from '../clock.ts'
import type { TestDatabase } from '../database.ts'

export const publicUrl = 'https://visits.example.org'

/** Everything the worker needs; its log is kept as lines. */
export function means({ db }: TestDatabase, deliver: Deliver) {
  const lines: string[] = []
  const logger = pino({ level: 'trace' }, { write: (line: string) => void lines.push(line) })
  return { db, now: clock.now, randomBytes, deliver, publicUrl, logger, lines }
}

/** Does every job that is due now; gives the lines of the log. */
export async function work(database: TestDatabase, deliver: Deliver): Promise<string[]> {
  const { lines, ...given } = means(database, deliver)
  await runOnce({
    connectionString: database.url,
    taskList: jobs(given),
    noHandleSignals: true,
    // Otherwise it may end before what became of the jobs is written down.
    preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
    logger: new Logger(() => (_level, message) => void lines.push(message)),
  })
  return lines
}

/** A transport that keeps what it is given. */
export function keeping() {
  const kept: OutgoingMessage[] = []
  const deliver: Deliver = (message) => {
    kept.push(message)
    return Promise.resolve('sent')
  }
  return { kept, deliver }
}

/** The secret of the link to a visit or an alert that a message has; empty without one. */
export const secretIn = (body = ''): string => /\/(?:visits|alerts)\/([\w-]+)\?/.exec(body)?.[1] ?? ''

export interface Row {
  id: string
  kind: string
  state: string
  failure: string | null
  sentAt: Date | null
}

export const rows = (db: Database): Promise<Row[]> =>
  query<Row>(db, 'select id, kind, state, failure, sent_at as "sentAt" from notifications order by event_id')

export interface QueuedJob {
  attempts: number
  waiting: boolean
  error: string | null
}

export const queued = (db: Database): Promise<QueuedJob[]> =>
  query<QueuedJob>(
    db,
    'select attempts, run_at > now() as waiting, last_error as error from graphile_worker._private_jobs order by id',
  )

/** Lets waiting jobs be due; the next attempt is the given one. */
export async function comeBack(db: Database, attempt?: number): Promise<void> {
  await query(
    db,
    'update graphile_worker._private_jobs set run_at = now(), attempts = coalesce(:attempts, attempts)',
    { attempts: attempt === undefined ? null : attempt - 1 },
  )
}
