/** Knows how people sign in to an area and out again: OpenID Connect's code flow with PKCE, state and nonce. */
import { Router } from 'express'
import type { Request, Response } from 'express'
import type { Role } from '../domain/roles.ts'
import { csrfProtection } from './csrf.ts'
import { translatorOf } from './language.ts'
import { createProvider, ProviderUnavailable } from './provider.ts'
import type { Checks, Claims, ProviderSettings } from './provider.ts'
import { returnAddress } from './returnAddress.ts'
import { noStore } from './security.ts'
import { logSecurityEvent } from './securityEvents.ts'

/** Who is signed in: all that the session keeps of them. */
export interface SignedIn extends Identity {
  /** Where they signed in, such as `/staff`: their session opens that area, and those whose people sign in there, alone. */
  area?: string
  /** Milliseconds since 1970. */
  at: number
  idToken: string | undefined
}

/** A person as this service knows them. */
export interface Identity {
  /** Their id in `people`. */
  personId: string
  name: string
  roles: Role[]
  /** Codes of the prisons that they work for. */
  prisons: string[]
  /** The address that the provider has proven; only professionals have one. */
  email?: string
}

type SignInUnderWay = Checks & { returnTo: string }

declare module 'express-session' {
  interface SessionData {
    signedIn?: SignedIn
    signInsUnderWay?: SignInUnderWay[]
  }
}

export type SignInPage = 'signedOut' | 'timedOut' | 'notSignedIn' | 'signInUnavailable'

/** `Refusal`: pages of the area's own for who has signed in and is let in no further. */
export interface SignInOptions<Refusal extends string = never> {
  /** Where the area lives, such as `/staff`; mount the router there. */
  area: string
  /** Other areas whose people sign in here and are led back there. */
  alsoFor?: readonly string[]
  publicUrl: string
  /** Without settings nobody can sign in. */
  oidc: ProviderSettings | undefined
  scope: string
  now: () => Date
  /** Makes the provider's claims a person of ours, or says by a page (403) why it does not. */
  onSignedIn: (claims: Claims, now: Date) => Promise<Identity | { refused: Refusal }>
  showPage: (response: Response, page: SignInPage | Refusal) => void
}

/** Sign-ins that one browser may have under way, in as many tabs. */
const mostUnderWay = 5

/** Replaces the session by an empty one with another id. */
export const renewSession = (request: Request): Promise<void> =>
  settled((done) => request.session.regenerate(done))

const settled = (begin: (done: (error?: Error) => void) => unknown) =>
  new Promise<void>((resolve, reject) => begin((error) => (error ? reject(error) : resolve())))

/** Takes the sign-in that the callback belongs to out of the session. */
function takeUnderWay(request: Request): SignInUnderWay | undefined {
  const underWay = request.session.signInsUnderWay ?? []
  request.session.signInsUnderWay = underWay.filter(({ state }) => state !== request.query.state)
  return underWay.find(({ state }) => state === request.query.state)
}

/** `/sign-in`, `/sign-in/callback`, `/sign-out` and `/signed-out` of an area. Needs the area's session. */
export function createSignIn<Refusal extends string = never>(options: SignInOptions<Refusal>): Router {
  const { area, alsoFor, publicUrl, now, onSignedIn, showPage } = options
  const provider = createProvider(options.oidc, options.scope)
  const callbackUrl = `${publicUrl}${area}/sign-in/callback`
  // Browsers count all ports of a host as one site: over http, where demos live side by side, cookies stay.
  const cleared = publicUrl.startsWith('https:') ? '"cache", "cookies", "storage"' : '"cache", "storage"'

  function showProblem(request: Request, response: Response, error: unknown): void {
    const unavailable = error instanceof ProviderUnavailable
    request.log.warn({ err: error }, unavailable ? 'identity provider unavailable' : 'sign-in refused')
    if (!unavailable) logSecurityEvent(request, 'sign_in_failed')
    response.status(unavailable ? 503 : 400)
    if (unavailable) response.setHeader('Retry-After', '30')
    showPage(response, unavailable ? 'signInUnavailable' : 'notSignedIn')
  }

  async function begin(request: Request, response: Response): Promise<void> {
    const { address, checks } = await provider.begin(callbackUrl, translatorOf(response).language)
    const underWay = { ...checks, returnTo: returnAddress(area, request.query.returnTo, alsoFor) }
    const others = request.session.signInsUnderWay ?? []
    request.session.signInsUnderWay = [...others, underWay].slice(-mostUnderWay)
    response.redirect(303, address)
  }

  async function finish(request: Request, response: Response): Promise<void> {
    const underWay = takeUnderWay(request)
    if (!underWay) throw new Error('No such sign-in is under way')
    const callback = new URL(callbackUrl)
    callback.search = new URL(request.originalUrl, publicUrl).search
    const { claims, idToken } = await provider.finish(callback, underWay)
    const at = now()
    const identity = await onSignedIn(claims, at)
    if ('refused' in identity) {
      logSecurityEvent(request, 'sign_in_failed')
      response.status(403)
      showPage(response, identity.refused)
      return
    }
    await renewSession(request)
    request.session.writtenAt = at.getTime()
    request.session.signedIn = { ...identity, area, at: at.getTime(), idToken }
    logSecurityEvent(request, 'signed_in')
    response.redirect(303, underWay.returnTo)
  }

  async function signOut(request: Request, response: Response): Promise<void> {
    const idToken = request.session.signedIn?.idToken
    logSecurityEvent(request, 'signed_out')
    await settled((done) => request.session.destroy(done))
    response.setHeader('Clear-Site-Data', cleared)
    const signedOut = `${area}/signed-out`
    const elsewhere = await provider.endSession(idToken, `${publicUrl}${signedOut}`).catch(() => undefined)
    response.redirect(303, elsewhere ?? signedOut)
  }

  const router = Router()
  router.use(noStore)
  router.get('/sign-in', (request, response) =>
    begin(request, response).catch((error: unknown) => showProblem(request, response, error)),
  )
  router.get('/sign-in/callback', (request, response) =>
    finish(request, response).catch((error: unknown) => showProblem(request, response, error)),
  )
  router.post('/sign-out', (request, response, next) => {
    if (request.session.signedIn) next()
    else response.redirect(303, `${area}/signed-out`)
  })
  router.post('/sign-out', csrfProtection, signOut)
  router.get('/signed-out', (_request, response) => showPage(response, 'signedOut'))
  router.get('/timed-out', (_request, response) => showPage(response, 'timedOut'))
  return router
}
