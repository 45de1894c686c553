/** Knows the worker: it sends the queued messages and does the hourly jobs. */
import { Logger as JobLogger, run } from 'graphile-worker'
import type { LogFunctionFactory } from 'graphile-worker'
import type { Logger } from 'pino'
import { queueJob } from '../store/jobs.ts'
import { crontab, hourlyJobs, jobs } from './jobs.ts'
import type { JobMeans } from './jobs.ts'

export interface WorkerOptions extends JobMeans {
  /** Where the jobs are queued; the application's role is enough. */
  databaseUrl: string
}

export interface Worker {
  /** Takes no more jobs and waits for those under way. */
  stop: () => Promise<void>
  /** Settles when the worker has stopped, also by itself: nothing works any more then, and the process should end. */
  ended: Promise<void>
}

/** Starts working in a migrated database, the hourly jobs first. Throws if it cannot be reached. */
export async function startWorker({ databaseUrl, ...means }: WorkerOptions): Promise<Worker> {
  for (const name of hourlyJobs) await queueJob(means.db, name)
  const runner = await run({
    connectionString: databaseUrl,
    concurrency: 5,
    maxPoolSize: 7,
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
  let stopped: Promise<void> | undefined
  return { ended: runner.promise, stop: () => (stopped ??= runner.stop()) }
}

/** The library is talkative: what it calls information is for finding faults. */
const levels = { error: 'error', warning: 'warn', info: 'debug', debug: 'trace' } as const

const logTo =
  (logger: Logger): LogFunctionFactory =>
  () =>
  (level, message) =>
    logger[levels[level]](message)
