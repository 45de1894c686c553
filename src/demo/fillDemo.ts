/** Fills an empty demo: the places, their slots, and invented visits that give every staff page something to show. */
import { randomBytes, randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { askAboutData } from '../actions/askAboutData.ts'
import { decideVisit } from '../actions/decideVisit.ts'
import { makeSlots } from '../actions/makeSlots.ts'
import { requestVisit } from '../actions/requestVisit.ts'
import { addDays, londonDate } from '../domain/dates.ts'
import { bookableDates } from '../domain/workingDays.ts'
import { openDatabase, query } from '../store/database.ts'
import type { Database } from '../store/database.ts'
import { rememberPerson } from '../store/people.ts'
import { importPlaces, placeFields } from '../store/places.ts'
import type { Place, PlaceSeed } from '../store/places.ts'
import { slotFields } from '../store/slots.ts'
import type { Slot } from '../store/slots.ts'
import { addCalls, callRequests } from './demoCalls.ts'
import { closeSlotOf } from './demoClosure.ts'
import { addDemoFigures } from './demoFigures.ts'
import { addProfessionals } from './demoProfessionals.ts'
import { demoQuestion } from './demoQuestion.ts'
import { closedUpon, demoRequests } from './demoRequests.ts'
import type { DemoRequest } from './demoRequest.ts'

const day = 24 * 3_600_000

export interface DemoMeans {
  ownerUrl: string
  db: Database
  now: Date
  /** Who decided what is decided already. */
  issuer: string
}

async function addPlaces(ownerUrl: string, today: string): Promise<void> {
  const seeds = JSON.parse(
    await readFile(new URL('../../seeds/places.json', import.meta.url), 'utf8'),
  ) as PlaceSeed[]
  const owner = openDatabase(ownerUrl, { maxConnections: 1, statementTimeout: 60_000 })
  try {
    await importPlaces(owner, seeds, addDays(today, -60))
  } finally {
    await owner.destroy()
  }
}

/** Slots that could be asked for at that moment and have not begun now. */
async function slotsFor(db: Database, place: Place, asked: Date, from: string): Promise<Slot[]> {
  const dates = bookableDates(londonDate(asked), place)
  return query<Slot>(
    db,
    `select ${slotFields} from slots
     where place_id = :id and visit_type = 'social' and date >= :from and date between :first and :last
     order by starts_at, id`,
    { id: place.id, from, first: dates[0] ?? from, last: dates.at(-1) ?? from },
  )
}

async function addRequest(
  db: Database,
  request: DemoRequest,
  now: Date,
  { personId, agentId }: { personId: string; agentId: string },
): Promise<void> {
  const asked = new Date(now.getTime() - request.daysAgo * day)
  const [place] = await query<Place>(db, `select ${placeFields} from places where slug = :slug`, {
    slug: request.place,
  })
  if (!place) return
  const slots = await slotsFor(db, place, asked, londonDate(now))
  const outcome = await requestVisit(
    db,
    {
      placeId: place.id,
      visitType: 'social',
      channel: request.byPhone ? 'phone' : 'online',
      language: request.language ?? 'en',
      draftId: randomUUID(),
      prisonNumber: request.prisonNumber,
      prisoner: request.prisoner,
      party: request.party,
      slotIds: slots
        .slice(request.skip ?? 0, (request.skip ?? 0) + (request.choices ?? 2))
        .map(({ id }) => id),
      email: request.email,
      mobile: request.mobile ?? null,
      wantsTexts: request.mobile !== undefined,
      postalAddress: request.postalAddress,
      support: request.support ?? {},
      actor: request.byPhone ? { kind: 'staff', personId: agentId } : { kind: 'visitor' },
    },
    { now: asked, randomBytes },
  )
  if (!('visitId' in outcome) || !request.decision) return
  const visitors = request.party.map(() => ({ outcome: 'can_visit' as const, bannedUntil: null }))
  const form = { ...request.decision, visitors, closedVisit: false, allowanceRenewsOn: null, otherReason: '' }
  await decideVisit(
    db,
    { visitId: outcome.visitId, version: 1, personId, form: { bookingReference: '', message: '', ...form } },
    new Date(asked.getTime() + day),
  )
}

/** Does nothing to a demo that has visits already, besides adding new slots. */
export async function fillDemo({ ownerUrl, db, now, issuer }: DemoMeans): Promise<void> {
  await addPlaces(ownerUrl, londonDate(now))
  await makeSlots(db, now)
  await addDemoFigures(db, now)
  const [filled] = await query(db, 'select 1 from visits limit 1')
  if (filled) return
  const personId = await rememberPerson(db, { issuer, subject: 'clerk', name: 'clerk', now })
  const agentId = await rememberPerson(db, { issuer, subject: 'agent', name: 'agent', now })
  for (const request of [...demoRequests, ...callRequests])
    await addRequest(db, request, now, { personId, agentId })
  await addCalls(db, agentId, now)
  const managerId = await rememberPerson(db, { issuer, subject: 'manager', name: 'manager', now })
  await closeSlotOf(db, closedUpon, managerId, now)
  await addProfessionals(db, { issuer, managerId, now })
  await askAboutData(db, demoQuestion, { now: new Date(now.getTime() - 3 * day), randomBytes })
}
