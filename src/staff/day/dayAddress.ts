/** Knows the address of a day. */
import { isRealDate } from '../../domain/dates.ts'
import type { LocalDate } from '../../domain/dates.ts'
import type { Work } from '../../web/work.ts'

export const dayAddress = (date: LocalDate): string => `/staff/day/${date}`

/** The date of the address, if it is one. */
export function dateIn({ request }: Work): LocalDate | undefined {
  const date = String(request.params.date)
  return isRealDate(date) ? date : undefined
}
