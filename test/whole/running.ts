/** The whole service for tests in a real browser: web, worker and the demo's mailbox on one database. */
import { randomBytes } from 'node:crypto'
import { pino } from 'pino'
import type { Page } from 'playwright-core'
import { demoTransport, prepareMailbox } from '../../src/demo/mailbox.ts'
import { startWorker } from '../../src/notifications/worker.ts'
import type { Database } from '../../src/store/database.ts'
import { clock } from '../clock.ts'
import { testDatabase } from '../database.ts'
import { until } from '../processes/web.ts'
import { testService } from '../service.ts'
import type { TestService } from '../service.ts'

export interface Running {
  db: Database
  owner: Database
  service: TestService
  /** Stops the worker. */
  stop: () => Promise<void>
}

export async function runningService(): Promise<Running> {
  const { db, owner, url, ownerUrl } = await testDatabase()
  await prepareMailbox(ownerUrl, new URL(url).username)
  const service = await testService(db, { limitMultiplier: 100 })
  const worker = await startWorker({
    databaseUrl: url,
    db,
    logger: pino({ level: 'silent' }),
    now: clock.now,
    randomBytes,
    deliver: demoTransport(db, clock.now),
    publicUrl: service.url,
  })
  return { db, owner, service, stop: () => worker.stop() }
}

export interface SentMessage {
  subject: string
  body: string
  to: string
  visitReference: string
}

/** What the mailbox holds that passes, newest first, once there are so many. */
async function sentMessages(
  page: Page,
  passes: (message: SentMessage) => boolean,
  count: number,
): Promise<SentMessage[]> {
  let found: SentMessage[] = []
  await until(async () => {
    const response = await page.request.get('/demo/mailbox.json')
    found = ((await response.json()) as SentMessage[]).filter(passes)
    return found.length >= count
  })
  return found
}

/** The messages with these words in their subject, newest first, once there are so many. */
export const messagesAbout = (page: Page, subject: string, count = 1): Promise<SentMessage[]> =>
  sentMessages(page, (message) => message.subject.includes(subject), count)

/** The newest message about a visit with these words in its subject, to that address where one is given. */
export async function messageOf(
  page: Page,
  { reference }: { reference: string },
  subject: string,
  to?: string,
): Promise<SentMessage> {
  const passes = (message: SentMessage) =>
    message.visitReference === reference &&
    message.subject.includes(subject) &&
    (to === undefined || message.to === to)
  const [newest] = await sentMessages(page, passes, 1)
  if (!newest) throw new Error('No message')
  return newest
}

/** The private link to the visit's page in a message. */
export function linkIn({ subject, body }: SentMessage): string {
  const [link] = /https?:\S+\/visits\/[\w-]+(?:\?\S+)?(?=\s|$)/.exec(body) ?? []
  if (!link) throw new Error(`No link in "${subject}"`)
  return link
}
