/** Knows the address of the list of requests: what it filters by, sorts by and shows, and how that is written. */
import { z } from 'zod'
import { visitTypes } from '../../domain/slots.ts'
import type { VisitType } from '../../domain/slots.ts'
import { visitStatuses } from '../../domain/visit.ts'
import type { VisitStatus } from '../../domain/visit.ts'
import { requestSorts } from '../../store/requestOrder.ts'
import type { RequestSort } from '../../store/requestOrder.ts'
import { pageIn } from '../../views/pagination.ts'

/** What can be chosen of the types: one of them, all official ones, or nothing for all. */
export const typeChoices = ['social', 'official', ...visitTypes.filter((type) => type !== 'social')] as const
export type TypeChoice = (typeof typeChoices)[number] | ''

/** The types of visit that a choice means. */
export const typesOf = (choice: TypeChoice): readonly VisitType[] =>
  visitTypes.filter((type) => choice === '' || type === choice || type.startsWith(`${choice}_`))

/** What the address asks for, each part as typed where it means something and as if absent where not. */
export interface RequestQuery {
  place: string
  status: VisitStatus
  type: TypeChoice
  /** As typed: `17/5/2026`. */
  date: string
  sort: RequestSort
  descending: boolean
  page: number
}

export const noFilter: RequestQuery = {
  place: '',
  status: 'requested',
  type: '',
  date: '',
  sort: 'due',
  descending: false,
  page: 1,
}

const schema = z.object({
  place: z.string().catch(noFilter.place),
  status: z.enum(visitStatuses).catch(noFilter.status),
  type: z.enum(typeChoices).or(z.literal('')).catch(noFilter.type),
  date: z.string().trim().max(50).catch(noFilter.date),
  sort: z
    .string()
    .transform((text) => text.replace(/^-/, ''))
    .pipe(z.enum(requestSorts))
    .catch(noFilter.sort),
})

/** Reads the query of an address; places that the reader may not see are as if absent. */
export function readQuery(query: Record<string, unknown>, places: readonly { slug: string }[]): RequestQuery {
  const read = schema.parse(query)
  const place = places.some(({ slug }) => slug === read.place) ? read.place : noFilter.place
  const descending = typeof query.sort === 'string' && query.sort === `-${read.sort}`
  return { ...read, place, descending, page: pageIn(query.page) }
}

/** How the order is written: `-asked` is by the newest first. */
export const sortText = ({ sort, descending }: Pick<RequestQuery, 'sort' | 'descending'>): string =>
  `${descending ? '-' : ''}${sort}`

/** The address of the list with some of it changed; what is as usual is left out. */
export function addressOf(query: RequestQuery, change: Partial<RequestQuery> = {}): string {
  const { place, status, type, date, page, ...sorted } = { ...query, ...change }
  const parts = [
    ['place', place, noFilter.place],
    ['status', status, noFilter.status],
    ['type', type, noFilter.type],
    ['date', date, noFilter.date],
    ['sort', sortText(sorted), noFilter.sort],
    ['page', String(page), String(noFilter.page)],
  ] as const
  const search = new URLSearchParams()
  for (const [name, value, usual] of parts) if (value !== usual) search.set(name, value)
  return search.size > 0 ? `/staff?${search.toString()}` : '/staff'
}
