/** Every verb, tried on a visit of every status: it goes where the specification lets it go (§3), or stays as it was. */
import { cancelOwnVisit } from '../../src/actions/cancelOwnVisit.ts'
import { cancelVisit } from '../../src/actions/cancelVisit.ts'
import { decideVisit } from '../../src/actions/decideVisit.ts'
import { expireVisits } from '../../src/actions/expireVisits.ts'
import { recordAttendance } from '../../src/actions/recordAttendance.ts'
import { undoDecision } from '../../src/actions/undoDecision.ts'
import { withdrawVisit } from '../../src/actions/withdrawVisit.ts'
import { visitStatuses } from '../../src/domain/visit.ts'
import type { VisitStatus } from '../../src/domain/visit.ts'
import type { Database } from '../../src/store/database.ts'
import { listEvents } from '../../src/store/events.ts'
import type { EventName } from '../../src/store/events.ts'
import type { Visit } from '../../src/store/visits.ts'
import { aClerk, aDecidedVisit, aDecision, aRequest, forgetVisits, mustRead } from '../builders.ts'
import { clock } from '../clock.ts'
import { testDatabase } from '../database.ts'

let db: Database
let owner: Database
let personId: string

beforeAll(async () => {
  ;({ db, owner } = await testDatabase())
  personId = await aClerk(db)
})
beforeEach(() => forgetVisits(owner))

/** Noon on the day of the visit, or of its latest choice. */
const onTheDay = ({ slot, expiresOn }: Visit) => new Date(`${slot?.date ?? expiresOn}T12:00:00Z`)

const decide = (decision: 'choice1' | 'reject') => (visit: Visit) => {
  const form = aDecision({ decision, reasons: decision === 'reject' ? ['duplicate'] : [] })
  return decideVisit(db, { visitId: visit.id, version: visit.version, personId, form }, clock.now())
}
const record = (attended: boolean) => (visit: Visit) =>
  recordAttendance(db, { visitId: visit.id, version: visit.version, personId, attended }, onTheDay(visit))

interface Verb {
  verb: string
  to: VisitStatus
  what: EventName
  act: (visit: Visit) => Promise<unknown>
}

const verbs: readonly Verb[] = [
  { verb: 'confirm', to: 'booked', what: 'confirmed', act: decide('choice1') },
  { verb: 'reject', to: 'rejected', what: 'rejected', act: decide('reject') },
  {
    verb: 'withdraw',
    to: 'withdrawn',
    what: 'withdrawn',
    act: ({ id, version }) => withdrawVisit(db, { visitId: id, version }, clock.now()),
  },
  { verb: 'expire', to: 'expired', what: 'expired', act: (visit) => expireVisits(db, onTheDay(visit)) },
  {
    verb: 'undo',
    to: 'requested',
    what: 'undone',
    act: ({ id, version }) =>
      undoDecision(db, { visitId: id, version, personId, isManager: true }, clock.now()),
  },
  {
    verb: 'cancel, as the prison',
    to: 'cancelled',
    what: 'cancelled',
    act: ({ id, version }) => {
      const why = { reasons: ['slot_closed' as const], otherReason: '', message: '' }
      return cancelVisit(db, { visitId: id, version, personId, ...why }, clock.now())
    },
  },
  {
    verb: 'cancel, as the visitor',
    to: 'cancelled',
    what: 'cancelled',
    act: ({ id, version }) => cancelOwnVisit(db, { visitId: id, version }, clock.now()),
  },
  { verb: 'record as attended', to: 'attended', what: 'attended', act: record(true) },
  { verb: 'record as not attended', to: 'not_attended', what: 'not_attended', act: record(false) },
]

/** Drawn as in the specification: from each status, the verbs that move it on. */
const legal: Record<VisitStatus, readonly string[]> = {
  requested: ['confirm', 'reject', 'withdraw', 'expire'],
  booked: [
    'undo',
    'cancel, as the prison',
    'cancel, as the visitor',
    'record as attended',
    'record as not attended',
  ],
  rejected: ['undo'],
  withdrawn: [],
  expired: [],
  cancelled: [],
  attended: ['record as not attended'],
  not_attended: ['record as attended'],
}

const verbOf = (status: VisitStatus) => verbs.find(({ to }) => to === status)?.act

/** A visit that came to the status by our own verbs. */
async function visitIn(status: VisitStatus): Promise<Visit> {
  const comesBooked = ['booked', 'cancelled', 'attended', 'not_attended'].includes(status)
  const visit = comesBooked ? await aDecidedVisit(db) : await aRequest(db)
  if (visit.status !== status) await verbOf(status)?.(visit)
  const come = await mustRead(db, visit.id)
  expect(come.status).toBe(status)
  return come
}

const cases = visitStatuses.flatMap((from) =>
  verbs.map((one) => ({ from, ...one, isLegal: legal[from].includes(one.verb) })),
)

test.each(cases.filter(({ isLegal }) => isLegal))('$verb: $from → $to', async ({ from, to, what, act }) => {
  const visit = await visitIn(from)
  await act(visit)
  const after = await mustRead(db, visit.id)
  expect(after).toMatchObject({ status: to, version: visit.version + 1 })
  const [last, ...before] = await listEvents(db, visit.id)
  expect(last).toMatchObject({ what })
  expect(before).toHaveLength(visit.version)
})

test.each(cases.filter(({ isLegal }) => !isLegal))('$verb leaves what is $from as it is', async (one) => {
  const visit = await visitIn(one.from)
  const events = await listEvents(db, visit.id)
  await one.act(visit)
  expect(await mustRead(db, visit.id)).toEqual(visit)
  expect(await listEvents(db, visit.id)).toEqual(events)
})

test.each(cases.filter(({ isLegal, verb }) => isLegal && verb !== 'expire'))(
  '$verb of a $from visit by who has seen an older version changes nothing',
  async ({ from, act }) => {
    const visit = await visitIn(from)
    await act({ ...visit, version: visit.version - 1 })
    expect(await mustRead(db, visit.id)).toEqual(visit)
  },
)
