/** Knows what is counted of a phone line and of the people who answer it. Standards K20, K25. */
import type { LocalDate } from './dates.ts'

/** What the phone line's provider counts of one hour; a call belongs to the hour in which it came. */
export interface PhoneLineHour {
  date: LocalDate
  /** From 0 to 23, London time. */
  hour: number
  offered: number
  answered: number
  abandoned: number
  /** Seconds that all callers of the hour waited together. */
  waitSeconds: number
  longestWaitSeconds: number
}

export type PhoneFigureProblem = 'moreThanOffered' | 'longerThanAll' | 'moreThanLongest'

/** What does not add up in the figures of an hour, each with the figure at fault. */
export function phoneFigureProblems(
  hour: Omit<PhoneLineHour, 'date' | 'hour'>,
): { figure: 'abandoned' | 'longestWaitSeconds' | 'waitSeconds'; problem: PhoneFigureProblem }[] {
  const { offered, answered, abandoned, waitSeconds, longestWaitSeconds } = hour
  if (answered + abandoned > offered) return [{ figure: 'abandoned', problem: 'moreThanOffered' }]
  if (longestWaitSeconds > waitSeconds) return [{ figure: 'longestWaitSeconds', problem: 'longerThanAll' }]
  if (waitSeconds > offered * longestWaitSeconds)
    return [{ figure: 'waitSeconds', problem: 'moreThanLongest' }]
  return []
}

/** Minutes that a call takes where none has been counted yet. */
export const usualMinutes = 15

/** Average minutes of handled calls; the usual ones where none was handled. */
export const averageMinutes = ({ calls, minutes }: { calls: number; minutes: number }): number =>
  calls > 0 && minutes > 0 ? minutes / calls : usualMinutes

/**
 * Calls that so many agents can take in an hour: agents × 60 minutes ÷ the average minutes of a call, rounded down.
 * An agent counts in every hour in which they handle a call.
 */
export const capacityOf = (agents: number, minutesOfCall: number): number =>
  Math.floor((agents * 60) / minutesOfCall)
