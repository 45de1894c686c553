/** What every change by a visitor begins with: the locks in their order, and whether the visit may be changed now. */
import { changeRefusal } from '../domain/ownActions.ts'
import type { ChangeRefusedNow } from '../domain/ownActions.ts'
import type { PartyMember } from '../domain/party.ts'
import type { Database } from '../store/database.ts'
import { lockDraft } from '../store/drafts.ts'
import type { OwnActor } from '../store/events.ts'
import type { Place } from '../store/places.ts'
import { holdPlace } from '../store/settings.ts'
import type { Slot } from '../store/slots.ts'
import { readVisit } from '../store/visits.ts'
import type { Visit } from '../store/visits.ts'
import { lockVisitWithSlots } from './lockVisit.ts'

export interface ChangeAsked {
  visitId: number
  /** The visitor unless told. */
  actor?: OwnActor
  /** That the visit had when the draft was made. */
  version: number
  draftId: string
  /** Everybody who is to come, the main visitor first; of a social visit, that one stays. */
  party: PartyMember[]
  /** In order of preference. */
  slotIds: number[]
}

/**
 * `gone`: there is no such draft any more. `changed`: the visit is not any more as it was when the draft was made.
 * `nothing`: it would stay as it is. `choices`: a time cannot be had any more.
 * `duplicate`: the same main visitor already has or asked for one of the times.
 */
export type ChangeRefusal = 'gone' | 'changed' | ChangeRefusedNow | 'nothing' | 'choices' | 'duplicate'

/** `isNew` is false for a draft that was sent before. */
export type ChangeOutcome = { visitId: number; isNew: boolean } | { refused: ChangeRefusal }

export interface LockedChange {
  visit: Visit
  place: Place
  /** Everybody who is to come, the main visitor first. */
  party: PartyMember[]
  /** Those asked for, in order, as they are now; one that is no more is left out. */
  choices: Slot[]
}

/** Locks a visit of that status with all its slots, and those asked for. */
export async function lockForChange(
  trx: Database,
  asked: ChangeAsked,
  { status, now }: { status: 'requested' | 'booked'; now: Date },
): Promise<LockedChange | { outcome: ChangeOutcome }> {
  const known = await readVisit(trx, asked.visitId)
  const place = known && (await holdPlace(trx, known.place.id))
  const { visit, slots } = await lockVisitWithSlots(trx, asked.visitId, asked.slotIds)
  const draft = await lockDraft(trx, asked.draftId)
  if (!draft || !visit || !place) return { outcome: { refused: 'gone' } }
  if (draft.visitId !== null) return { outcome: { visitId: draft.visitId, isNew: false } }
  if (visit.status !== status || visit.version !== asked.version) {
    return { outcome: { refused: 'changed' } }
  }
  const refused = changeRefusal(visit, place, now)
  if (refused) return { outcome: { refused } }
  return {
    visit,
    place,
    party: visit.visitType === 'social' ? [...visit.party.slice(0, 1), ...asked.party.slice(1)] : asked.party,
    choices: asked.slotIds.flatMap((id) => slots.filter((slot) => slot.id === id)),
  }
}
