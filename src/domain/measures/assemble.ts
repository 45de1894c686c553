/** Knows how the measures of a span of months are put together of their counts: of all places, and of each. */
import { callChannels } from '../calls.ts'
import type { CallChannel } from '../calls.ts'
import { addMonths, monthsBetween } from '../month.ts'
import type { Month } from '../month.ts'
import type { Channel } from '../visit.ts'
import { costPerTransaction, costsByMonth, loadedCost } from './costs.ts'
import type { Cost, CostedMonth, CostPerTransaction } from './costs.ts'
import type { Counts } from './counts.ts'
import { pooled, sum } from './counts.ts'
import { answersOf, bookingsOf } from './monthCounts.ts'
import type { MonthCounts } from './monthCounts.ts'
import { placeMeasures, toldAssisted, toldSatisfaction } from './monthMeasures.ts'
import type { PlaceMeasures, ToldAssisted, ToldSatisfaction } from './monthMeasures.ts'
import type { Policy } from './suppression.ts'
import { waysOf } from './takeUp.ts'
import type { WaysOfBooking } from './takeUp.ts'

/** What is kept of a span of months; it begins eleven months before the first that is told, for the costs of a year. */
export interface Kept {
  /** Of all places, by month. */
  totals: ReadonlyMap<Month, MonthCounts>
  bookings: ReadonlyMap<Month, readonly { place: string; channel: Channel; count: number }[]>
  offline: ReadonlyMap<Month, readonly { place: string; bookings: number }[]>
  costs: readonly Cost[]
}

export interface MonthMeasures extends PlaceMeasures {
  month: Month
  satisfaction: ToldSatisfaction
  /** Pence. */
  cost: CostPerTransaction
  assisted: Record<CallChannel, ToldAssisted>
  /** At how many places it is known what was booked elsewhere, of those with bookings. */
  offlineKnown: { places: number; of: number }
  counts: MonthCounts
}

interface PlaceBookings {
  byChannel: Record<Channel, number>
  offline: number | null
}

/** The bookings of each place in one month. */
export function bookingsByPlace({ bookings, offline }: Kept, month: Month): Map<string, PlaceBookings> {
  const ofMonth = Map.groupBy(bookings.get(month) ?? [], ({ place }) => place)
  const known = new Map((offline.get(month) ?? []).map((row) => [row.place, row.bookings]))
  const places = new Set([...ofMonth.keys(), ...known.keys()])
  return new Map(
    [...places].map((place) => {
      const counts = Object.fromEntries(
        (ofMonth.get(place) ?? []).map(({ channel, count }) => [channel, count]),
      )
      return [place, { byChannel: bookingsOf({ bookings: counts }), offline: known.get(place) ?? null }]
    }),
  )
}

/** Take-up of all is that of the places of which both sides are known. */
function waysOfAll(places: readonly PlaceBookings[]): WaysOfBooking {
  const known = places.map(waysOf).filter(({ other }) => other !== null)
  return {
    self: sum(known.map(({ self }) => self)),
    assisted: sum(known.map(({ assisted }) => assisted)),
    other: known.length > 0 ? sum(known.map(({ other }) => other ?? 0)) : null,
  }
}

/** Completed transactions by channel; null unless it is known of every place what was booked elsewhere. */
function transactionsOf(places: readonly PlaceBookings[]): Counts | null {
  if (places.length === 0 || places.some(({ offline }) => offline === null)) return null
  const offline = sum(places.map((place) => place.offline ?? 0))
  return pooled([...places.map(({ byChannel }) => byChannel), { offline }])
}

/** The measures of all places together, month by month. */
export function assemble(
  kept: Kept,
  { from, to }: { from: Month; to: Month },
  policy: Policy,
): MonthMeasures[] {
  const spent = costsByMonth(kept.costs)
  const places = new Map(
    monthsBetween(addMonths(from, -11), to).map((month) => [
      month,
      [...bookingsByPlace(kept, month).values()],
    ]),
  )
  const costed = new Map(
    [...places].map(([month, ofMonth]): [Month, CostedMonth] => [
      month,
      { costs: spent.get(month) ?? {}, transactions: transactionsOf(ofMonth) },
    ]),
  )
  return monthsBetween(from, to)
    .filter((month) => kept.totals.has(month))
    .map((month): MonthMeasures => {
      const counts = kept.totals.get(month) ?? {}
      const ofMonth = places.get(month) ?? []
      const costOf = (channel: CallChannel) =>
        loadedCost(spent.get(month) ?? {}, costed.get(month)?.transactions ?? bookingsOf(counts), channel)
      return {
        month,
        ...placeMeasures({ counts, ways: waysOfAll(ofMonth) }, policy),
        satisfaction: toldSatisfaction(answersOf(counts), policy),
        cost: costPerTransaction(month, costed),
        assisted: Object.fromEntries(
          callChannels.map((channel) => [channel, toldAssisted(counts, channel, costOf(channel), policy)]),
        ) as Record<CallChannel, ToldAssisted>,
        offlineKnown: {
          places: ofMonth.filter(({ offline }) => offline !== null).length,
          of: ofMonth.length,
        },
        counts,
      }
    })
}

/** The measures of each place in one month; `counts` are the place's. */
export function assemblePlaces(
  kept: Kept,
  month: Month,
  countsOf: ReadonlyMap<string, MonthCounts>,
  policy: Policy,
): Map<string, PlaceMeasures> {
  const byPlace = bookingsByPlace(kept, month)
  const totals = Object.fromEntries(
    [...byPlace].map(([place, { byChannel }]) => [place, sum(Object.values(byChannel))]),
  )
  const told = policy.parts(totals)
  return new Map(
    [...byPlace].map(([place, bookings]) => {
      const measures = placeMeasures({ counts: countsOf.get(place) ?? {}, ways: waysOf(bookings) }, policy)
      return [place, { ...measures, bookings: told[place] ?? null }]
    }),
  )
}
