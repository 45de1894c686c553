/** Knows what it means to change a visit: its own places, what is new, and when a change may be asked for. */
import type { LocalDate } from './dates.ts'
import { nameKey } from './names.ts'
import type { PartyMember } from './party.ts'

/** The places that a visit has already: its slot's id once it is booked, and that of the slot it holds a place in. */
export type OwnPlaces = { booked: number | null; held: number | null }

type Counts = { id: number; wanted: number; booked: number; held: number }

/** A slot as the visit itself sees it: a place that it has there counts as free. Specification §4, "Change". */
export function asFreeFor<Slot extends Counts>(slot: Slot, own: OwnPlaces): Slot {
  const isBooked = slot.id === own.booked
  if (!isBooked && slot.id !== own.held) return slot
  const wanted = Math.max(slot.wanted, slot.booked + slot.held)
  const counts = isBooked ? { booked: slot.booked - 1 } : { held: slot.held - 1 }
  return { ...slot, wanted, ...counts }
}

/** What is new in a party. `changed` are people whose name or date of birth is written otherwise. */
export type PartyChange<Was extends PartyMember> = {
  added: PartyMember[]
  removed: Was[]
  changed: { from: Was; to: PartyMember }[]
}

const isSame = (one: PartyMember, other: PartyMember) =>
  one.firstName === other.firstName &&
  one.lastName === other.lastName &&
  one.kind === other.kind &&
  one.dateOfBirth === other.dateOfBirth

const isAlike = (one: PartyMember, other: PartyMember) =>
  (one.dateOfBirth !== undefined && one.dateOfBirth === other.dateOfBirth) ||
  nameKey(one.firstName, one.lastName) === nameKey(other.firstName, other.lastName)

/** Compares two parties, in whichever order. */
export function changeOfParty<Was extends PartyMember>(
  before: readonly Was[],
  after: readonly PartyMember[],
): PartyChange<Was> {
  const removed = [...before]
  const added: PartyMember[] = []
  for (const person of after) {
    const place = removed.findIndex((other) => isSame(other, person))
    if (place === -1) added.push(person)
    else removed.splice(place, 1)
  }
  const changed: PartyChange<Was>['changed'] = []
  for (const from of [...removed]) {
    const to = added.find((person) => isAlike(from, person))
    if (!to) continue
    changed.push({ from, to })
    removed.splice(removed.indexOf(from), 1)
    added.splice(added.indexOf(to), 1)
  }
  return { added, removed, changed }
}

/** Whether two parties are the same people, in whichever order. */
export function isSameParty(before: readonly PartyMember[], after: readonly PartyMember[]): boolean {
  const { added, removed, changed } = changeOfParty(before, after)
  return added.length + removed.length + changed.length === 0
}

/** What a visit has or asks for now. */
type TimesNow<Slot> = { slot: Slot | null; choices: readonly { slot: Slot }[] }

/** The slots that a visit asks for now: a booked one for its own alone. */
export const slotsNow = <Slot>({ slot, choices }: TimesNow<Slot>): Slot[] =>
  slot ? [slot] : choices.map((choice) => choice.slot)

/** The ids of those slots. */
export const slotIdsNow = (now: TimesNow<{ id: number }>): number[] => slotsNow(now).map(({ id }) => id)

/** Whether the times asked for are those that the visit has or asks for now. */
export function areSameTimes(now: TimesNow<{ id: number }>, slotIds: readonly number[]): boolean {
  return slotIdsNow(now).join() === slotIds.join()
}

/** A change ends at 00:00 in London on the earlier of its latest choice's date and the visit's own. */
export const changeEndsOn = (visitDate: LocalDate, latestChoice: LocalDate): LocalDate =>
  latestChoice < visitDate ? latestChoice : visitDate
