/** Knows the worker: it sends the queued messages and does the regular jobs. */
import { Logger as JobLogger, run } from 'graphile-worker'
import type { LogFunctionFactory } from 'graphile-worker'
import pg from 'pg'
import type { Logger } from 'pino'
import { queueJob } from '../store/jobs.ts'
import { crontab, jobs, regularJobs } from './jobs.ts'
import type { JobMeans } from './jobs.ts'

export interface WorkerOptions extends JobMeans {
  /** Where the jobs are queued; the application's role is enough. */
  databaseUrl: string
}

export interface Worker {
  /** Takes no more jobs and waits for those under way. */
  stop: () => Promise<void>
  /** Settles when the worker has stopped, or rejects when it broke: nothing works any more then, and the process should end. */
  ended: Promise<void>
}

/**
 * A pool that outlives its errors. The library's own stops listening to them while its connections are still closing: a
 * database that ends just then would end the process. What matters of them the library logs itself.
 */
function openPool(connectionString: string, logger: Logger): pg.Pool {
  const pool = new pg.Pool({ connectionString, max: 7 })
  const lost = (err: Error) => logger.debug({ err }, 'the worker lost a connection')
  pool.on('error', lost)
  pool.on('connect', (client) => client.on('error', lost))
  return pool
}

/** Starts working in a migrated database, the regular jobs first. Throws if it cannot be reached. */
export async function startWorker({ databaseUrl, ...means }: WorkerOptions): Promise<Worker> {
  for (const name of regularJobs) await queueJob(means.db, name)
  const pool = openPool(databaseUrl, means.logger)
  const runner = await run({
    pgPool: pool,
    concurrency: 5,
    pollInterval: 2000,
    noHandleSignals: true,
    // Batched, what was done is written down before the worker has stopped; otherwise it may be done again.
    preset: {
      worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0, gracefulShutdownAbortTimeout: 15_000 },
    },
    crontab,
    taskList: jobs(means),
    logger: new JobLogger(logTo(means.logger)),
  })
  const broken = new Promise<never>((_resolve, reject) => {
    // The library has lost the database with work under way. It stops working then, and never says that it has ended.
    runner.events.once('pool:fatalError', () => reject(new WorkerBroken()))
  })
  let stopped: Promise<void> | undefined
  return {
    ended: Promise.race([runner.promise, broken]),
    stop: () =>
      (stopped ??= Promise.race([runner.stop().then(() => pool.end()), broken.catch(() => undefined)])),
  }
}

/** The worker could not write down what became of a job: another one will take its place, and the job. */
class WorkerBroken extends Error {
  constructor() {
    super('The worker lost its database and cannot go on')
    this.name = 'WorkerBroken'
  }
}

/** The library is talkative: what it calls information is for finding faults. */
const levels = { error: 'error', warning: 'warn', info: 'debug', debug: 'trace' } as const

const logTo =
  (logger: Logger): LogFunctionFactory =>
  () =>
  (level, message) =>
    logger[levels[level]](message)
