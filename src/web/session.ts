/** Knows sessions: kept in Postgres, idle for an hour at most, written when something changed or every five minutes. */
import { randomBytes } from 'node:crypto'
import connectPgSimple from 'connect-pg-simple'
import type { Request, RequestHandler } from 'express'
import session from 'express-session'
import type { SessionData } from 'express-session'
import { sessionPool } from '../store/sessionPool.ts'
import { sessionReader } from '../store/sessions.ts'
import type { Database } from '../store/database.ts'
import { cookies, sessionCookieName, sessionWriteEvery } from './cookies.ts'
import type { SessionKey } from './cookies.ts'

declare module 'express-session' {
  interface SessionData {
    /** Random name of this browser's drafts. */
    owner?: string
    /** Milliseconds since 1970 of the last write. */
    writtenAt?: number
  }
}

export interface SessionOptions {
  db: Database
  secrets: string[]
  secure: boolean
  port: number
  now: () => Date
}

const PgStore = connectPgSimple(session)

/**
 * Redirects without a body: with one, the session library sends the headers while it still saves, and a quick browser
 * comes too early.
 */
const redirectOnceSaved: RequestHandler = (_request, response, next) => {
  const redirect = (status: number, address: string) => {
    response.status(status).location(address).end()
  }
  response.redirect = redirect as typeof response.redirect
  next()
}

/** The library's store, but that sessions are read together, and never written for having been read. */
function storeOf(db: Database): session.Store {
  const read = sessionReader(db)
  const store = new PgStore({
    pool: sessionPool(db),
    tableName: 'sessions',
    createTableIfMissing: false,
    pruneSessionInterval: false,
  })
  const get: session.Store['get'] = (sid, done) =>
    void read(sid).then((found) => done(null, found as SessionData | undefined), done)
  return Object.assign(store, { get, touch: undefined })
}

/** A session middleware for the public, the staff or the professionals, each with its own cookie. */
export function sessions(key: SessionKey, options: SessionOptions): RequestHandler[] {
  const { db, secrets, secure, port, now } = options
  const store = storeOf(db)
  const keep = session({
    name: sessionCookieName(key, { secure, port }),
    secret: secrets,
    store,
    resave: false,
    saveUninitialized: false,
    rolling: false,
    genid: () => randomBytes(32).toString('base64url'),
    cookie: { httpOnly: true, sameSite: 'lax', secure, path: '/', maxAge: cookies[key].maxAge },
  })
  const writeNowAndThen: RequestHandler = (request, _response, next) => {
    const at = now().getTime()
    const { writtenAt = 0 } = request.session
    const isKept = Object.keys(request.session).some((name) => name !== 'cookie')
    if (isKept && at - writtenAt > sessionWriteEvery) request.session.writtenAt = at
    next()
  }
  return [keep, writeNowAndThen, redirectOnceSaved]
}

/** The random name under which this browser's drafts are kept, made at first use. */
export function ownerOf(request: Request, now: Date): string {
  request.session.writtenAt ??= now.getTime()
  request.session.owner ??= randomBytes(16).toString('base64url')
  return request.session.owner
}
