/** Knows the address of the list of official visits: what it filters by and shows, and how that is written. */
import { z } from 'zod'
import { officialStatuses } from '../../domain/officialList.ts'
import type { OfficialStatus } from '../../domain/officialList.ts'
import { readDate } from '../../domain/typedDate.ts'
import type { OfficialVisitFilter } from '../../store/professionalVisits.ts'
import { pageIn } from '../../views/pagination.ts'

/** What the address asks for, as typed where it means something; nothing in it is personal. */
export interface ListQuery {
  status: OfficialStatus | ''
  /** The slug of a place. */
  place: string
  /** Dates as typed. */
  from: string
  to: string
  page: number
}

const text = (most: number) => z.string().max(most).catch('')

const query = z.object({
  status: z.enum(officialStatuses).or(z.literal('')).catch(''),
  place: z
    .string()
    .regex(/^[a-z-]{1,60}$/)
    .catch(''),
  from: text(20),
  to: text(20),
  page: z.string().optional().catch(undefined).transform(pageIn),
})

export const readQuery = (asked: unknown): ListQuery => query.parse(asked)

type DateField = 'from' | 'to'

/** Dates that are none, or in the wrong order; the words are at `professionalVisits.errors.<field>.<problem>`. */
export function wrongDates({ from, to }: ListQuery): { field: DateField; problem: 'notReal' | 'tooEarly' }[] {
  const typed = { from: readDate(from), to: readDate(to) }
  const unreal = (['from', 'to'] as const).filter((field) => typed[field] === undefined)
  if (unreal.length > 0) return unreal.map((field) => ({ field, problem: 'notReal' }))
  const isBackwards = typed.from && typed.to && typed.to < typed.from
  return isBackwards ? [{ field: 'to', problem: 'tooEarly' }] : []
}

/** Dates that are wrong filter nothing. */
export function filterOf(asked: ListQuery, personId: string): OfficialVisitFilter {
  const isWrong = wrongDates(asked).length > 0
  return {
    personId,
    status: asked.status || null,
    place: asked.place || null,
    from: isWrong ? null : (readDate(asked.from) ?? null),
    to: isWrong ? null : (readDate(asked.to) ?? null),
  }
}

export const isFiltered = ({ status, place, from, to }: ListQuery): boolean =>
  [status, place, from, to].some(Boolean)

/** An address below the list's with the same filter; the first page needs no number. */
export function addressWith(path: string, { page, ...filter }: ListQuery): string {
  const given = Object.entries({ ...filter, page: page > 1 ? String(page) : '' })
  const search = new URLSearchParams(given.filter(([, value]) => value !== '')).toString()
  return search === '' ? path : `${path}?${search}`
}
