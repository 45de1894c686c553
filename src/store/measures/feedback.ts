/** Knows what people say of the service: a score and a comment, of nobody. */
import type { Satisfaction } from '../../domain/calls.ts'
import type { Channel, Language } from '../../domain/visit.ts'
import { query } from '../database.ts'
import type { Database } from '../database.ts'
import { counted, countedFields, enough, pageOf, thatPage } from '../pages.ts'
import type { Page } from '../pages.ts'

export interface Feedback {
  score: Satisfaction
  /** At most 1,200 characters as a reader counts them; empty without one. */
  comment: string
  channel: Channel
  area: 'public' | 'professional' | 'phone' | 'staff'
  /** The kind of page on which it was asked, in small letters and dashes. */
  page: string
  language: Language
  at: Date
}

export async function insertFeedback(db: Database, feedback: Feedback): Promise<void> {
  await query(
    db,
    `insert into feedback (score, comment, channel, area, page, language, at)
     values (:score, :comment, :channel, :area, :page, :language, :at)`,
    { ...feedback },
  )
}

/** SQL that is true of feedback whose comment is over: a year old at `:now`. */
export const isOldComment = "comment <> '' and at < cast(:now as timestamptz) - interval '1 year'"

export type FeedbackRow = Omit<Feedback, 'page'> & { id: number; askedOn: string }

/** What people said, the newest first; with a comment only, if asked. */
export async function listFeedback(
  db: Database,
  { page, onlyComments }: { page: number; onlyComments: boolean },
): Promise<Page<FeedbackRow>> {
  const rows = await query<FeedbackRow & { found: number; page: number }>(
    db,
    `with matching as (
       select id from feedback where not :onlyComments or comment <> '' order by at desc, id desc ${enough}
     ), ${counted}
     select feedback.id, score, comment, channel, area, feedback.page as "askedOn", language, at, ${countedFields}
     from matching join feedback using (id) order by at desc, feedback.id desc ${thatPage}`,
    { page, onlyComments },
  )
  return pageOf(rows)
}
