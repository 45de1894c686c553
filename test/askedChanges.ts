/** Changes for tests, asked for through the real actions. */
import { randomUUID } from 'node:crypto'
import { askForChange } from '../src/actions/askForChange.ts'
import { changeRequest } from '../src/actions/changeRequest.ts'
import type { ChangeAsked, ChangeOutcome } from '../src/actions/lockForChange.ts'
import type { PartyMember } from '../src/domain/party.ts'
import { slotIdsNow } from '../src/domain/visitChange.ts'
import { findOpenChange } from '../src/store/changes.ts'
import type { VisitChange } from '../src/store/changes.ts'
import type { Database } from '../src/store/database.ts'
import { insertDraft } from '../src/store/drafts.ts'
import type { Visit } from '../src/store/visits.ts'
import { clock } from './clock.ts'

/** What is asked for instead of what the visit has; `others` come with the main visitor. */
type Asked = Partial<ChangeAsked> & { others?: PartyMember[] }

/** What a draft of its own asks for: the same as now, unless told. */
export async function aChangeOf(
  db: Database,
  visit: Visit,
  { others = visit.party.slice(1), ...overrides }: Asked = {},
  now = clock.now(),
): Promise<ChangeAsked> {
  const draftId = randomUUID()
  await insertDraft(db, {
    id: draftId,
    owner: 'somebody',
    journey: 'change',
    answers: {},
    changesVisitId: visit.id,
    now,
  })
  return {
    visitId: visit.id,
    version: visit.version,
    draftId,
    party: [...visit.party.slice(0, 1), ...others],
    slotIds: slotIdsNow(visit),
    ...overrides,
  }
}

/** Changes a request, or asks to change a booked visit. */
export async function changes(
  db: Database,
  visit: Visit,
  overrides: Asked = {},
  now = clock.now(),
): Promise<ChangeOutcome> {
  const asked = await aChangeOf(db, visit, overrides, now)
  return (visit.status === 'booked' ? askForChange : changeRequest)(db, asked, now)
}

/** A change of a booked visit that waits for a clerk. */
export async function anAskedChange(
  db: Database,
  visit: Visit,
  { now = clock.now(), ...overrides }: Asked & { now?: Date } = {},
): Promise<VisitChange> {
  const outcome = await changes(db, visit, overrides, now)
  const change = await findOpenChange(db, visit.id)
  if ('refused' in outcome || !change) throw new Error(`The change was refused: ${JSON.stringify(outcome)}`)
  return change
}
