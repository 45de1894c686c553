/** People at work for the test of a year: families and clerks do what they may, drawn by chance that repeats. */
import { randomBytes, randomUUID } from 'node:crypto'
import { addNote } from '../../src/actions/addNote.ts'
import { askAboutData } from '../../src/actions/askAboutData.ts'
import { askForAlert } from '../../src/actions/askForAlert.ts'
import { cancelOwnVisit } from '../../src/actions/cancelOwnVisit.ts'
import { cancelVisit } from '../../src/actions/cancelVisit.ts'
import { decideChange } from '../../src/actions/decideChange.ts'
import { decideVisit } from '../../src/actions/decideVisit.ts'
import { messageVisitor } from '../../src/actions/messageVisitor.ts'
import { moveVisit } from '../../src/actions/moveVisit.ts'
import { recordAttendance } from '../../src/actions/recordAttendance.ts'
import { requestVisit } from '../../src/actions/requestVisit.ts'
import { undoDecision } from '../../src/actions/undoDecision.ts'
import { withdrawChange } from '../../src/actions/withdrawChange.ts'
import { withdrawVisit } from '../../src/actions/withdrawVisit.ts'
import { addDays, londonDate } from '../../src/domain/dates.ts'
import { channels } from '../../src/domain/visit.ts'
import { firstBookableDate } from '../../src/domain/workingDays.ts'
import { findOpenChange } from '../../src/store/changes.ts'
import { query } from '../../src/store/database.ts'
import type { Database } from '../../src/store/database.ts'
import { insertFlags } from '../../src/store/flags.ts'
import { keepFlagged } from '../../src/store/keepFlagged.ts'
import { insertPlaceEvent } from '../../src/store/placeEvents.ts'
import type { Place } from '../../src/store/places.ts'
import { markPrivacyRequest } from '../../src/store/privacyRequests.ts'
import { insertView } from '../../src/store/views.ts'
import type { Visit } from '../../src/store/visits.ts'
import { changes as asksForChange } from '../askedChanges.ts'
import { aDecision, aVisitRequest, mustRead } from '../builders.ts'

/** Every personal value holds one of these marks, which nothing else does. */
export const marks = 'canary|Q[0-9]{4}QX|1911-11-11|1911-12-13|2019-12-13|447700900'

const adult = { firstName: 'Canary', lastName: 'Visitor', dateOfBirth: '1911-11-11' }
const child = { firstName: 'Canary', lastName: 'Child', dateOfBirth: '2019-12-13' }
const prisoner = { firstName: 'Canary', lastName: 'Prisoner', dateOfBirth: '1911-12-13' }
const words = 'What the canary said'

/** Numbers from 0 to below 1, the same in every run. */
function drawer(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
}

export interface Day {
  db: Database
  places: readonly Place[]
  personId: string
  now: Date
}

export function lives(seed: number) {
  const draw = drawer(seed)
  const below = (most: number) => Math.floor(draw() * most)
  const oneOf = <Value>(values: readonly Value[]): Value => {
    const value = values[below(values.length)]
    if (value === undefined) throw new Error('Nothing to choose from')
    return value
  }

  async function someSlots({ db, now }: Day, place: Place): Promise<number[]> {
    const rows = await query<{ id: number }>(
      db,
      `select id from slots where place_id = :id and visit_type = 'social' and date >= :from and wanted > booked + held
       order by starts_at limit 30`,
      { id: place.id, from: firstBookableDate(londonDate(now), place) },
    )
    const start = below(Math.max(1, rows.length - 3))
    return rows.slice(start, start + 1 + below(3)).map(({ id }) => id)
  }

  /** A family asks; also what lies about before and beside that. */
  async function asks(day: Day): Promise<void> {
    const { db, now } = day
    const place = oneOf(day.places)
    const mobile = oneOf(['+447700900123', null])
    const draftId = randomUUID()
    await query(
      db,
      `insert into drafts (id, owner, journey, answers, created_at, last_used_at)
       values (:draftId, 'someone', 'public', '{"your-details": {"firstName": "Canary"}}', :now, :now)`,
      { draftId, now },
    )
    const asked = {
      ...(await aVisitRequest(db)),
      ...{ placeId: place.id, draftId, prisoner, prisonNumber: `Q${1000 + below(5000)}QX` },
      ...{ channel: oneOf(channels), language: oneOf(['en', 'cy'] as const) },
      party: oneOf([[adult], [adult, child]]),
      slotIds: await someSlots(day, place),
      ...{ email: oneOf(['canary@example.org', null]), mobile, wantsTexts: mobile !== null },
      support: oneOf([{}, { other: words }, { interpreter: 'Canary' }]),
    }
    if (asked.slotIds.length > 0) await requestVisit(db, asked, { now, randomBytes })
  }

  /** What is asked and written besides visits. */
  async function happens({ db, places, personId, now }: Day): Promise<void> {
    const place = oneOf(places)
    await query(
      db,
      `insert into sessions (sid, sess, expire)
       values (:id, '{"who": "canary"}', cast(:now as timestamptz) at time zone 'UTC' + interval '1 hour')`,
      { id: randomUUID(), now },
    )
    const contact = oneOf([
      { email: `canary${below(20)}@example.org`, mobile: null },
      { email: null, mobile: `+4477009001${10 + below(20)}` },
    ])
    const dates = { from: londonDate(now), to: addDays(londonDate(now), place.bookingWindowDays) }
    const alert = { placeId: place.id, visitType: 'social', language: 'cy', ...contact, ...dates } as const
    await askForAlert(db, alert, now)
    const question = {
      kind: 'complaint',
      language: 'en',
      name: 'Canary',
      email: 'canary@example.org',
    } as const
    await askAboutData(
      db,
      { ...question, visitReference: null, words: `${words} ${below(9)}` },
      { now, randomBytes },
    )
    const open = await query<{ id: number }>(db, 'select id from privacy_requests where answered_at is null')
    if (open[0]) await markPrivacyRequest(db, open[0].id, 'answered', { personId, now })
    const event = { placeId: place.id, at: now, what: 'settings_changed', personId } as const
    await insertPlaceEvent(db, { ...event, before: { phone: words }, after: null, why: words })
  }

  const visitors = (party: readonly unknown[]) =>
    party.map((_one, position) => {
      const isRefused = position > 0 && draw() < 0.2
      return isRefused
        ? { outcome: 'banned' as const, bannedUntil: '2030-01-01' }
        : { outcome: 'can_visit' as const, bannedUntil: null }
    })

  type Doing = (day: Day, visit: Visit) => Promise<unknown>

  const decides =
    (decision: 'choice1' | 'reject'): Doing =>
    ({ db, personId, now }, { id, version, party }) => {
      const told = { message: words, bookingReference: 'Canary 42', otherReason: words }
      const reasons = decision === 'reject' ? (['other', 'no_allowance'] as const) : []
      const form = aDecision({ decision, ...told, reasons: [...reasons], visitors: visitors(party) })
      const renewed = { ...form, allowanceRenewsOn: decision === 'reject' ? '2030-01-01' : null }
      return decideVisit(db, { visitId: id, version, personId, form: renewed }, now)
    }

  const asksToChange: Doing = async (day, visit) => {
    if (visit.status !== 'booked') return
    const slotIds = (await someSlots(day, visit.place)).filter((id) => id !== visit.slot?.id)
    // Often refused, as in life: too late, too full, or the same again.
    return asksForChange(day.db, visit, { slotIds, others: [child] }, day.now)
  }

  const changes =
    (end: 'choice1' | 'refuse' | 'withdraw'): Doing =>
    async ({ db, personId, now }, { id, version }) => {
      const change = await findOpenChange(db, id)
      if (!change) return
      const about = { visitId: id, version, changeId: change.id, personId }
      if (end === 'withdraw') return withdrawChange(db, about, now)
      const form = {
        decision: change.choices.length > 0 || end === 'refuse' ? end : 'confirm',
        reason: words,
      } as const
      return decideChange(db, { ...about, form: { ...form, visitors: visitors(change.party) } }, now)
    }

  const isKept: Doing = async ({ db, personId, now }, { id }) => {
    await insertFlags(db, { visits: [{ visitId: id, slotId: null }], why: 'visitor_banned', personId, now })
    const flags = await query<{ id: number }>(db, 'select id from visit_flags where visit_id = :id', { id })
    await keepFlagged(db, {
      visitId: id,
      flagIds: flags.map((flag) => flag.id),
      personId,
      because: words,
      now,
    })
  }

  const moves: Doing = async (day, { id, version, place }) => {
    const [slotId] = await someSlots(day, place)
    const move = { visitId: id, version, personId: day.personId, message: words }
    return slotId && moveVisit(day.db, { ...move, slotId }, day.now)
  }

  const doings: readonly Doing[] = [
    ...[
      decides('choice1'),
      decides('choice1'),
      decides('choice1'),
      decides('reject'),
      asksToChange,
      asksToChange,
    ],
    ...[
      asksToChange,
      changes('choice1'),
      changes('refuse'),
      changes('refuse'),
      changes('withdraw'),
      isKept,
      moves,
    ],
    ({ db, now }, { id, version }) => withdrawVisit(db, { visitId: id, version }, now),
    ({ db, now }, { id, version }) => cancelOwnVisit(db, { visitId: id, version }, now),
    ({ db, personId, now }, { id, version }) => {
      const why = { reasons: ['other' as const], otherReason: words, message: words }
      return cancelVisit(db, { visitId: id, version, personId, ...why }, now)
    },
    ({ db, personId, now }, { id, version }) =>
      undoDecision(db, { visitId: id, version, personId, isManager: true }, now),
    ({ db, personId, now }, { id }) => addNote(db, { visitId: id, personId, text: words }, now),
    ({ db, personId, now }, { id }) => messageVisitor(db, { visitId: id, personId, text: words }, now),
    ({ db, personId, now }, { id }) => insertView(db, { visitId: id, personId, now }),
    ({ db, personId, now }, { id, version }) =>
      recordAttendance(db, { visitId: id, version, personId, attended: draw() < 0.7 }, now),
  ]

  /** Something is done with one of the visits that are not forgotten; whether it may be is the actions' business. */
  async function goesOn(day: Day): Promise<void> {
    const known = await query<{ id: number }>(
      day.db,
      `select id from visits where status in ('requested', 'booked', 'attended') or requested_at > :since order by id`,
      { since: new Date(day.now.getTime() - 3 * 24 * 3_600_000) },
    )
    if (known.length > 0) await oneOf(doings)(day, await mustRead(day.db, oneOf(known).id))
  }

  return { asks, happens, goesOn }
}
