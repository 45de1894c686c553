/** Official visits for tests, besides those of `builders.ts`. */
import { decideVisit } from '../src/actions/decideVisit.ts'
import type { DecisionForm } from '../src/domain/decision.ts'
import type { OfficialDecision } from '../src/domain/officialDecision.ts'
import type { Database } from '../src/store/database.ts'
import type { Visit } from '../src/store/visits.ts'
import { aClerk, aDecision, anOfficialRequest, forgetVisits, mustRead } from './builders.ts'
import { clock } from './clock.ts'

export const interpreter = { kind: 'interpreter', firstName: 'Ines', lastName: 'Terpreter' } as const

/** What goes with a confirmation of each type. */
export const joining = {
  social: '',
  official_in_person: '',
  official_video: 'https://video.example.org/room/7 code 1234',
  official_telephone: '01632 960 555, code 99',
} as const

/** An official visit that a clerk has decided. */
export async function aDecidedOfficial(
  db: Database,
  form: Partial<DecisionForm> & Partial<OfficialDecision> = {},
  overrides: Parameters<typeof anOfficialRequest>[1] = {},
): Promise<Visit> {
  const visit = await anOfficialRequest(db, overrides)
  const { itemsApproved = [], joiningDetails = joining[visit.visitType], ...rest } = form
  const asked = {
    visitId: visit.id,
    version: visit.version,
    personId: await aClerk(db),
    form: aDecision({
      visitors: visit.party.map(() => ({ outcome: 'can_visit', bannedUntil: null })),
      official: { itemsApproved, joiningDetails },
      ...rest,
    }),
  }
  const outcome = await decideVisit(db, asked, clock.now())
  if ('refused' in outcome) throw new Error(`The decision was refused: ${String(outcome.refused)}`)
  return mustRead(db, visit.id)
}

/** Forgets all visits, and all professionals with what is known of them. */
export async function forgetOfficials(owner: Database): Promise<void> {
  await forgetVisits(owner)
  for (const table of ['professional_events', 'list_shares', 'professionals']) {
    await owner.raw(`delete from ${table}`)
  }
}
