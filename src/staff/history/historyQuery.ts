/** Knows the address of the history: which of its two lists, what it filters by and shows, and how that is written. */
import { z } from 'zod'
import { addDays, londonInstant } from '../../domain/dates.ts'
import type { HistoryFilter } from '../../store/history.ts'
import { readDate } from '../../domain/typedDate.ts'
import { pageIn } from '../../views/pagination.ts'

export const historyAddress = '/staff/history'
export const viewsAddress = '/staff/history/views'

/** What the address asks for, each part as typed where it means something and as if absent where not. */
export interface HistoryQuery {
  place: string
  /** `visitor`, `professional`, `system` or the id of a member of staff. */
  person: string
  /** As typed: `17/5/2026`. */
  from: string
  to: string
  page: number
}

export const actors = ['visitor', 'professional', 'system'] as const

const typedDate = z.string().trim().max(50).catch('')

const schema = z.object({
  place: z.string().catch(''),
  person: z.union([z.enum(actors), z.uuid()]).catch(''),
  from: typedDate,
  to: typedDate,
})

/** Reads the query of an address; places that the reader may not see are as if absent. */
export function readQuery(query: Record<string, unknown>, places: readonly { slug: string }[]): HistoryQuery {
  const read = schema.parse(query)
  const place = places.some(({ slug }) => slug === read.place) ? read.place : ''
  return { ...read, place, page: pageIn(query.page) }
}

/** The same of the list of views: visitors, professionals and the service view no visits. */
export function readStaffQuery(
  query: Record<string, unknown>,
  places: readonly { slug: string }[],
): HistoryQuery {
  const read = readQuery(query, places)
  return actors.some((actor) => actor === read.person) ? { ...read, person: '' } : read
}

/** Names of the dates that are none, or before the first. */
export function wrongDates({ from, to }: HistoryQuery): { field: 'from' | 'to'; problem: string }[] {
  const [first, last] = [readDate(from), readDate(to)]
  return [
    ...(first === undefined ? [{ field: 'from' as const, problem: 'notReal' }] : []),
    ...(last === undefined ? [{ field: 'to' as const, problem: 'notReal' }] : []),
    ...(first && last && last < first ? [{ field: 'to' as const, problem: 'beforeFrom' }] : []),
  ]
}

/** What to read; dates that are none are as if absent, both dates are included. */
export function filterOf(query: HistoryQuery, prisons: string[]): HistoryFilter {
  const { place, person, page } = query
  const actor = actors.find((one) => one === person)
  const [first, last] = [readDate(query.from), readDate(query.to)]
  return {
    prisons,
    place: place || null,
    by: actor ? { actor } : person ? { personId: person } : null,
    since: first ? londonInstant(first, '00:00') : null,
    until: last ? londonInstant(addDays(last, 1), '00:00') : null,
    page,
  }
}

/** The address of a list with some of what it filters by changed; what is as usual is left out. */
export function addressOf(list: string, query: HistoryQuery, change: Partial<HistoryQuery> = {}): string {
  const { page, ...filters } = { ...query, ...change }
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(filters)) if (value) search.set(name, value)
  if (page > 1) search.set('page', String(page))
  return search.size > 0 ? `${list}?${search.toString()}` : list
}
