/** Knows how jobs are queued. */
import { query } from './database.ts'
import type { Database } from './database.ts'

/** Queues the job that sends a message now, for each `id` of what is selected from: a statement that ends with its `from`. */
export const sendJob =
  "select graphile_worker.add_job('send_notification', json_build_object('id', id), job_key => cast(id as text))"

/** Queues a job to be done now; while it waits, queueing it again changes nothing. */
export async function queueJob(db: Database, name: string): Promise<void> {
  await query(db, "select graphile_worker.add_job(:name, '{}'::json, job_key => :name)", { name })
}
