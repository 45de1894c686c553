/** Knows what the service costs: by transaction over twelve months, and by channel. Standards K15, K20. */
import { monthsBetween, addMonths } from '../month.ts'
import type { Month } from '../month.ts'
import { pooled, share, sum, total } from './counts.ts'
import type { Counts } from './counts.ts'

/** `offline` is all that is booked outside the service; `shared` is borne by all channels, by their transactions. */
export const costChannels = ['online', 'phone', 'face_to_face', 'prison', 'offline', 'shared'] as const
export type CostChannel = (typeof costChannels)[number]

export const costCategories = [
  ...(['staff', 'training', 'accommodation', 'it', 'telecoms', 'overheads'] as const),
  ...(['depreciation', 'subcontractors', 'promotion', 'vat', 'other'] as const),
] as const
export type CostCategory = (typeof costCategories)[number]

/** What something cost in a period of whole months. */
export interface Cost {
  from: Month
  to: Month
  channel: CostChannel
  category: CostCategory
  pence: number
}

/** Pence of each month by channel: the cost of a period is spread evenly over its months. */
export function costsByMonth(costs: readonly Cost[]): Map<Month, Counts> {
  const byMonth = new Map<Month, Counts>()
  for (const { from, to, channel, pence } of costs) {
    const months = monthsBetween(from, to)
    for (const month of months)
      byMonth.set(month, pooled([byMonth.get(month) ?? {}, { [channel]: pence / months.length }]))
  }
  return byMonth
}

/**
 * What a channel cost, with its part of what is shared; null where nothing was keyed for the channel itself.
 * `transactions` are the completed ones of every channel.
 */
export function loadedCost(costs: Counts, transactions: Counts, channel: string): number | null {
  const own = costs[channel]
  if (own === undefined) return null
  const part = share(transactions[channel] ?? 0, total(transactions)) ?? 0
  return own + (costs.shared ?? 0) * part
}

/** What is known of a month: pence by channel, and completed transactions by channel. */
export interface CostedMonth {
  costs: Counts
  /** Null while it is not known how many were made outside the service. */
  transactions: Counts | null
}

/** The twelve months that end with this one. */
export const yearTo = (month: Month): Month[] => monthsBetween(addMonths(month, -11), month)

/** Pence a transaction; each null when costs or transactions of any of the twelve months are not known. */
export interface CostPerTransaction {
  all: number | null
  byChannel: Record<string, number | null>
}

const channels: readonly string[] = costChannels.filter((channel) => channel !== 'shared')
const unknown: CostPerTransaction = {
  all: null,
  byChannel: Object.fromEntries(channels.map((channel) => [channel, null])),
}

/** Rolling twelve months: the cost of all channels ÷ the completed transactions of all channels. */
export function costPerTransaction(month: Month, known: ReadonlyMap<Month, CostedMonth>): CostPerTransaction {
  const year = yearTo(month).map((one) => known.get(one))
  const transactions = pooled(year.map((one) => one?.transactions ?? {}))
  const costs = pooled(year.map((one) => one?.costs ?? {}))
  if (year.some((one) => !one?.transactions)) return unknown
  const isCosted = (channel: string) => year.every((one) => one?.costs[channel] !== undefined)
  const used = channels.filter((channel) => (transactions[channel] ?? 0) > 0)
  const ofChannel = (channel: string) => {
    const cost = isCosted(channel) ? loadedCost(costs, transactions, channel) : null
    return cost === null ? null : share(cost, transactions[channel] ?? 0)
  }
  return {
    all: used.every(isCosted) ? share(sum(Object.values(costs)), total(transactions)) : null,
    byChannel: Object.fromEntries(channels.map((channel) => [channel, ofChannel(channel)])),
  }
}
