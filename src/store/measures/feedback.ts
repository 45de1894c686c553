/** Knows what people say of the service: a score and a comment, of nobody. */
import type { Satisfaction } from '../../domain/calls.ts'
import type { Channel, Language } from '../../domain/visit.ts'
import { query } from '../database.ts'
import type { Database } from '../database.ts'

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
