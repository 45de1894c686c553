/** Submits and decisions by the actions themselves, with their locks and their database. */
import { randomBytes, randomUUID } from 'node:crypto'
import { decideVisit } from '../src/actions/decideVisit.ts'
import { requestVisit } from '../src/actions/requestVisit.ts'
import { londonDate } from '../src/domain/dates.ts'
import { firstBookableDate } from '../src/domain/workingDays.ts'
import { query } from '../src/store/database.ts'
import { rememberPerson } from '../src/store/people.ts'
import { placeFields } from '../src/store/places.ts'
import type { Place } from '../src/store/places.ts'
import type { BenchDatabase } from './database.ts'
import { timesOf } from './figures.ts'
import { newPrisonNumber } from './person.ts'

const person = { firstName: 'Gwen', lastName: 'Example', dateOfBirth: '1985-06-15' }
const now = () => new Date()

/** All for one slot of one place: the worst case for its lock. */
async function submitter({ db }: BenchDatabase): Promise<() => Promise<number>> {
  const [place] = await query<Place>(db, `select ${placeFields} from places where slug = 'leeds'`)
  if (!place) throw new Error('No place')
  const from = firstBookableDate(londonDate(now()), place)
  const [slot] = await query<{ id: number }>(
    db,
    "select id from slots where place_id = :id and visit_type = 'social' and date >= :from order by starts_at limit 1",
    { id: place.id, from },
  )
  return async () => {
    const outcome = await requestVisit(
      db,
      {
        placeId: place.id,
        visitType: 'social',
        channel: 'online',
        language: 'en',
        draftId: randomUUID(),
        prisonNumber: newPrisonNumber(),
        prisoner: person,
        party: [person],
        slotIds: [slot?.id ?? 0],
        email: 'gwen@example.org',
        mobile: null,
        wantsTexts: false,
        support: {},
        actor: { kind: 'visitor' },
      },
      { now: now(), randomBytes },
    )
    if ('refused' in outcome) throw new Error(`Refused: ${outcome.refused}`)
    return outcome.visitId
  }
}

export async function submitOften(database: BenchDatabase, count: number, atOnce: number): Promise<number[]> {
  const submit = await submitter(database)
  await timesOf(32, 8, submit)
  return timesOf(count, atOnce, submit)
}

export async function decideOften(database: BenchDatabase, count: number, atOnce: number): Promise<number[]> {
  const { db } = database
  const submit = await submitter(database)
  const visits: number[] = []
  await timesOf(count, 8, async () => visits.push(await submit()))
  const personId = await rememberPerson(db, {
    issuer: 'bench',
    subject: 'clerk',
    name: 'A clerk',
    now: now(),
  })
  const form = {
    decision: 'choice1' as const,
    closedVisit: false,
    visitors: [{ outcome: 'can_visit' as const, bannedUntil: null }],
    reasons: [],
    allowanceRenewsOn: null,
    otherReason: '',
    bookingReference: '',
    message: '',
  }
  return timesOf(count, atOnce, async () => {
    const visitId = visits.pop()
    if (visitId === undefined) throw new Error('No visit left')
    const outcome = await decideVisit(db, { visitId, version: 1, personId, form }, now())
    if ('refused' in outcome) throw new Error(`Refused: ${String(outcome.refused)}`)
  })
}
