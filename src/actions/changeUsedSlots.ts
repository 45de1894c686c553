/** The slots in use follow a change of their timetable: they keep their times, get another number of places, and are flagged. */
import type { LocalDate } from '../domain/dates.ts'
import type { VisitType } from '../domain/slots.ts'
import type { PlaceTimetable } from '../domain/timetable.ts'
import { fateOf } from '../domain/timetableEffects.ts'
import type { SlotFate } from '../domain/timetableEffects.ts'
import type { Database } from '../store/database.ts'
import { insertFlags, settleReopened } from '../store/flags.ts'
import { listVisitsInSlots } from '../store/slotVisits.ts'
import type { VisitInSlot } from '../store/slotVisits.ts'
import { lockSlotsOfPlace, setWanted } from '../store/slots.ts'
import type { Slot } from '../store/slots.ts'

export type ChangedVisit = Omit<VisitInSlot, 'slotId' | 'takesPlace'>

/** A slot in use, with its new number of places. */
export interface ChangedSlot {
  slotId: number
  visitType: VisitType
  date: LocalDate
  startsAt: Date
  endsAt: Date
  wanted: number
  booked: number
  held: number
  visits: ChangedVisit[]
}

/** What becomes of the slots in use, each list in order of time. */
export interface ChangedSlots {
  /** Slots that the change closes, ends or gives another end: nobody can book them and all their visits are flagged. */
  removed: ChangedSlot[]
  /** Slots with fewer places than are taken: of the visits that take them those chosen are flagged. */
  lowered: ChangedSlot[]
}

export interface UsedSlotChange {
  placeId: number
  before: PlaceTimetable
  after: PlaceTimetable
  /** Ids of the visits to flag in slots lowered below use. */
  flag: readonly number[]
  personId: string
  now: Date
}

type FatedSlot = Slot & { fate: SlotFate; visits: VisitInSlot[] }

/** Every slot of the place is locked first: who sends a request has finished, and who comes later finds the new places. */
export async function changeUsedSlots(trx: Database, change: UsedSlotChange): Promise<ChangedSlots> {
  const { placeId, before, after, flag, ...by } = change
  const slots = await lockSlotsOfPlace(trx, placeId, by.now)
  const fated = slots.flatMap((slot) => {
    const fate = fateOf(slot, before, after)
    return fate ? [{ ...slot, fate }] : []
  })
  const visits = await listVisitsInSlots(
    trx,
    fated.map(({ id }) => id),
  )
  const used = fated
    .map((slot): FatedSlot => ({ ...slot, visits: visits.filter(({ slotId }) => slotId === slot.id) }))
    .filter(({ visits, booked, held }) => visits.length + booked + held > 0)
  await setWanted(
    trx,
    used.map(({ id, fate }) => ({ id, wanted: fate.wanted })),
  )
  const reopened = fated.filter(({ fate }) => fate.reopens).map(({ id }) => id)
  if (reopened.length > 0) await settleReopened(trx, { slotIds: reopened, ...by })
  const removed = used.filter(({ fate }) => fate.why !== null)
  const lowered = used
    .filter(({ fate, booked, held }) => fate.why === null && fate.wanted < booked + held)
    .map((slot) => ({ ...slot, visits: slot.visits.filter(({ takesPlace }) => takesPlace) }))
  const chosen = lowered.map((slot) => ({
    ...slot,
    visits: slot.visits.filter(({ visitId }) => flag.includes(visitId)),
  }))
  await flagAll(trx, removed, 'slot_closed', by)
  await flagAll(trx, removed, 'slot_changed', by)
  await flagAll(trx, chosen, 'over_capacity', by)
  return { removed: inOrder(removed), lowered: inOrder(lowered) }
}

async function flagAll(
  trx: Database,
  slots: FatedSlot[],
  why: 'slot_closed' | 'slot_changed' | 'over_capacity',
  by: Pick<UsedSlotChange, 'personId' | 'now'>,
): Promise<void> {
  const visits = slots
    .filter(({ fate }) => (fate.why ?? 'over_capacity') === why)
    .flatMap((slot) => slot.visits.map(({ visitId }) => ({ visitId, slotId: slot.id })))
  if (visits.length > 0) await insertFlags(trx, { visits, why, ...by })
}

const inOrder = (slots: FatedSlot[]): ChangedSlot[] =>
  slots
    .toSorted((a, b) => a.startsAt.getTime() - b.startsAt.getTime() || a.visitType.localeCompare(b.visitType))
    .map(asChanged)

function asChanged(slot: FatedSlot): ChangedSlot {
  const { id, visitType, date, startsAt, endsAt, booked, held, fate } = slot
  const visits = slot.visits.map(({ slotId: _slotId, takesPlace: _takesPlace, ...visit }) => visit)
  return { slotId: id, visitType, date, startsAt, endsAt, wanted: fate.wanted, booked, held, visits }
}
