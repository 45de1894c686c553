/** Free times of verified professionals are booked at once, or wait for a clerk: real actions, real database. */
import { randomBytes } from 'node:crypto'
import { decideVisit } from '../../src/actions/decideVisit.ts'
import { requestVisit } from '../../src/actions/requestVisit.ts'
import { query } from '../../src/store/database.ts'
import type { Database } from '../../src/store/database.ts'
import { listEvents } from '../../src/store/events.ts'
import type { Visit } from '../../src/store/visits.ts'
import {
  aClerk,
  aDecision,
  aPlace,
  aProfessional,
  anOfficialRequest,
  anOfficialVisitRequest,
  bookableSlots,
  forgetVisits,
  mustRead,
} from '../builders.ts'
import { clock } from '../clock.ts'
import { testDatabase } from '../database.ts'
import { eventsOf, messagesOf, setWanted, slotNow } from './traces.ts'

let db: Database
let owner: Database
let professionalId: string

beforeAll(async () => ({ db, owner } = await testDatabase()))
beforeEach(async () => {
  clock.set('2026-11-18T10:00:00Z')
  await forgetVisits(owner)
  await owner.raw("update places set official_instant = slug = 'cardiff'")
  professionalId = await aProfessional(db)
})

type Asked = Parameters<typeof anOfficialVisitRequest>[1]

const send = async (overrides: Asked = {}) =>
  requestVisit(db, await anOfficialVisitRequest(db, overrides), { now: clock.now(), randomBytes })

async function slotsOn(date: string, slug = 'leeds') {
  const { id } = await aPlace(db, slug)
  return query<{ id: number }>(
    db,
    "select id from slots where place_id = :id and visit_type = 'official_in_person' and date = :date",
    { id, date },
  )
}

const book = async (visit: Visit) => {
  const form = aDecision({ visitors: visit.party.map(() => ({ outcome: 'can_visit', bannedUntil: null })) })
  const personId = await aClerk(db)
  await decideVisit(db, { visitId: visit.id, version: visit.version, personId, form }, clock.now())
  return mustRead(db, visit.id)
}

const instant = { slug: 'cardiff' }

describe('a verified professional’s free time', () => {
  test('is booked at once by the service where the place does so, and one message tells of it', async () => {
    const visit = await anOfficialRequest(db, { ...instant, choices: 2 })
    expect(visit).toMatchObject({ status: 'booked', version: 2, heldSlotId: null })
    expect(visit.slot?.id).toBe(visit.choices[0]?.slot.id)
    expect(visit.party[0]?.outcome).toBe('can_visit')
    expect(visit.slot).toMatchObject({ booked: 1, held: 0 })
    expect(await messagesOf(db, visit)).toEqual(['confirmed'])
    const events = await listEvents(db, visit.id)
    expect(events.map(({ what, actor: by, personId }) => [what, by, personId])).toEqual([
      ['confirmed', 'system', null],
      ['requested', 'professional', professionalId],
    ])
  })

  test('of a draft that is sent twenty times at once is one visit, confirmed once', async () => {
    const asked = await anOfficialVisitRequest(db, instant)
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, () => requestVisit(db, asked, { now: clock.now(), randomBytes })),
    )
    expect(new Set(outcomes.map((outcome) => 'visitId' in outcome && outcome.visitId)).size).toBe(1)
    const [visitId] = outcomes.flatMap((outcome) => ('visitId' in outcome ? [outcome.visitId] : []))
    expect(await eventsOf(db, await mustRead(db, visitId ?? 0))).toHaveLength(2)
  })

  const waits: [string, () => Promise<Asked> | Asked][] = [
    ['the place leaves it to its clerks', () => ({ slug: 'leeds' })],
    [
      'nobody has verified the professional',
      async () => ({
        ...instant,
        professionalId: await aProfessional(db, { subject: 'new', isVerified: false }),
      }),
    ],
    ['a laptop is to be approved', () => ({ ...instant, official: { items: ['laptop'] } })],
    [
      'it is urgent',
      async () => ({
        ...instant,
        slotIds: (await slotsOn('2026-11-19', 'cardiff')).map(({ id }) => id),
        official: { urgentReason: 'A hearing tomorrow' },
      }),
    ],
  ]

  test.each(waits)('waits for a clerk where %s', async (_why, overrides) => {
    const visit = await anOfficialRequest(db, await overrides())
    expect(visit).toMatchObject({ status: 'requested', version: 1 })
    expect(await messagesOf(db, visit)).toEqual(['request_received'])
    expect(await eventsOf(db, visit)).toHaveLength(1)
  })

  test('waits for a clerk once the verification has ended', async () => {
    await owner.raw("update professionals set verified_until = '2026-11-17' where verified_at is not null")
    expect(await anOfficialRequest(db, { ...instant, professionalId })).toMatchObject({ status: 'requested' })
    await owner.raw("update professionals set verified_until = '2026-11-18' where verified_at is not null")
    const again = await anOfficialRequest(db, { ...instant, professionalId, prisonNumber: 'B1234BC' })
    expect(again).toMatchObject({ status: 'booked' })
  })

  test('waits for a clerk where the prisoner has another visit then, anywhere', async () => {
    const booked = await book(await anOfficialRequest(db, { slug: 'leeds' }))
    const other = await aProfessional(db, { subject: 'other' })
    const visit = await anOfficialRequest(db, { ...instant, professionalId: other })
    expect(visit.choices[0]?.slot.startsAt).toEqual(booked.slot?.startsAt)
    expect(visit).toMatchObject({ status: 'requested', heldSlotId: visit.choices[0]?.slot.id })
  })

  test.each([1, 2, 3])('of many at once for the last place, one is booked: round %i', async () => {
    const [slot] = await bookableSlots(db, 'cardiff', 'official_in_person')
    const id = slot?.id ?? 0
    await setWanted(db, id, 1)
    const numbers = ['A', 'B', 'C', 'D', 'E', 'F'].map((letter) => `${letter}1234BC`)
    const outcomes = await Promise.all(numbers.map((prisonNumber) => send({ ...instant, prisonNumber })))
    expect(outcomes.filter((outcome) => 'visitId' in outcome)).toHaveLength(1)
    expect(outcomes.filter((outcome) => 'refused' in outcome)).toEqual(Array(5).fill({ refused: 'choices' }))
    expect(await slotNow(db, id)).toMatchObject({ booked: 1, held: 0 })
  })

  test.each([1, 2, 3])(
    'of two at once for one prisoner at two places, one is booked and the other waits: round %i',
    async () => {
      await owner.raw("update places set official_instant = true where slug = 'leeds'")
      const other = await aProfessional(db, { subject: 'other' })
      const outcomes = await Promise.all([
        send({ slug: 'leeds' }),
        send({ slug: 'cardiff', professionalId: other }),
      ])
      const visits = await Promise.all(
        outcomes.flatMap((outcome) => ('visitId' in outcome ? [mustRead(db, outcome.visitId)] : [])),
      )
      expect(visits.map(({ status }) => status).sort()).toEqual(['booked', 'requested'])
      for (const visit of visits) expect(await messagesOf(db, visit)).toHaveLength(1)
    },
  )

  test('goes to one place of the timetable whatever its other types have', async () => {
    const { slot } = await anOfficialRequest(db, instant)
    const { slot: onScreen } = await anOfficialRequest(db, {
      ...instant,
      prisonNumber: 'B1234BC',
      visitType: 'official_video',
    })
    expect(slot?.visitType).toBe('official_in_person')
    expect(onScreen?.visitType).toBe('official_video')
    expect(onScreen).toMatchObject({ booked: 1 })
  })
})
