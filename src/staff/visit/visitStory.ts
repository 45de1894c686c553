/** Knows what the page of a visit tells of what happened since: history, messages, notes, and what is to be sorted out. */
import { resendProblem } from '../../actions/resendMessage.ts'
import { readMove } from '../../domain/move.ts'
import type { VisitEvent } from '../../store/events.ts'
import type { OpenFlag } from '../../store/flags.ts'
import type { Note } from '../../store/notes.ts'
import { isOutOfDate } from '../../store/notifications.ts'
import type { Notification } from '../../store/notifications.ts'
import type { Visit } from '../../store/visits.ts'
import { translator } from '../../text/translate.ts'
import { printed } from '../../views/printed.ts'
import { moment, tableTimes } from '../../views/staffFormat.ts'

export interface StoryFacts {
  visit: Visit
  now: Date
  /** Newest first, like everything here. */
  events: VisitEvent[]
  notifications: Notification[]
  notes: Note[]
  flags: OpenFlag[]
  /** Why it was kept as it is, by event. */
  keptBecause: ReadonlyMap<number, string>
}

const { text, has } = translator('en')

/** What the view shows of it. */
export function visitStory(facts: StoryFacts) {
  const { events, notifications, notes, flags, keptBecause } = facts
  return {
    history: events.map((event) => eventOf(event, keptBecause.get(event.id))),
    messages: notifications.map((message) => messageOf(message, facts)),
    written: events.filter((event) => event.text !== '').map(writtenOf),
    notes: notes.map((note) => printed({ by: byAndWhen(note), text: note.text })),
    flags: flags.map(flagOf),
  }
}

const byAndWhen = ({ personName, at }: { personName: string | null; at: Date }) =>
  text('staff.outcome.byAndWhen', { by: personName ?? '', at: moment(at) })

const titleOf = ({ what }: VisitEvent) => (has(`staff.events.${what}`) ? text(`staff.events.${what}`) : what)

/** What more history knows of an event, in a line. */
function moreOf({ what, details }: VisitEvent, keptBecause: string | undefined): string {
  if (keptBecause !== undefined) return text('staff.eventDetails.kept', { why: keptBecause })
  if ('from' in details) return text('staff.eventDetails.moved', { time: tableTimes(readMove(details).from) })
  const { why } = details
  return what === 'flagged' && typeof why === 'string' ? text(`staffFlagged.whys.${why}`) : ''
}

function eventOf(event: VisitEvent, keptBecause: string | undefined) {
  const { at, actor, personName } = event
  return {
    title: titleOf(event),
    more: printed(moreOf(event, keptBecause)),
    by: printed(text(`staff.actors.${actor}`, { name: personName ?? '' })),
    at: printed(moment(at)),
    timestamp: printed(at.toISOString()),
  }
}

const writtenOf = (event: VisitEvent) => ({
  title: titleOf(event),
  ...printed({ by: byAndWhen(event), text: event.text }),
})

/** A tag for how a message stands; those that were rightly not sent did not fail. */
function stateOf({ state, failure }: Notification): string {
  if (failure === 'no_text_service') return failure
  return isOutOfDate(failure) ? 'not_needed' : state
}

/** What history keeps of the event that a message tells of, or tells of again. */
function detailsOf({ eventId }: Notification, events: readonly VisitEvent[]): Record<string, unknown> {
  const find = (id: unknown) => events.find((event) => event.id === id)?.details ?? {}
  const { again } = find(eventId)
  return find(again ?? eventId)
}

function messageOf(message: Notification, { visit, events, now }: StoryFacts) {
  const { id, kind, channel, queuedAt, sentAt } = message
  const state = stateOf(message)
  const mayResend = resendProblem(message, visit, detailsOf(message, events), now) === undefined
  return {
    resend: mayResend && printed(`/staff/visits/${visit.reference}/messages/${id}/resend`),
    kind: text(`staff.messageKinds.${kind}`),
    channel: text(`staff.messageChannels.${channel}`),
    state: { state, text: text(`staff.messageStates.${state}`) },
    at: printed(moment(sentAt ?? queuedAt)),
  }
}

function flagOf({ why, startsAt, endsAt, reason, raisedAt, raisedBy }: OpenFlag) {
  const time = startsAt && endsAt ? tableTimes({ startsAt, endsAt }) : ''
  return {
    why: text(`staffFlagged.whys.${why}`),
    ...printed({
      about: [time, reason ?? ''].filter(Boolean).join(': '),
      since: text('staffFlagged.since', { at: moment(raisedAt), name: raisedBy }),
    }),
  }
}
