/** Knows what is told of a visit to sort out: when and whose it is, why it is on the list and since when. */
import type { FailedMessage } from '../../store/failedMessages.ts'
import type { FlaggedVisit } from '../../store/flagged.ts'
import type { OpenFlag } from '../../store/flags.ts'
import { translator } from '../../text/translate.ts'
import { printed } from '../../views/printed.ts'
import { lastFirst, moment, tableTimes } from '../../views/staffFormat.ts'

const { text, has } = translator('en')

/** A row of the list; its address of cancelling names this visit alone. */
export function flaggedRow(visit: FlaggedVisit) {
  const { reference, status, startsAt, endsAt, otherTimes, flags } = visit
  const address = `/staff/visits/${reference}`
  const isBooked = status === 'booked'
  return {
    ...printed({
      reference,
      address,
      moveAddress: isBooked ? `${address}/move` : undefined,
      cancelAddress: cancelAddress([reference]),
      keepAddress: `/staff/flagged/${reference}/keep`,
      time: tableTimes({ startsAt, endsAt }),
      prisoner: lastFirst(visit.prisoner),
      prisonNumber: visit.prisonNumber,
      placeName: visit.placeName,
      mainVisitor: lastFirst(visit.mainVisitor),
      people: text('staffFlagged.people', { count: visit.people }),
    }),
    isBooked,
    status: { state: status, text: text(`staff.statuses.${status}`) },
    otherTimes: otherTimes > 0 ? printed(text('staffFlagged.otherTimes', { count: otherTimes })) : undefined,
    flags: flagsView(flags),
  }
}

/** "Slot closed: Repairs", the slots, and who flagged it when; what differs in its slots alone is told once. */
export function flagsView(flags: readonly OpenFlag[]) {
  const alike = Map.groupBy(flags, ({ why, reason, raisedAt, raisedBy }) =>
    JSON.stringify([why, reason, raisedAt, raisedBy]),
  )
  return [...alike.values()].flatMap((group) => {
    const [flag] = group
    if (!flag) return []
    return {
      why: text(`staffFlagged.whys.${flag.why}`),
      reason: flag.reason ? printed(flag.reason) : undefined,
      slots: printed(
        group.flatMap(({ startsAt, endsAt }) =>
          startsAt && endsAt ? [tableTimes({ startsAt, endsAt })] : [],
        ),
      ),
      since: printed(text('staffFlagged.since', { at: moment(flag.raisedAt), name: flag.raisedBy })),
    }
  })
}

/** The page on which these visits are cancelled, or rejected where they are requests. */
export function cancelAddress(references: readonly string[]): string {
  const search = new URLSearchParams()
  for (const reference of references) search.append('visit', reference)
  return `/staff/flagged/cancel?${search.toString()}`
}

/** A row of the messages that did not arrive. */
export function messageRow(message: FailedMessage) {
  const { kind, channel, failure } = message
  return {
    ...printed({
      id: message.id,
      reference: message.reference,
      address: `/staff/visits/${message.reference}`,
      prisoner: lastFirst(message.prisoner),
      prisonNumber: message.prisonNumber,
      mainVisitor: lastFirst(message.mainVisitor),
      placeName: message.placeName,
      at: moment(message.queuedAt),
    }),
    kind: text(`staff.messageKinds.${kind}`),
    channel: text(`staff.messageChannels.${channel}`),
    failure: text(
      has(`staffFlagged.messages.failures.${failure}`)
        ? `staffFlagged.messages.failures.${failure}`
        : 'staffFlagged.messages.failures.other',
    ),
  }
}
