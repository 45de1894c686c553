/** Knows every cookie that the service sets: the code that sets them and the cookies page both read this register. */

const minute = 60_000
const hour = 60 * minute

/** Purposes are texts at `pages.cookies.purposes.<key>`, durations at `pages.cookies.expires.<key>`. */
export const cookies = {
  session: { name: 'visits', maxAge: hour },
  staffSession: { name: 'visits-staff', maxAge: hour },
  professionalSession: { name: 'visits-professional', maxAge: hour },
  language: { name: 'language', maxAge: 365 * 24 * hour },
} as const

/** Milliseconds after which a session that is only read is written again. */
export const sessionWriteEvery = 5 * minute

/** Longest life of a session in which somebody is signed in, in milliseconds. */
export const signedInLimit = 12 * hour

/** Each kind of session has a cookie of its own, so that none opens another area. */
export type SessionKey = 'session' | 'staffSession' | 'professionalSession'

/** Cookie names ignore ports, so over http they carry the port; over https they are bound to the host. */
export function sessionCookieName(key: SessionKey, { secure, port }: { secure: boolean; port: number }) {
  return secure ? `__Host-${cookies[key].name}` : `${cookies[key].name}-${port}`
}
