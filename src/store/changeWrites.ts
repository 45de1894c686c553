/** Knows how a visit is changed as its visitor asks; the database checks every step again. */
import type { LocalDate } from '../domain/dates.ts'
import type { VisitorDecision } from '../domain/decision.ts'
import type { PartyMember } from '../domain/party.ts'
import { query } from './database.ts'
import type { Database } from './database.ts'
import type { VisitChange } from './changes.ts'
import { insertChoices, insertParty } from './partyWrites.ts'

/** What is asked for, and until when the answer is promised. */
export interface AskedChange {
  /** The main visitor first. */
  party: PartyMember[]
  /** In order of preference. */
  slotIds: number[]
  answerBy: LocalDate
  expiresOn: LocalDate
}

async function replaceParty(trx: Database, id: number, party: (PartyMember & Partial<VisitorDecision>)[]) {
  await query(trx, 'delete from visit_visitors where visit_id = :id', { id })
  await insertParty(trx, 'visit', id, party)
}

/** A request asks for other times, or is for other people; its first choice is held instead of the one before. */
export async function replaceRequest(
  trx: Database,
  id: number,
  asked: AskedChange & { urgent: boolean },
): Promise<void> {
  const { party, slotIds, urgent, answerBy, expiresOn } = asked
  await replaceParty(trx, id, party)
  await query(trx, 'delete from visit_choices where visit_id = :id', { id })
  await insertChoices(trx, 'visit', id, slotIds)
  await query(
    trx,
    `update visits set version = version + 1, held_slot_id = :heldSlotId, answer_by = :answerBy,
       expires_on = :expiresOn, urgent = :urgent
     where id = :id`,
    { id, heldSlotId: slotIds[0] ?? null, urgent, answerBy, expiresOn },
  )
}

/** Writes a change that waits for a clerk, and holds its first choice for the visit; gives its id. */
export async function insertChange(
  trx: Database,
  change: AskedChange & { visitId: number; draftId: string; now: Date },
): Promise<number> {
  const { visitId, draftId, party, slotIds, answerBy, expiresOn, now } = change
  const [row] = await query<{ id: number }>(
    trx,
    `insert into visit_changes (visit_id, draft_id, requested_at, answer_by, expires_on)
     values (:visitId, :draftId, :now, :answerBy, :expiresOn) returning id`,
    { visitId, draftId, now, answerBy, expiresOn },
  )
  if (!row) throw new Error('The change was not stored')
  const { id } = row
  await insertParty(trx, 'change', id, party)
  await insertChoices(trx, 'change', id, slotIds)
  await query(trx, 'update visits set held_slot_id = :heldSlotId where id = :visitId', {
    visitId,
    heldSlotId: slotIds[0] ?? null,
  })
  return id
}

type Ended = Exclude<VisitChange['status'], 'requested' | 'overtaken'>

/** The change waits no more; the visit still holds its place. */
export async function settleChange(trx: Database, id: number, status: Ended, now: Date): Promise<void> {
  await query(trx, 'update visit_changes set status = :status, decided_at = :now where id = :id', {
    id,
    status,
    now,
  })
}

/** The change waits no more, and its place is freed; the visit stands as it was. */
export async function endChange(
  trx: Database,
  { id, visitId }: Pick<VisitChange, 'id' | 'visitId'>,
  status: Exclude<Ended, 'confirmed'>,
  now: Date,
): Promise<void> {
  await settleChange(trx, id, status, now)
  await query(trx, 'update visits set held_slot_id = null where id = :visitId', { visitId })
}

/** A booked visit becomes what its change asks for, in that slot; its old place is freed where it is another. */
export async function takeChange(
  trx: Database,
  { id, visitId }: Pick<VisitChange, 'id' | 'visitId'>,
  { slotId, party, now }: { slotId: number; party: (PartyMember & VisitorDecision)[]; now: Date },
): Promise<void> {
  await settleChange(trx, id, 'confirmed', now)
  await replaceParty(trx, visitId, party)
  await query(
    trx,
    'update visits set version = version + 1, slot_id = :slotId, held_slot_id = null where id = :visitId',
    { visitId, slotId },
  )
}
