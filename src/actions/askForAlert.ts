/** Somebody wants to be told when places appear at a prison. */
import { alertDatesProblem } from '../domain/alerts.ts'
import type { AlertDatesProblem } from '../domain/alerts.ts'
import { londonDate } from '../domain/dates.ts'
import type { LocalDate } from '../domain/dates.ts'
import type { VisitType } from '../domain/slots.ts'
import type { Language } from '../domain/visit.ts'
import { keepAlert } from '../store/alerts.ts'
import type { Database } from '../store/database.ts'
import { findPlace } from '../store/places.ts'

export interface AlertRequest {
  placeId: number
  visitType: VisitType
  language: Language
  /** One of the two. */
  email: string | null
  mobile: string | null
  from: LocalDate
  to: LocalDate
}

export type AlertOutcome = { done: true } | { refused: 'notBookable' | AlertDatesProblem }

/** Keeps one alert a place, type and contact: asked again, it gets the new dates, and the answer is the same. */
export async function askForAlert(db: Database, asked: AlertRequest, now: Date): Promise<AlertOutcome> {
  const { from, to, email, ...alert } = asked
  const place = await findPlace(db, asked.placeId)
  if (!place?.bookable) return { refused: 'notBookable' }
  const problem = alertDatesProblem({ from, to }, londonDate(now), place)
  if (problem) return { refused: problem }
  // The same address in other letters is nearly always the same person's.
  const address = email?.toLowerCase() ?? null
  await keepAlert(db, { ...alert, email: address, firstDate: from, lastDate: to, askedAt: now })
  return { done: true }
}
