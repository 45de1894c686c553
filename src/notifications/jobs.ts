/** Knows the jobs of the worker by name: what each does, and what is logged of it. */
import type { JobHelpers, TaskList } from 'graphile-worker'
import type { Logger } from 'pino'
import { z } from 'zod'
import { expireVisits } from '../actions/expireVisits.ts'
import { makeSlots } from '../actions/makeSlots.ts'
import { measureMonths } from '../actions/measureMonths.ts'
import { dropUntrueLetters } from '../actions/postLetter.ts'
import { sendDigests } from '../actions/sendDigests.ts'
import { sendReminders } from '../actions/sendReminders.ts'
import { tellOfPlaces } from '../actions/tellOfPlaces.ts'
import { forgetOld } from '../store/forget.ts'
import { requeueForgotten } from '../store/outbox.ts'
import type { ReadEnding } from './notifyStatus.ts'
import { pollReceipts } from './pollReceipts.ts'
import { giveUpNotification, sendNotification } from './sendNotification.ts'
import type { Sending } from './sendNotification.ts'

export type JobMeans = Omit<Sending, 'now'> & {
  now: () => Date
  logger: Logger
  /** Asks how a message ended; without it nobody is asked. */
  readEnding?: ReadEnding
}

/** When each job is done besides every start; each acts on the London date and may be repeated. */
const times = {
  make_slots: '7 * * * *',
  expire_visits: '7 * * * *',
  forget: '7 * * * *',
  measure_months: '17 * * * *',
  requeue_messages: '*/5 * * * *',
  tell_of_places: '* * * * *',
  send_reminders: '*/15 * * * *',
  send_digests: '*/15 * * * *',
  poll_receipts: '37 * * * *',
  drop_letters: '*/15 * * * *',
}

/** Jobs that nobody queues. */
export const regularJobs = Object.keys(times)

/** graphile-worker's crontab, which does each once however many workers there are. */
export const crontab = Object.entries(times)
  .map(([name, time]) => `${time} ${name} ?jobKey=${name}`)
  .join('\n')

/** What somebody has to look at: the next message would fail, too. */
const alarming = new Set(['notify_refused', 'notify_forbidden'])

const notificationJob = z.object({ id: z.uuid() })

/** Every job by name. One that throws is tried again later, with longer and longer waits. */
export function jobs(means: JobMeans): TaskList {
  const { db, now, logger, readEnding } = means
  const named = {
    send_notification: (payload: unknown, helpers: JobHelpers) => sendOrGiveUp(payload, helpers, means),
    make_slots: () => makeSlots(db, now()),
    expire_visits: async () => {
      const expired = await expireVisits(db, now())
      if (expired > 0) logger.info({ expired }, 'requests expired')
    },
    forget: async () => {
      logger.info(await forgetOld(db, now()), 'forgot what is over')
    },
    measure_months: async () => {
      const figures = await measureMonths(db, now())
      if (figures > 0) logger.info({ figures }, 'figures counted')
    },
    tell_of_places: async () => {
      const told = await tellOfPlaces(db, now())
      if (told > 0) logger.info({ told }, 'told of places')
    },
    send_reminders: async () => {
      const reminded = await sendReminders(db, now())
      if (reminded > 0) logger.info({ reminded }, 'reminders queued')
    },
    send_digests: async () => {
      const queued = await sendDigests(db, now())
      if (queued > 0) logger.info({ queued }, 'digests queued')
    },
    poll_receipts: async () => {
      const polled = readEnding && (await pollReceipts({ db, now: now(), logger, readEnding }))
      if (polled && polled.asked > 0) logger.info(polled, 'asked for receipts')
    },
    drop_letters: async () => {
      const dropped = await dropUntrueLetters(db, now())
      if (dropped > 0) logger.info({ dropped }, 'letters not needed any more')
    },
    requeue_messages: async () => {
      const requeued = await requeueForgotten(db)
      if (requeued > 0) logger.warn({ requeued }, 'messages queued again')
    },
  }
  return Object.fromEntries(Object.entries(named).map(([name, job]) => [name, quietly(name, job, logger)]))
}

async function sendOrGiveUp(payload: unknown, { job }: JobHelpers, means: JobMeans): Promise<void> {
  const { db, now, logger } = means
  const { id } = notificationJob.parse(payload)
  try {
    const outcome = await sendNotification(id, { ...means, now: now() })
    const isAlarming = 'failure' in outcome && alarming.has(outcome.failure)
    logger[isAlarming ? 'error' : 'info']({ notification: id, ...outcome }, 'notification')
  } catch (error) {
    if (job.attempts < job.max_attempts) throw error
    await giveUpNotification(db, id)
    logger.error({ notification: id, err: error }, 'gave up a notification')
  }
}

type Job = (payload: unknown, helpers: JobHelpers) => Promise<void>

/** The library logs and stores the message of an error, which may quote personal data: it gets another one. */
function quietly(name: string, job: Job, logger: Logger): Job {
  return async (payload, helpers) => {
    try {
      await job(payload, helpers)
    } catch (error) {
      logger.error({ job: name, err: error }, 'job failed')
      throw new Error('The job failed; see the log', { cause: error })
    }
  }
}
