/** Knows how who comes and the times asked for are written: of a visit, or of a change of it. */
import type { VisitorDecision } from '../domain/decision.ts'
import type { PartyMember } from '../domain/party.ts'
import { query } from './database.ts'
import type { Database } from './database.ts'

const visitors = { visit: 'visit_visitors (visit_id', change: 'visit_change_visitors (change_id' }
const choices = { visit: 'visit_choices (visit_id', change: 'visit_change_choices (change_id' }

/** A visit has decisions about its visitors, a change none. */
const decided = {
  visit: [', outcome, banned_until', ", person ->> 'outcome', (person ->> 'bannedUntil')::date"],
  change: ['', ''],
} as const

/** A row of either table of visitors as a member of a party, as JSON. */
export const partyMember = `
  case when kind = 'visitor'
    then jsonb_build_object('firstName', first_name, 'lastName', last_name, 'dateOfBirth', date_of_birth)
    else jsonb_build_object('firstName', first_name, 'lastName', last_name, 'kind', kind) end`

/** Writes the party of the visit or change with that id, the main visitor first. */
export async function insertParty(
  trx: Database,
  of: 'visit' | 'change',
  id: number,
  party: readonly (PartyMember & Partial<VisitorDecision>)[],
): Promise<void> {
  const [columns, values] = decided[of]
  await query(
    trx,
    `insert into ${visitors[of]}, position, kind, first_name, last_name, date_of_birth${columns})
     select :id, position - 1, coalesce(person ->> 'kind', 'visitor'), person ->> 'firstName', person ->> 'lastName', (person ->> 'dateOfBirth')::date${values}
     from jsonb_array_elements(:party) with ordinality as list (person, position)`,
    { id, party: JSON.stringify(party) },
  )
}

/** Writes the times that the visit or change with that id asks for, in order of preference. */
export async function insertChoices(
  trx: Database,
  of: 'visit' | 'change',
  id: number,
  slotIds: readonly number[],
): Promise<void> {
  await query(
    trx,
    `insert into ${choices[of]}, rank, slot_id)
     select :id, rank, slot_id::integer
     from jsonb_array_elements_text(:slotIds) with ordinality as list (slot_id, rank)`,
    { id, slotIds: JSON.stringify(slotIds) },
  )
}
