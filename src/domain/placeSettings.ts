/** Knows what a manager may set of a place, and what may not be (specification §4, §8). */
import { isEmailAddress } from './contactDetails.ts'

/** Why a place takes no bookings here. */
export const notBookableReasons = ['contracted_out', 'closed', 'other_way'] as const
export type NotBookableReason = (typeof notBookableReasons)[number]

/** Everything that a manager sets of a place. */
export interface PlaceSettings {
  address: string
  postcode: string
  phone: string
  email: string
  replyTo: string
  adultAge: number
  leadDays: number
  bookingWindowDays: number
  worksWeekends: boolean
  bookable: boolean
  notBookableReason: NotBookableReason | null
  officialLeadDays: number
  officialInstant: boolean
  visitorText: string
  visitorTextCy: string
  wantsCancellations: boolean
  wantsDigest: boolean
}

export type SettingName = keyof PlaceSettings

/** New values of some settings. */
export type SettingsChange = Partial<PlaceSettings>

/** Least and most of each number, both included. */
export const settingRanges = {
  adultAge: [1, 18],
  leadDays: [0, 28],
  bookingWindowDays: [1, 84],
  officialLeadDays: [0, 28],
} as const

/** Most characters of each text. */
export const longestTexts = { address: 300, visitorText: 2000, visitorTextCy: 2000 } as const

export interface SettingsProblem {
  field: SettingName
  problem:
    | 'missing'
    | 'wrongFormat'
    | 'outside'
    | 'tooLong'
    | 'tooShort'
    | 'tooShortForOfficial'
    | 'longerThanWindow'
  values?: Record<string, number>
}

/**
 * The shortest booking window, in days, with which there is a date to ask for on any day of an ordinary week: the lead
 * with the weekends that may fall into it, and the day after. A window that only bank holidays use up is no mistake.
 */
export function shortestWindow(leadDays: number, worksWeekends: boolean): number {
  return leadDays + 1 + (worksWeekends ? 0 : 2 * Math.ceil(leadDays / 5))
}

/** What of the settings really changes. */
export function changedSettings(before: PlaceSettings, change: SettingsChange): SettingsChange {
  const names = Object.keys(change) as SettingName[]
  return Object.fromEntries(
    names.filter((name) => change[name] !== before[name]).map((name) => [name, change[name]]),
  )
}

/** What is wrong with a change; what it does not touch is not looked at. */
export function settingsProblems(before: PlaceSettings, change: SettingsChange): SettingsProblem[] {
  const outside = rangeProblems(change)
  return [
    ...contactProblems(change),
    ...outside,
    ...(outside.length === 0 ? windowProblems(before, change) : []),
    ...textProblems(change),
    ...bookableProblems({ ...before, ...change }),
  ]
}

function contactProblems({ phone, email, replyTo }: SettingsChange): SettingsProblem[] {
  const problems: SettingsProblem[] = []
  if (phone === '') problems.push({ field: 'phone', problem: 'missing' })
  if (email === '') problems.push({ field: 'email', problem: 'missing' })
  if (email && !isEmailAddress(email)) problems.push({ field: 'email', problem: 'wrongFormat' })
  if (replyTo && !isEmailAddress(replyTo)) problems.push({ field: 'replyTo', problem: 'wrongFormat' })
  return problems
}

function rangeProblems(change: SettingsChange): SettingsProblem[] {
  const names = Object.keys(settingRanges) as (keyof typeof settingRanges)[]
  return names.flatMap((field): SettingsProblem[] => {
    const value = change[field]
    const [least, most] = settingRanges[field]
    const isWithin = value === undefined || (Number.isInteger(value) && value >= least && value <= most)
    return isWithin ? [] : [{ field, problem: 'outside', values: { least, most } }]
  })
}

/** A window too short for the lead leaves days on which nobody can ask for anything. */
function windowProblems(before: PlaceSettings, change: SettingsChange): SettingsProblem[] {
  const { bookingWindowDays: window, leadDays, officialLeadDays, worksWeekends } = { ...before, ...change }
  const least = shortestWindow(leadDays, worksWeekends)
  const leastOfficial = shortestWindow(officialLeadDays, worksWeekends)
  if ('officialLeadDays' in change && window < leastOfficial) {
    return [
      { field: 'officialLeadDays', problem: 'longerThanWindow', values: { window, least: leastOfficial } },
    ]
  }
  const touchesRules = 'bookingWindowDays' in change || 'leadDays' in change || 'worksWeekends' in change
  if (touchesRules && window < least) {
    return [{ field: 'bookingWindowDays', problem: 'tooShort', values: { least } }]
  }
  if (touchesRules && window < leastOfficial) {
    return [{ field: 'bookingWindowDays', problem: 'tooShortForOfficial', values: { least: leastOfficial } }]
  }
  return []
}

function textProblems(change: SettingsChange): SettingsProblem[] {
  const names = Object.keys(longestTexts) as (keyof typeof longestTexts)[]
  return names
    .filter((field) => Array.from(change[field] ?? '').length > longestTexts[field])
    .map((field) => ({ field, problem: 'tooLong', values: { most: longestTexts[field] } }))
}

/** A place that takes no bookings says why, and only such a place. */
function bookableProblems({ bookable, notBookableReason }: PlaceSettings): SettingsProblem[] {
  return bookable === (notBookableReason === null) ? [] : [{ field: 'bookable', problem: 'missing' }]
}
