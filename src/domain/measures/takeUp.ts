/** Knows digital take-up, in both definitions. Standards K9, K10; decision C1. */
import type { Channel } from '../visit.ts'
import { share, sum } from './counts.ts'

/** Bookings of one period, by how they were made. */
export interface BookingsMade {
  /** Requests sent through the service. */
  byChannel: Readonly<Record<Channel, number>>
  /** Bookings made outside the service; null where nobody has said how many. */
  offline: number | null
}

/** By people on their own; with the help of an agent, by phone or face to face; without the digital service. */
export interface WaysOfBooking {
  self: number
  assisted: number
  other: number | null
}

/** What a prison keys at its own desk is no digital transaction of the visitor's. */
export const waysOf = ({ byChannel, offline }: BookingsMade): WaysOfBooking => ({
  self: byChannel.online,
  assisted: byChannel.phone + byChannel.face_to_face,
  other: offline === null ? null : byChannel.prison + offline,
})

export interface TakeUp {
  /** Digital with assisted digital ÷ all. */
  current: number | null
  /** Digital without assisted digital ÷ all (2013 to 2015). */
  of2014: number | null
}

/** Shares from 0 to 1; null while it is not known how many bookings were made outside the service. */
export function takeUp({ self, assisted, other }: WaysOfBooking): TakeUp {
  if (other === null) return { current: null, of2014: null }
  const all = sum([self, assisted, other])
  return { current: share(self + assisted, all), of2014: share(self, all) }
}
