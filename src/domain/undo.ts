import { z } from 'zod'
import type { LocalDate } from './dates.ts'
import { freePlaces } from './slots.ts'
import type { VisitStatus } from './visit.ts'

type SlotOfVisit = {
  id: number
  date: LocalDate
  startsAt: Date
  wanted: number
  booked: number
  held: number
}

/** What the rule needs to know of a visit. */
export type UndoFacts = {
  status: VisitStatus
  slot: SlotOfVisit | null
  /** In which a change of it holds a place. */
  heldSlotId?: number | null
  /** In order of rank. */
  choices: readonly { slot: SlotOfVisit }[]
  /** The date of its latest choice. */
  expiresOn: LocalDate
}

/** What last changed the visit's status or time, and who did it. */
export type LastChange = { what: string; personId: string | null }

/** Who would undo it, and when. */
export type Undoing = { personId: string; isManager: boolean; today: LocalDate; now: Date }

/** `notDecided`: it is not, or no longer, as a clerk decided it. */
export type UndoProblem = 'notDecided' | 'notYours' | 'over' | 'slotFull'

const decisions: Partial<Record<VisitStatus, string>> = { booked: 'confirmed', rejected: 'rejected' }

/**
 * Why a decision cannot be taken back, or nothing. Specification §3: by the same clerk or a manager, while the visit is
 * still as decided and its date to come, and the place that the request would hold is still free.
 */
export function undoProblem(
  visit: UndoFacts,
  last: LastChange | undefined,
  { personId, isManager, today, now }: Undoing,
): UndoProblem | undefined {
  if (last === undefined || decisions[visit.status] !== last.what) return 'notDecided'
  if (!isManager && last.personId !== personId) return 'notYours'
  if (today >= visit.expiresOn || (visit.slot !== null && today >= visit.slot.date)) return 'over'
  const wanted = slotToHold(visit.choices, now)
  const isOwn = wanted !== undefined && [visit.slot?.id, visit.heldSlotId].includes(wanted.id)
  const isFree = wanted === undefined || isOwn || freePlaces(wanted) > 0
  return isFree ? undefined : 'slotFull'
}

/** The slot in which a request holds its place: its first choice, while that is to come. Specification §4, "Hold". */
export function slotToHold<Slot extends { startsAt: Date }>(
  choices: readonly { slot: Slot }[],
  now: Date,
): Slot | undefined {
  const first = choices[0]?.slot
  return first && first.startsAt > now ? first : undefined
}

const undoneTime = z.object({ time: z.object({ startsAt: z.coerce.date(), endsAt: z.coerce.date() }) })

/** What history keeps of the time that an undone confirmation had given, as a slot without visits may go. */
export const undoneTimeOf = (slot: { id: number; startsAt: Date; endsAt: Date } | null) =>
  slot && { slotId: slot.id, time: { startsAt: slot.startsAt, endsAt: slot.endsAt } }

/** That time as it comes back from history; none where nothing was booked. */
export const readUndoneTime = (details: unknown): { startsAt: Date; endsAt: Date } | undefined =>
  undoneTime.safeParse(details).data?.time
