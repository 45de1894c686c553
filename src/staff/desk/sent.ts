/** Knows what the page of a visit says of a request that was made at the desk: that it is sent, and its paper. */
import type { Request } from 'express'
import type { Visit } from '../../store/visits.ts'
import { printed } from '../../views/printed.ts'

/** What `views/staff/desk/sent.njk` shows. */
export function sentView(
  { query }: Pick<Request, 'query'>,
  { channel, status, reference }: Pick<Visit, 'channel' | 'status' | 'reference'>,
) {
  const isWaiting = channel === 'prison' && status === 'requested'
  return {
    isSent: isWaiting && query.booked === '1',
    confirmation: isWaiting ? printed(`/staff/visits/${reference}/confirmation`) : undefined,
  }
}
