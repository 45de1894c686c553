/** Knows the job queue besides the outbox. */
import { query } from './database.ts'
import type { Database } from './database.ts'

/** Queues a job to be done now; while it waits, queueing it again changes nothing. */
export async function queueJob(db: Database, name: string): Promise<void> {
  await query(db, "select graphile_worker.add_job(:name, '{}'::json, job_key => :name)", { name })
}
