/** Knows a day of the phone agents, hour by hour: calls, minutes, and whether they were enough. Standards K20, K25. */
import { handledMinutes, isAboutVisit } from './calls.ts'
import type { CallOutcome, CallTimes } from './calls.ts'
import { londonInstant, londonTime } from './dates.ts'
import type { LocalDate } from './dates.ts'
import { averageMinutes, capacityOf } from './phoneFigures.ts'
import type { PhoneLineHour } from './phoneFigures.ts'

export interface TeamCall extends CallTimes {
  agentId: string
  outcome: CallOutcome | null
}

export interface TeamHour {
  hour: number
  /** What the line's provider counted; null before it is known. */
  line: PhoneLineHour | null
  /** Calls that agents began in the hour, with all their minutes, however long they went on. */
  calls: number
  minutes: number
  /** Ended with a visit booked, changed or cancelled. */
  completed: number
  gaveUp: number
  /** Those who handled a call in the hour, begun in it or before. */
  agents: number
  /** Calls that they can take in an hour. */
  capacity: number
  /** Calls offered beyond that; null before it is known how many were. */
  short: number | null
}

/** The hours shown even when nothing happened. */
const usualHours = { first: 9, last: 16 }

const hourMs = 3_600_000

const hourOf = (instant: Date): number => Number(londonTime(instant).slice(0, 2))

/** Minutes of all ended calls, and how many they were: what the average is made of. */
export function handledOf(calls: readonly CallTimes[], now: Date): { calls: number; minutes: number } {
  const ended = calls.filter(({ endedAt }) => endedAt !== null)
  return { calls: ended.length, minutes: ended.reduce((sum, call) => sum + handledMinutes(call, now), 0) }
}

function agentsIn(calls: readonly TeamCall[], begins: Date, now: Date): number {
  const ends = new Date(begins.getTime() + hourMs)
  const busy = calls.filter(({ startedAt, endedAt }) => startedAt < ends && (endedAt ?? now) >= begins)
  return new Set(busy.map(({ agentId }) => agentId)).size
}

/**
 * The hours of a day.
 *
 * @param average of the minutes that a call takes, from `averageMinutes`
 */
export function teamHours(
  date: LocalDate,
  {
    calls,
    line,
    average,
    now,
  }: { calls: readonly TeamCall[]; line: readonly PhoneLineHour[]; average: number; now: Date },
): TeamHour[] {
  const known = [...calls.map(({ startedAt }) => hourOf(startedAt)), ...line.map(({ hour }) => hour)]
  const first = Math.min(usualHours.first, ...known)
  const last = Math.max(usualHours.last, ...known)
  return Array.from({ length: last - first + 1 }, (_, n) => {
    const hour = first + n
    const begun = calls.filter(({ startedAt }) => hourOf(startedAt) === hour)
    const begins = londonInstant(date, `${String(hour).padStart(2, '0')}:00`)
    const agents = begins <= now ? agentsIn(calls, begins, now) : 0
    const figures = line.find((one) => one.hour === hour) ?? null
    const capacity = capacityOf(agents, average)
    return {
      hour,
      line: figures,
      calls: begun.length,
      minutes: begun.reduce((sum, call) => sum + handledMinutes(call, now), 0),
      completed: begun.filter(({ outcome }) => outcome !== null && isAboutVisit(outcome)).length,
      gaveUp: begun.filter(({ outcome }) => outcome === 'gave_up').length,
      agents,
      capacity,
      short: figures && Math.max(0, figures.offered - capacity),
    }
  })
}

/** Days whose calls the average is made of, the day itself among them. */
export const daysOfAverage = 28

/** The average minutes of ended calls; the usual ones where none has ended. */
export const averageOf = (calls: readonly CallTimes[], now: Date): number =>
  averageMinutes(handledOf(calls, now))
