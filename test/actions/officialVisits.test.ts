/** Professionals ask, change, withdraw and cancel: real actions, real database. */
import { randomBytes } from 'node:crypto'
import { cancelOwnVisit } from '../../src/actions/cancelOwnVisit.ts'
import { decideVisit } from '../../src/actions/decideVisit.ts'
import { expireVisits } from '../../src/actions/expireVisits.ts'
import { requestVisit } from '../../src/actions/requestVisit.ts'
import { withdrawVisit } from '../../src/actions/withdrawVisit.ts'
import { query } from '../../src/store/database.ts'
import type { Database } from '../../src/store/database.ts'
import { listEvents } from '../../src/store/events.ts'
import { readOfficialVisit } from '../../src/store/officialVisits.ts'
import type { Visit } from '../../src/store/visits.ts'
import { changes, anAskedChange } from '../askedChanges.ts'
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
  solicitor,
} from '../builders.ts'
import { clock } from '../clock.ts'
import { testDatabase } from '../database.ts'
import { messagesOf } from './traces.ts'

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

const urgentFor = async (date: string, overrides: Asked = {}) => ({
  slotIds: (await slotsOn(date)).map(({ id }) => id),
  official: { urgentReason: 'The hearing was brought forward' },
  ...overrides,
})

const book = async (visit: Visit) => {
  const form = aDecision({ visitors: visit.party.map(() => ({ outcome: 'can_visit', bannedUntil: null })) })
  const personId = await aClerk(db)
  await decideVisit(db, { visitId: visit.id, version: visit.version, personId, form }, clock.now())
  return mustRead(db, visit.id)
}

const instant = { slug: 'cardiff' }
const actor = () => ({ kind: 'professional' as const, personId: professionalId })

describe('a request', () => {
  test('is promised by the lead of official visits, and begins the day after', async () => {
    const visit = await anOfficialRequest(db)
    expect(visit).toMatchObject({
      status: 'requested',
      visitType: 'official_in_person',
      urgent: false,
      answerBy: '2026-11-19',
      party: [{ ...solicitor, outcome: null, bannedUntil: null }],
    })
    expect(visit.choices[0]?.slot.date).toBe('2026-11-20')
    expect(await messagesOf(db, visit)).toEqual(['request_received'])
  })

  test('is refused a time of another type', async () => {
    const [social] = await bookableSlots(db)
    await expect(send({ slotIds: [social?.id ?? 0] })).rejects.toThrow('same place and type')
  })

  test('is refused inside the lead time without a reason', async () => {
    const { slotIds } = await urgentFor('2026-11-19')
    expect(await send({ slotIds })).toEqual({ refused: 'choices' })
  })

  test('is refused for more than six people', async () => {
    expect(await send({ party: Array.from({ length: 7 }, () => solicitor) })).toEqual({ refused: 'choices' })
  })

  test('is a duplicate where the same professional asked for the time, whoever comes', async () => {
    await anOfficialRequest(db)
    const party = [{ ...solicitor, firstName: 'Another' }]
    expect(await send({ party })).toEqual({ refused: 'duplicate' })
    const other = await aProfessional(db, { subject: 'other' })
    expect(await send({ professionalId: other })).toHaveProperty('visitId')
  })
})

describe('an urgent request', () => {
  test('may ask for today, is due today, and stands until the day is over', async () => {
    clock.set('2026-11-18T09:00:00Z')
    const visit = await anOfficialRequest(db, await urgentFor('2026-11-18'))
    expect(visit).toMatchObject({ urgent: true, answerBy: '2026-11-18', expiresOn: '2026-11-19' })
    expect((await readOfficialVisit(db, visit.id))?.urgentReason).toBe('The hearing was brought forward')
    await expireVisits(db, clock.now())
    expect(await book(visit)).toMatchObject({ status: 'booked', urgent: true })
  })

  test('is refused a time that has begun', async () => {
    clock.set('2026-11-18T09:30:00Z')
    expect(await send(await urgentFor('2026-11-18'))).toEqual({ refused: 'choices' })
  })

  test('is none where every time could be asked for anyway', async () => {
    const visit = await anOfficialRequest(db, await urgentFor('2026-11-20'))
    expect(visit).toMatchObject({ urgent: false, answerBy: '2026-11-19', expiresOn: '2026-11-20' })
    expect((await readOfficialVisit(db, visit.id))?.urgentReason).toBe('')
  })

  test('expires the day after its latest time', async () => {
    const visit = await anOfficialRequest(db, await urgentFor('2026-11-19'))
    await expireVisits(db, new Date('2026-11-19T23:59:00Z'))
    expect((await mustRead(db, visit.id)).status).toBe('requested')
    await expireVisits(db, new Date('2026-11-20T00:00:00Z'))
    expect((await mustRead(db, visit.id)).status).toBe('expired')
  })

  test('may be changed inside the lead time, and is urgent no more where it can wait', async () => {
    const visit = await anOfficialRequest(db, await urgentFor('2026-11-19'))
    const [sooner] = await slotsOn('2026-11-18')
    clock.set('2026-11-18T09:00:00Z')
    expect(await changes(db, visit, { actor: actor(), slotIds: [sooner?.id ?? 0] })).toHaveProperty('visitId')
    const changed = await mustRead(db, visit.id)
    expect(changed).toMatchObject({ urgent: true, answerBy: '2026-11-18', expiresOn: '2026-11-19' })
    const [later] = await slotsOn('2026-11-24')
    await changes(db, changed, { actor: actor(), slotIds: [later?.id ?? 0] })
    expect(await mustRead(db, visit.id)).toMatchObject({
      urgent: false,
      answerBy: '2026-11-19',
      expiresOn: '2026-11-24',
    })
    expect((await readOfficialVisit(db, visit.id))?.urgentReason).toBe('')
  })
})

describe('a professional', () => {
  test('changes who comes and when of a request, the one who asked too', async () => {
    const visit = await anOfficialRequest(db)
    const [, later] = await bookableSlots(db, 'leeds', 'official_in_person')
    const party = [
      { ...solicitor, firstName: 'Colin' },
      { ...solicitor, kind: 'interpreter' as const, lastName: 'Words' },
    ]
    const outcome = await changes(db, visit, { actor: actor(), party, slotIds: [later?.id ?? 0] })
    expect(outcome).toEqual({ visitId: visit.id, isNew: true })
    const changed = await mustRead(db, visit.id)
    expect(changed.party).toMatchObject(party)
    expect(changed).toMatchObject({ heldSlotId: later?.id, answerBy: '2026-11-19' })
    expect((await listEvents(db, visit.id))[0]).toMatchObject({
      what: 'changed',
      actor: 'professional',
      personName: 'Sioned Sample',
    })
  })

  test('asks to change a booked visit, which waits for a clerk', async () => {
    const visit = await book(await anOfficialRequest(db))
    const [, later] = await bookableSlots(db, 'leeds', 'official_in_person')
    const change = await anAskedChange(db, visit, { actor: actor(), slotIds: [later?.id ?? 0] })
    expect(change).toMatchObject({ status: 'requested', answerBy: '2026-11-19' })
    expect((await mustRead(db, visit.id)).heldSlotId).toBe(later?.id)
  })

  test('is refused a change inside the lead time of official visits, and no sooner', async () => {
    const visit = await anOfficialRequest(db)
    clock.set('2026-11-18T23:59:00Z')
    const later = (await bookableSlots(db, 'leeds', 'official_in_person')).at(3)
    const asked = { actor: actor(), slotIds: [later?.id ?? 0] }
    clock.set('2026-11-19T00:00:00Z')
    expect(await changes(db, visit, asked)).toEqual({ refused: 'tooLate' })
    clock.set('2026-11-18T23:59:00Z')
    expect(await changes(db, visit, asked)).toHaveProperty('visitId')
  })

  test('withdraws a request and cancels a visit, under their own name', async () => {
    const [request, booked] = [
      await anOfficialRequest(db),
      await anOfficialRequest(db, { ...instant, prisonNumber: 'B1234BC' }),
    ]
    const own = ({ id, version }: Visit) => ({ visitId: id, version, actor: actor() })
    expect(await withdrawVisit(db, own(request), clock.now())).toEqual({ done: true })
    expect(await cancelOwnVisit(db, own(booked), clock.now())).toEqual({ done: true })
    for (const { id } of [request, booked])
      expect((await listEvents(db, id))[0]).toMatchObject({ actor: 'professional', personId: professionalId })
    expect(await mustRead(db, booked.id)).toMatchObject({ status: 'cancelled', cancelledBy: 'visitor' })
  })
})
