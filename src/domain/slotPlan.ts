import type { LocalDate } from './dates.ts'
import type { VisitType } from './slots.ts'

/** One slot as the timetable wants it. */
export interface PlannedSlot {
  placeId: number
  visitType: VisitType
  date: LocalDate
  startsAt: Date
  endsAt: Date
  wanted: number
}

/** What there is of a slot. */
export type ExistingSlot = Omit<PlannedSlot, 'date'> & { id: number }

export interface PlanDifference {
  missing: PlannedSlot[]
  /** Slots with another end or number of places than planned. */
  changed: { id: number; endsAt: Date; wanted: number }[]
  /** Slots that nobody planned. */
  unplanned: ExistingSlot[]
}

/**
 * How the slots that there are differ from the plan; a place has one slot of a type at a moment, and one that has begun
 * stays as it is.
 */
export function comparePlan(
  existing: readonly ExistingSlot[],
  planned: readonly PlannedSlot[],
  now: Date,
): PlanDifference {
  const plans = new Map(planned.map((slot) => [momentOf(slot), slot]))
  const difference: PlanDifference = { missing: [], changed: [], unplanned: [] }
  for (const slot of existing) {
    const key = momentOf(slot)
    const plan = plans.get(key)
    plans.delete(key)
    if (slot.startsAt <= now) continue
    if (!plan) difference.unplanned.push(slot)
    else if (plan.wanted !== slot.wanted || plan.endsAt.getTime() !== slot.endsAt.getTime()) {
      difference.changed.push({ id: slot.id, endsAt: plan.endsAt, wanted: plan.wanted })
    }
  }
  difference.missing.push(...plans.values())
  return difference
}

const momentOf = ({
  placeId,
  visitType,
  startsAt,
}: Pick<PlannedSlot, 'placeId' | 'visitType' | 'startsAt'>) => `${placeId} ${visitType} ${startsAt.getTime()}`
