/** Knows the invented calls of the demo's agent: of today, if the day is old enough, and of the days before. */
import { randomUUID } from 'node:crypto'
import type { CallChannel, CallManner, CallOutcome, HelpReason, Satisfaction } from '../domain/calls.ts'
import { endCall, insertCall, keepVisitOfCall, pauseCall, resumeCall } from '../store/calls.ts'
import { query } from '../store/database.ts'
import type { Database } from '../store/database.ts'
import { person } from './demoRequest.ts'
import type { DemoRequest } from './demoRequest.ts'

/** What was asked for in calls, by people without e-mail. */
export const callRequests: DemoRequest[] = [
  {
    place: 'leeds',
    daysAgo: 0,
    prisonNumber: 'D1011EM',
    prisoner: person('Demo', 'Kerria', '1984-10-03'),
    party: [person('Lena', 'Letters', '1949-05-23')],
    email: null,
    postalAddress: { name: 'Lena Letters', lines: ['1 Made Up Street', 'Leeds'], postcode: 'LS12 1AA' },
    byPhone: true,
    skip: 9,
  },
  {
    place: 'cardiff',
    daysAgo: 0,
    prisonNumber: 'D1012EM',
    prisoner: person('Demo', 'Llwyfen', '1991-02-14'),
    party: [person('Tegwen', 'Testun', '1952-08-30')],
    email: null,
    mobile: '+447700900982',
    byPhone: true,
    language: 'cy',
    skip: 6,
  },
]

interface DemoCall {
  /** Minutes before the demo's first start at which it began. */
  minutesAgo: number
  minutes: number
  pausedMinutes?: number
  channel?: CallChannel
  manner?: CallManner
  reason: HelpReason
  outcome: CallOutcome
  satisfaction?: Satisfaction
  /** The prison number of the visit that it was about. */
  about?: string
}

const dayOf = (days: number) => days * 24 * 60

const calls: DemoCall[] = [
  { minutesAgo: 20, minutes: 4, reason: 'not_confident', outcome: 'information', satisfaction: 4 },
  {
    minutesAgo: 55,
    minutes: 14,
    reason: 'no_internet',
    outcome: 'booked',
    satisfaction: 5,
    about: 'D1011EM',
  },
  { minutesAgo: 80, minutes: 3, reason: 'problem_with_service', outcome: 'gave_up' },
  {
    minutesAgo: 130,
    minutes: 17,
    pausedMinutes: 4,
    manner: 'talk_through',
    reason: 'language',
    outcome: 'booked',
    satisfaction: 3,
    about: 'D1012EM',
  },
  { minutesAgo: 165, minutes: 6, reason: 'urgent_or_upsetting', outcome: 'transferred' },
  {
    minutesAgo: dayOf(1) + 40,
    minutes: 9,
    channel: 'face_to_face',
    reason: 'no_email',
    outcome: 'information',
  },
  {
    minutesAgo: dayOf(1) + 130,
    minutes: 11,
    reason: 'disability_or_health',
    outcome: 'information',
    satisfaction: 5,
  },
  { minutesAgo: dayOf(2) + 75, minutes: 2, reason: 'other', outcome: 'gave_up' },
]

const minute = 60_000

/** Keeps the calls as that agent's. */
export async function addCalls(db: Database, agentId: string, now: Date): Promise<void> {
  for (const call of calls) {
    const { minutesAgo, minutes, pausedMinutes = 0, channel = 'phone', manner = 'on_behalf', reason } = call
    const own = { id: randomUUID(), agentId }
    const at = (after: number) => new Date(now.getTime() + (after - minutesAgo) * minute)
    await insertCall(db, { ...own, channel, manner, reason, startedAt: at(0) })
    if (pausedMinutes > 0) {
      await pauseCall(db, own, at(1))
      await resumeCall(db, own, at(1 + pausedMinutes))
    }
    const [visit] = await query<{ id: number }>(db, 'select id from visits where prison_number = :about', {
      about: call.about ?? '',
    })
    if (visit) await keepVisitOfCall(db, own, visit.id)
    const { outcome, satisfaction = null } = call
    await endCall(db, own, { outcome, satisfaction, now: at(minutes) })
  }
}
