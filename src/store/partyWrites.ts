/** Knows how who comes and the times asked for are written: of a visit, or of a change of it. */
import type { VisitorDecision } from '../domain/decision.ts'
import type { Person } from '../domain/party.ts'
import { query } from './database.ts'
import type { Database } from './database.ts'

const visitors = { visit: 'visit_visitors (visit_id', change: 'visit_change_visitors (change_id' }
const choices = { visit: 'visit_choices (visit_id', change: 'visit_change_choices (change_id' }

/** A visit has decisions about its visitors, a change none. */
const decided = {
  visit: [', outcome, banned_until', ", person ->> 'outcome', (person ->> 'bannedUntil')::date"],
  change: ['', ''],
} as const

/** Writes the party of the visit or change with that id, the main visitor first. */
export async function insertParty(
  trx: Database,
  of: 'visit' | 'change',
  id: number,
  party: readonly (Person & Partial<VisitorDecision>)[],
): Promise<void> {
  const [columns, values] = decided[of]
  await query(
    trx,
    `insert into ${visitors[of]}, position, first_name, last_name, date_of_birth${columns})
     select :id, position - 1, person ->> 'firstName', person ->> 'lastName', (person ->> 'dateOfBirth')::date${values}
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
