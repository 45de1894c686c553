/** Every verb, tried on a change in every state: it ends once, and with its visit. */
import { cancelOwnVisit } from '../../src/actions/cancelOwnVisit.ts'
import { cancelVisit } from '../../src/actions/cancelVisit.ts'
import { decideChange } from '../../src/actions/decideChange.ts'
import { expireChanges } from '../../src/actions/expireChanges.ts'
import { moveVisit } from '../../src/actions/moveVisit.ts'
import { recordAttendance } from '../../src/actions/recordAttendance.ts'
import { undoDecision } from '../../src/actions/undoDecision.ts'
import { withdrawChange } from '../../src/actions/withdrawChange.ts'
import { query } from '../../src/store/database.ts'
import type { Database } from '../../src/store/database.ts'
import type { VisitChange } from '../../src/store/changes.ts'
import type { Visit } from '../../src/store/visits.ts'
import { anAskedChange } from '../askedChanges.ts'
import { aClerk, aDecidedVisit, bookableSlots, child, forgetVisits, gwen, mustRead } from '../builders.ts'
import { clock } from '../clock.ts'
import { testDatabase } from '../database.ts'

let db: Database
let owner: Database
let personId: string
let slotIds: number[]

beforeAll(async () => {
  ;({ db, owner } = await testDatabase())
  personId = await aClerk(db)
  slotIds = (await bookableSlots(db)).map(({ id }) => id)
})
beforeEach(() => forgetVisits(owner))

/** A booked visit, and what its visitor asks for: the fifth time instead of the first, and a child more. */
interface Asked {
  visit: Visit
  change: VisitChange
}

const slotOf = (n: number) => slotIds[n - 1] ?? 0

async function asked(): Promise<Asked> {
  const visit = await aDecidedVisit(db, {}, { party: [gwen], slotIds: [slotOf(1)] })
  const change = await anAskedChange(db, visit, { slotIds: [slotOf(5)], others: [child], now: clock.now() })
  return { visit: await mustRead(db, visit.id), change }
}

const decide =
  (decision: 'choice1' | 'refuse') =>
  ({ visit: { id, version }, change }: Asked) => {
    const visitors = change.party.map(() => ({ outcome: 'can_visit' as const, bannedUntil: null }))
    const form = { decision, visitors, reason: decision === 'refuse' ? 'The hall is painted.' : '' }
    return decideChange(db, { visitId: id, version, changeId: change.id, personId, form }, clock.now())
  }

type Verbs = Record<string, { to: string; act: (asked: Asked) => Promise<unknown> }>

/** What ends a change by itself. */
const own: Verbs = {
  confirm: { to: 'confirmed', act: decide('choice1') },
  refuse: { to: 'refused', act: decide('refuse') },
  withdraw: {
    to: 'withdrawn',
    act: ({ visit, change }) => withdrawChange(db, { visitId: visit.id, changeId: change.id }, clock.now()),
  },
  expire: {
    to: 'expired',
    act: ({ change }) => expireChanges(db, new Date(`${change.expiresOn}T00:00:00Z`)),
  },
}

/** What ends it with its visit, or its visit's time. */
const ofVisit: Verbs = {
  'cancel the visit, as the prison': {
    to: 'overtaken',
    act: ({ visit: { id, version } }) => {
      const why = { reasons: ['slot_closed' as const], otherReason: '', message: '' }
      return cancelVisit(db, { visitId: id, version, personId, ...why }, clock.now())
    },
  },
  'cancel the visit, as the visitor': {
    to: 'overtaken',
    act: ({ visit: { id, version } }) => cancelOwnVisit(db, { visitId: id, version }, clock.now()),
  },
  'move the visit': {
    to: 'overtaken',
    act: ({ visit: { id, version } }) =>
      moveVisit(db, { visitId: id, version, personId, slotId: slotOf(7), message: '' }, clock.now()),
  },
  'undo the confirmation': {
    to: 'overtaken',
    act: ({ visit: { id, version } }) =>
      undoDecision(db, { visitId: id, version, personId, isManager: true }, clock.now()),
  },
  'record who came': {
    to: 'overtaken',
    act: ({ visit: { id, version, slot } }) =>
      recordAttendance(
        db,
        { visitId: id, version, personId, attended: true },
        new Date(`${slot?.date}T12:00:00Z`),
      ),
  },
}

const verbs = { ...own, ...ofVisit }
const statusOf = async ({ change }: Asked) => {
  const [row] = await query<{ status: string }>(db, 'select status from visit_changes where id = :id', {
    id: change.id,
  })
  return row?.status
}
const facts = ({ visit: { id } }: Asked) =>
  query(
    db,
    `select visits.status, version, slot_id, held_slot_id,
       (select count(*) from visit_visitors where visit_id = visits.id) as people,
       (select count(*) from visit_events where visit_id = visits.id) as events,
       (select json_agg(json_build_array(booked, held)) from slots where booked + held > 0) as places
     from visits where id = :id`,
    { id },
  )

test.each(Object.entries(verbs))('%s: the change ends', async (_verb, { to, act }) => {
  const change = await asked()
  await act(change)
  expect(await statusOf(change)).toBe(to)
})

const ends = Object.entries(verbs).flatMap(([first, one]) =>
  Object.entries(own).map(([second, { act }]) => ({ first, second, one, act })),
)

test.each(ends)('$second after $first: nothing changes any more', async ({ one, act }) => {
  const change = await asked()
  await one.act(change)
  const before = await facts(change)
  await act(change)
  expect([await statusOf(change), await facts(change)]).toEqual([one.to, before])
})

test.each(['refuse', 'withdraw', 'expire'])(
  '%s: the visit stands as it was, its second place freed',
  async (verb) => {
    const change = await asked()
    await own[verb]?.act(change)
    expect(await facts(change)).toMatchObject([
      {
        ...{ status: 'booked', version: change.visit.version, slot_id: slotOf(1), held_slot_id: null },
        ...{ people: 1, places: [[1, 0]] },
      },
    ])
  },
)

test('confirm: the visit has the new time and people, and no other place', async () => {
  const change = await asked()
  await own.confirm?.act(change)
  expect(await facts(change)).toMatchObject([
    {
      ...{ status: 'booked', version: change.visit.version + 1, slot_id: slotOf(5), held_slot_id: null },
      ...{ people: 2, places: [[1, 0]] },
    },
  ])
})

test('who asks again withdraws what they asked before, which still holds nothing', async () => {
  const change = await asked()
  await anAskedChange(db, change.visit, { slotIds: [slotOf(6)], now: clock.now() })
  expect(await statusOf(change)).toBe('withdrawn')
  expect(await facts(change)).toMatchObject([{ slot_id: slotOf(1), held_slot_id: slotOf(6) }])
})
