/** A manager ends the bookings of a place, and says what becomes of the requests that wait for an answer (specification §8). */
import { rejectionFor } from '../domain/decision.ts'
import type { NotBookableReason } from '../domain/placeSettings.ts'
import { isBusy } from '../store/database.ts'
import type { Database } from '../store/database.ts'
import { listOpenVisits } from '../store/settings.ts'
import { readVisit } from '../store/visits.ts'
import { changeSettings } from './changeSettings.ts'
import type { SettingsOutcome, SettingsRequest } from './changeSettings.ts'
import { decideVisit } from './decideVisit.ts'

export interface SwitchOffRequest extends Omit<SettingsRequest, 'change'> {
  reason: NotBookableReason
  /** Kept requests wait for a clerk, as before. */
  requests: 'keep' | 'reject'
  /** What visitors are told besides, when their requests are rejected; at most 500 characters. */
  message: string
}

/** How many requests were rejected, and how many should have been but wait for a clerk. */
export type SwitchOffOutcome =
  { switchedOff: { rejected: number; left: number } } | Extract<SettingsOutcome, { refused: unknown }>

type Rejecting = Pick<SwitchOffRequest, 'personId' | 'message'>

/** True once the request has ended, by this rejection or otherwise; one that its visitor has just changed is read again. */
async function reject(
  db: Database,
  visitId: number,
  { personId, message }: Rejecting,
  now: Date,
): Promise<'rejected' | 'ended' | 'left'> {
  const form = rejectionFor(['slot_unavailable'], message)
  for (let attempt = 1; attempt <= 2; attempt += 1) {
    const visit = await readVisit(db, visitId)
    if (visit?.status !== 'requested') return 'ended'
    const outcome = await decideVisit(db, { visitId, version: visit.version, personId, form }, now)
    if ('decided' in outcome) return 'rejected'
    if (outcome.refused === 'alreadyDecided') return 'ended'
  }
  return 'left'
}

/** Each in a transaction of its own: those that cannot be rejected now are flagged, as all were before. */
async function rejectAll(db: Database, placeId: number, rejecting: Rejecting, now: Date) {
  const open = await listOpenVisits(db, placeId, now)
  const counted = { rejected: 0, left: 0, ended: 0 }
  for (const { visitId } of open.filter(({ status }) => status === 'requested')) {
    const outcome = await reject(db, visitId, rejecting, now).catch((error: unknown) => {
      if (isBusy(error)) return 'left' as const
      throw error
    })
    counted[outcome] += 1
  }
  return { rejected: counted.rejected, left: counted.left }
}

/** Ends the bookings first, so that no request comes in behind those that are rejected. */
export async function switchPlaceOff(
  db: Database,
  { reason, requests, message, ...asked }: SwitchOffRequest,
  now: Date,
): Promise<SwitchOffOutcome> {
  const change = { bookable: false, notBookableReason: reason }
  const outcome = await changeSettings(db, { ...asked, change }, now)
  if ('refused' in outcome) return outcome
  if (requests === 'keep') return { switchedOff: { rejected: 0, left: 0 } }
  const { personId, placeId } = asked
  return { switchedOff: await rejectAll(db, placeId, { personId, message }, now) }
}
