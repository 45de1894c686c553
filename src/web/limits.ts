/** Knows how often things may be tried (specification §4 "Limits"); counted in Postgres, shared by all processes. */
import { createHmac } from 'node:crypto'
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible'
import { sessionPool } from '../store/sessionPool.ts'
import type { Database } from '../store/database.ts'

const hour = 3600

const limits = {
  wrongPerReference: { points: 5, duration: hour },
  wrongPerAddress: { points: 20, duration: hour },
  requestsPerPrisoner: { points: 20, duration: 24 * hour },
  submitsPerAddress: { points: 30, duration: hour },
  questionsPerAddress: { points: 10, duration: hour },
  feedbackPerAddress: { points: 20, duration: hour },
  changesPerVisit: { points: 10, duration: hour },
  alertsPerAddress: { points: 20, duration: hour },
  alertsPerContact: { points: 10, duration: 24 * hour },
  invitationsPerPerson: { points: 10, duration: 24 * hour },
  invitationsPerAddress: { points: 3, duration: 24 * hour },
  feedsPerPerson: { points: 20, duration: hour },
  // Calendars of many people may ask from one address.
  wrongFeedsPerAddress: { points: 300, duration: hour },
  readsPerFeed: { points: 60, duration: hour },
} as const

export type LimitName = keyof typeof limits

export interface Limits {
  /** Counts one try; gives the seconds to wait when it is one too many. */
  count(name: LimitName, subject: string): Promise<number | undefined>
  /** Takes a counted try back: it was not of the kind that the limit is about. */
  forget(name: LimitName, subject: string): Promise<void>
}

/** @param multiplier the demo allows more, so that a person can click through it */
export function createLimits(
  db: Database,
  secret: string,
  multiplier: number,
  onLimited: (name: LimitName) => void,
): Limits {
  const limiterOf = (name: LimitName) =>
    new RateLimiterPostgres({
      storeClient: sessionPool(db),
      storeType: 'pool',
      tableName: 'rate_limits',
      tableCreated: true,
      clearExpiredByTimeout: false,
      keyPrefix: name,
      points: limits[name].points * multiplier,
      duration: limits[name].duration,
    })
  const limiters = new Map<LimitName, RateLimiterPostgres>()
  const limiter = (name: LimitName) => {
    const found = limiters.get(name) ?? limiterOf(name)
    limiters.set(name, found)
    return found
  }
  const keyOf = (subject: string) => createHmac('sha256', secret).update(subject).digest('base64url')
  const secondsOf = (result: RateLimiterRes, name: LimitName) => {
    onLimited(name)
    return Math.ceil(result.msBeforeNext / 1000)
  }
  return {
    async count(name, subject) {
      try {
        await limiter(name).consume(keyOf(subject))
        return undefined
      } catch (refusal) {
        if (refusal instanceof RateLimiterRes) return secondsOf(refusal, name)
        throw refusal
      }
    },
    async forget(name, subject) {
      await limiter(name).reward(keyOf(subject), 1)
    },
  }
}
