/** Knows the address of the list of visits to sort out: what it filters by and shows, and how that is written. */
import { z } from 'zod'
import { flagReasons } from '../../store/flags.ts'
import { pageIn } from '../../views/pagination.ts'

const dones = ['closed', 'flagged', 'kept', 'dealtWith'] as const

const schema = z.object({
  place: z.string().catch(''),
  why: z.enum(['', ...flagReasons]).catch(''),
})

export type FlaggedQuery = z.infer<typeof schema> & { page: number }

/** Reads the query of an address; places that the reader may not see are as if absent. */
export function readQuery(query: Record<string, unknown>, places: readonly { slug: string }[]): FlaggedQuery {
  const read = schema.parse(query)
  const place = places.some(({ slug }) => slug === read.place) ? read.place : ''
  return { ...read, place, page: pageIn(query.page) }
}

/** What has just been done, if the address says so. */
export const doneIn = (query: Record<string, unknown>): (typeof dones)[number] | undefined =>
  dones.find((done) => query[done] === '1')

/** The address of a page of the list; what is as usual is left out. */
export function addressOf({ place, why, page }: FlaggedQuery): string {
  const search = new URLSearchParams()
  if (place) search.set('place', place)
  if (why) search.set('why', why)
  if (page > 1) search.set('page', String(page))
  return search.size > 0 ? `/staff/flagged?${search.toString()}` : '/staff/flagged'
}
