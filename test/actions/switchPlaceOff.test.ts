import { randomBytes } from 'node:crypto'
import { changeSettings } from '../../src/actions/changeSettings.ts'
import { requestVisit } from '../../src/actions/requestVisit.ts'
import { switchPlaceOff } from '../../src/actions/switchPlaceOff.ts'
import type { SwitchOffRequest } from '../../src/actions/switchPlaceOff.ts'
import { query } from '../../src/store/database.ts'
import type { Database } from '../../src/store/database.ts'
import { listOpenFlags } from '../../src/store/flags.ts'
import {
  aClerk,
  aDecidedVisit,
  aPlace,
  aRequest,
  aVisitRequest,
  bookableSlots,
  child,
  forgetChanges,
  gwen,
  mustRead,
} from '../builders.ts'
import { clock } from '../clock.ts'
import { testDatabase } from '../database.ts'

let db: Database
let owner: Database
let personId: string

beforeAll(async () => {
  ;({ db, owner } = await testDatabase())
  personId = await aClerk(db, 'manager')
})
beforeEach(() => forgetChanges(owner))

async function switchOff(wanted: Partial<SwitchOffRequest> = {}) {
  const { id: placeId, settingsVersion: version } = await aPlace(db)
  const asked = { placeId, version, personId, reason: 'closed' as const, requests: 'keep' as const }
  return switchPlaceOff(db, { ...asked, message: '', why: '', ...wanted }, clock.now())
}

const people = ['A1234BC', 'B1234BC', 'C1234BC']
const threeRequests = () => Promise.all(people.map((prisonNumber) => aRequest(db, { prisonNumber })))

const openFlags = async (id: number) => (await listOpenFlags(db, id, clock.now())).map(({ why }) => why)

test('keeps the requests, flagged, for clerks to decide', async () => {
  const requests = await threeRequests()
  expect(await switchOff()).toEqual({ switchedOff: { rejected: 0, left: 0 } })
  for (const { id } of requests) {
    expect(await mustRead(db, id)).toMatchObject({ status: 'requested', version: 1 })
    expect(await openFlags(id)).toEqual(['place_closed'])
  }
})

test('rejects every request with the same message, and leaves booked visits standing', async () => {
  const requests = await threeRequests()
  const booked = await aDecidedVisit(db, {}, { prisonNumber: 'D1234BC' })
  const outcome = await switchOff({ requests: 'reject', message: 'Our roof is being mended.' })
  expect(outcome).toEqual({ switchedOff: { rejected: 3, left: 0 } })
  for (const { id } of requests) {
    expect(await mustRead(db, id)).toMatchObject({
      status: 'rejected',
      rejectionReasons: ['slot_unavailable'],
      messageToVisitor: 'Our roof is being mended.',
      heldSlotId: null,
    })
    expect(await openFlags(id)).toEqual([])
  }
  expect((await mustRead(db, booked.id)).status).toBe('booked')
  expect(await openFlags(booked.id)).toEqual(['place_closed'])
  const messages = await query(db, "select from notifications where kind = 'rejected'")
  expect(messages).toHaveLength(3)
  const by = await query<{ by: string }>(
    db,
    "select distinct person_id as by from visit_events where what = 'rejected'",
  )
  expect(by).toEqual([{ by: personId }])
})

test('says nothing of the visitors, about whom nobody decided', async () => {
  const { id } = await aRequest(db, { party: [gwen, child] })
  await switchOff({ requests: 'reject' })
  const { status, party } = await mustRead(db, id)
  expect([status, ...party.map(({ outcome }) => outcome)]).toEqual(['rejected', null, null])
})

test('rejects nothing when the settings have changed since', async () => {
  const [request] = await threeRequests()
  const { settingsVersion } = await aPlace(db)
  expect(await switchOff({ requests: 'reject', version: settingsVersion + 1 })).toEqual({
    refused: 'outOfDate',
  })
  expect((await mustRead(db, request?.id ?? 0)).status).toBe('requested')
  expect((await aPlace(db)).bookable).toBe(true)
})

test('leaves a request that somebody else has locked to a clerk, and says so', async () => {
  const [first, second] = await Promise.all([
    aRequest(db),
    aRequest(db, { prisonNumber: 'B1234BC', slotIds: [(await bookableSlots(db))[5]?.id ?? 0] }),
  ])
  const lock = await owner.transaction()
  await lock.raw('select from visits where id = ? for no key update', [first?.id ?? 0])
  const outcome = await switchOff({ requests: 'reject' }).finally(() => lock.rollback())
  expect(outcome).toEqual({ switchedOff: { rejected: 1, left: 1 } })
  expect((await mustRead(db, first?.id ?? 0)).status).toBe('requested')
  expect(await openFlags(first?.id ?? 0)).toEqual(['place_closed'])
  expect((await mustRead(db, second?.id ?? 0)).status).toBe('rejected')
})

describe('a request that is sent meanwhile', () => {
  const send = async (prisonNumber: string) =>
    requestVisit(db, await aVisitRequest(db, { prisonNumber }), { now: clock.now(), randomBytes })

  test('is refused after the switch', async () => {
    const asked = await aVisitRequest(db)
    await switchOff()
    expect(await requestVisit(db, asked, { now: clock.now(), randomBytes })).toEqual({ refused: 'choices' })
  })

  test('is refused for a slot that stays because others have it', async () => {
    const { heldSlotId } = await aRequest(db)
    await switchOff()
    const asked = await aVisitRequest(db, { prisonNumber: 'B1234BC', slotIds: [heldSlotId ?? 0] })
    expect(await requestVisit(db, asked, { now: clock.now(), randomBytes })).toEqual({ refused: 'choices' })
  })

  test('waits for a switch that is not finished, and is refused then', async () => {
    const asked = await aVisitRequest(db)
    const { id: placeId, settingsVersion: version } = await aPlace(db)
    const change = { bookable: false, notBookableReason: 'closed' as const }
    let sending: ReturnType<typeof requestVisit> | undefined
    await db.transaction(async (trx) => {
      await changeSettings(trx, { placeId, version, personId, change, why: '' }, clock.now())
      sending = requestVisit(db, asked, { now: clock.now(), randomBytes })
      await isWaiting()
    })
    expect(await sending).toEqual({ refused: 'choices' })
  })

  test('that has the place first is flagged or rejected like the others', async () => {
    const asked = await aVisitRequest(db)
    let switching: ReturnType<typeof switchPlaceOff> | undefined
    const sent = await db.transaction(async (trx) => {
      const outcome = await requestVisit(trx, asked, { now: clock.now(), randomBytes })
      switching = switchOff()
      await isWaiting()
      return outcome
    })
    await switching
    expect(sent).toHaveProperty('visitId')
    expect(await openFlags('visitId' in sent ? sent.visitId : 0)).toEqual(['place_closed'])
  })

  test('is never left unflagged when many send at once', async () => {
    const numbers = Array.from({ length: 30 }, (_, n) => `A${1000 + n}BC`)
    const [sent] = await Promise.all([Promise.all(numbers.map(send)), switchOff()])
    const open = await query<{ id: number }>(db, "select id from visits where status = 'requested'")
    expect(open).toHaveLength(sent.filter((outcome) => 'visitId' in outcome).length)
    for (const { id } of open) expect(await openFlags(id)).toEqual(['place_closed'])
  })

  /** Until somebody waits for a lock. */
  async function isWaiting(): Promise<void> {
    for (;;) {
      const waiting = await query(
        owner,
        'select from pg_locks join pg_stat_activity using (pid) where not granted and datname = current_database()',
      )
      if (waiting.length > 0) return
    }
  }
})
