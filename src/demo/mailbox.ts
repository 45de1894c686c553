/** The demo's mailbox: what was sent, in a schema of its own, and pages to read it. */
import { Router } from 'express'
import { londonDate, londonTime } from '../domain/dates.ts'
import type { Deliver } from '../notifications/deliver.ts'
import { openDatabase, query } from '../store/database.ts'
import type { Database } from '../store/database.ts'
import { translator } from '../text/translate.ts'
import { speak } from '../web/language.ts'
import { printed } from '../views/printed.ts'
import { noReferrer, noStore } from '../web/security.ts'

interface SentMessage {
  id: string
  channel: string
  to: string
  subject: string
  body: string
  sentAt: Date
  visitReference: string
}

/** Makes the mailbox, if there is none, and lets the application's role write to it. */
export async function prepareMailbox(ownerUrl: string, appRole: string): Promise<void> {
  const db = openDatabase(ownerUrl, { maxConnections: 1 })
  const role = `"${appRole.replaceAll('"', '""')}"`
  try {
    await db.raw(`
      create schema if not exists demo;
      create table if not exists demo.messages (
        number integer generated always as identity primary key,
        id uuid not null unique,
        channel text not null,
        recipient text not null,
        subject text not null,
        body text not null,
        visit_reference text not null,
        sent_at timestamptz not null
      );
      grant usage on schema demo to ${role};
      grant select, insert on demo.messages to ${role};`)
  } finally {
    await db.destroy()
  }
}

/** A transport that puts messages into the mailbox, each once. */
export function demoTransport(db: Database, now: () => Date): Deliver {
  return async (message) => {
    await query(
      db,
      `insert into demo.messages (id, channel, recipient, subject, body, visit_reference, sent_at)
       values (:id, :channel, :to, :subject, :body, :visitReference, :now)
       on conflict (id) do nothing`,
      { ...message, visitReference: message.visitReference ?? '', now: now() },
    )
    return 'sent'
  }
}

/** `/demo/mailbox` for people and `/demo/mailbox.json` for programs, newest first. */
export function mailbox(db: Database): Router {
  const router = Router()
  router.use('/demo', noStore, noReferrer)
  router.get('/demo/mailbox.json', async (_request, response) => {
    response.json(await listMessages(db))
  })
  router.get('/demo/mailbox', async (_request, response) => {
    speak(response, 'en')
    response.render('demo/mailbox', { messages: (await listMessages(db)).map(presented) })
  })
  return router
}

function listMessages(db: Database): Promise<SentMessage[]> {
  return query<SentMessage>(
    db,
    `select id, channel, recipient as "to", subject, body, sent_at as "sentAt", visit_reference as "visitReference"
     from demo.messages order by number desc limit 200`,
  )
}

function presented({ sentAt, body, subject, ...message }: SentMessage) {
  const sent = `${translator('en').shortDate(londonDate(sentAt))}, ${londonTime(sentAt)}`
  return printed({ ...message, title: subject || 'Text message', sent, parts: partsOf(body) })
}

/** A text as words and addresses in turn, the addresses at odd places. */
function partsOf(body: string): { words: string; isLink: boolean }[] {
  return body
    .split(/(https?:\/\/[^\s<>"]*[^\s<>".,:;])/)
    .map((words, index) => ({ words, isLink: index % 2 === 1 }))
}
