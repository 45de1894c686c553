/** A manager changes a place's timetable: the slots follow, and no visit loses its time unseen (specification §4, §8). */
import { londonDate } from '../domain/dates.ts'
import type { LocalDate } from '../domain/dates.ts'
import type { SlotTime, VisitType } from '../domain/slots.ts'
import type { TimetableChange, TimetableProblem } from '../domain/timetable.ts'
import { applyChange } from '../domain/timetableChange.ts'
import { isNoDifference, sidesOf, timetableDifference } from '../domain/timetableDifference.ts'
import type { TimetableDifference } from '../domain/timetableDifference.ts'
import { weeksAhead } from '../domain/timetableEffects.ts'
import { timetableProblems } from '../domain/timetableProblems.ts'
import { transact } from '../store/database.ts'
import type { Database } from '../store/database.ts'
import { insertPlaceEvent } from '../store/placeEvents.ts'
import type { PlaceEventName } from '../store/placeEvents.ts'
import { lockSlotMaking } from '../store/slots.ts'
import { readTimetable } from '../store/timetables.ts'
import { lockTimetable, writeTimetable } from '../store/timetableWrites.ts'
import { changeUsedSlots } from './changeUsedSlots.ts'
import type { ChangedSlot, ChangedSlots, ChangedVisit } from './changeUsedSlots.ts'
import { makeSlotsOf } from './makeSlots.ts'

export interface TimetableRequest {
  placeId: number
  /** `places.timetable_version` that the page showed. */
  version: number
  personId: string
  change: TimetableChange
  /** At most 500 characters. */
  why: string
  /** Ids of the visits to flag in slots lowered below use; others are passed over. */
  flag: number[]
  /** Ids of the visits that the preview showed in slots lowered below use; without it, any may be in them. */
  seen?: number[]
}

export type AffectedVisit = ChangedVisit
export type AffectedSlot = ChangedSlot

export interface Effects extends ChangedSlots {
  /** The next four weeks from today, day by day, of the types that the change touches. */
  weeks: { date: LocalDate; visitType: VisitType; before: SlotTime[]; after: SlotTime[] }[]
}

/**
 * A change that asks for what is so already has no effects and makes no new version. `outOfDate`: somebody else changed
 * the timetable since. `unknown`: no such place. `moreAffected`: slots would be lowered below use with visits that were
 * not seen. Nothing is written of what is refused.
 */
export type TimetableOutcome =
  { changed: Effects } | { refused: 'outOfDate' | 'unknown' | 'moreAffected' | TimetableProblem[] }

const events: Record<TimetableChange['kind'], PlaceEventName> = {
  addTimes: 'times_added',
  changeTime: 'time_changed',
  endTime: 'time_ended',
  setException: 'exception_set',
  removeException: 'exception_removed',
  close: 'closed',
  reopen: 'reopened',
  import: 'timetable_imported',
}

async function change(trx: Database, asked: TimetableRequest, now: Date): Promise<TimetableOutcome> {
  const { placeId, personId, why, flag } = asked
  const today = londonDate(now)
  await lockSlotMaking(trx)
  const version = await lockTimetable(trx, placeId)
  if (version === undefined) return { refused: 'unknown' }
  if (version !== asked.version) return { refused: 'outOfDate' }
  const before = await readTimetable(trx, placeId, today)
  const problems = timetableProblems(before, asked.change, today)
  if (problems.length > 0) return { refused: problems }
  const after = applyChange(before, asked.change, today)
  const difference = timetableDifference(before, after)
  if (isNoDifference(difference)) return { changed: { removed: [], lowered: [], weeks: [] } }
  await writeTimetable(trx, placeId, difference)
  const slots = await changeUsedSlots(trx, { placeId, before, after, flag, personId, now })
  if (hasUnseen(slots, asked.seen)) throw new Undone({ refused: 'moreAffected' })
  await makeSlotsOf(trx, placeId, now)
  const what = events[asked.change.kind]
  await insertPlaceEvent(trx, { placeId, at: now, what, personId, why, ...touched(difference) })
  return { changed: { ...slots, weeks: weeksAhead(before, after, today) } }
}

const hasUnseen = ({ lowered }: ChangedSlots, seen: number[] | undefined): boolean =>
  seen !== undefined && lowered.some(({ visits }) => visits.some(({ visitId }) => !seen.includes(visitId)))

/** The entries that the change touches, as they were and as they are; lists without any are left out. */
function touched({ times, exceptions, closures }: TimetableDifference) {
  const sides = { times: sidesOf(times), exceptions: sidesOf(exceptions), closures: sidesOf(closures) }
  const side = (name: 'before' | 'after') => {
    const lists = Object.entries(sides).map(([list, entries]) => [list, entries[name]] as const)
    const filled = lists.filter(([, entries]) => entries.length > 0)
    return filled.length > 0 ? Object.fromEntries(filled) : null
  }
  return { before: side('before'), after: side('after') }
}

/** Ends a transaction of which nothing is to stay. */
class Undone extends Error {
  readonly outcome: TimetableOutcome

  constructor(outcome: TimetableOutcome) {
    super('Undone')
    this.outcome = outcome
  }
}

async function unlessUndone(acting: Promise<TimetableOutcome>): Promise<TimetableOutcome> {
  try {
    return await acting
  } catch (error) {
    if (error instanceof Undone) return error.outcome
    throw error
  }
}

/** Changes the timetable of a place and makes its slots follow, in one transaction. */
export const changeTimetable = (
  db: Database,
  asked: TimetableRequest,
  now: Date,
): Promise<TimetableOutcome> => unlessUndone(transact(db, (trx) => change(trx, asked, now)))

/** What the change would come to: the same transaction, undone, so that the preview cannot lie. */
export const previewTimetable = (
  db: Database,
  asked: TimetableRequest,
  now: Date,
): Promise<TimetableOutcome> =>
  unlessUndone(
    transact(db, async (trx) => {
      throw new Undone(await change(trx, asked, now))
    }),
  )
