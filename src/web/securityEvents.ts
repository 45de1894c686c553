/** Knows what of security is logged: what happened, in which request, and by whom if somebody is signed in; ids only (standards S26). */
import type { Request } from 'express'

export type SecurityEvent =
  'signed_in' | 'sign_in_failed' | 'signed_out' | 'denied' | 'token_refused' | 'limit_hit'

/** Writes a line; the request's own line has its route. `personId` is of who is signed in unless told. */
export function logSecurityEvent(request: Request, event: SecurityEvent, personId?: string): void {
  const { session } = request as Partial<Request>
  request.log.info({ event, personId: personId ?? session?.signedIn?.personId }, 'security event')
}
