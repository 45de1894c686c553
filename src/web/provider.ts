/** Knows the identity provider: how a sign-in begins, what it must bring back, and where a sign-out ends. */
import * as oidc from 'openid-client'
import type { Language } from '../text/translate.ts'

export interface ProviderSettings {
  issuer: string
  clientId: string
  clientSecret: string
}

/** What a sign-in under way must come back with; kept in the session. */
export interface Checks {
  state: string
  nonce: string
  codeVerifier: string
}

/** What the provider says of a person. */
export type Claims = Record<string, unknown> & { iss: string; sub: string }

/** The provider does not answer, or not as a provider would; the person may try again. */
export class ProviderUnavailable extends Error {
  constructor(cause?: unknown) {
    super('The identity provider is unavailable', { cause })
  }
}

export interface Provider {
  /** Where to send the browser, and what to keep until it comes back. The provider is asked to speak that language. */
  begin(redirectUri: string, language: Language): Promise<{ address: string; checks: Checks }>
  /** Redeems the code of the callback. Throws on anything that does not check out. */
  finish(callback: URL, checks: Checks): Promise<{ claims: Claims; idToken: string | undefined }>
  /** Where a sign-out ends; nothing when the provider has no such place. */
  endSession(idToken: string | undefined, returnTo: string): Promise<string | undefined>
}

const timeout = 5
const outages = new Set(['OAUTH_TIMEOUT', 'OAUTH_RESPONSE_IS_NOT_CONFORM', 'OAUTH_RESPONSE_IS_NOT_JSON'])

const isOutage = (error: unknown) =>
  error instanceof TypeError || (error instanceof oidc.ClientError && outages.has(error.code ?? ''))

function discover({ issuer, clientId, clientSecret }: ProviderSettings): Promise<oidc.Configuration> {
  const url = new URL(issuer)
  const insecure = url.protocol === 'http:' ? [oidc.allowInsecureRequests] : []
  const execute = [oidc.enableNonRepudiationChecks, ...insecure]
  return oidc.discovery(url, clientId, clientSecret, undefined, { execute, timeout })
}

async function readClaims(
  configuration: oidc.Configuration,
  tokens: Awaited<ReturnType<typeof oidc.authorizationCodeGrant>>,
): Promise<Claims> {
  const claims = tokens.claims()
  if (!claims) throw new Error('The provider sent no ID token')
  if (!configuration.serverMetadata().userinfo_endpoint) return claims
  return { ...(await oidc.fetchUserInfo(configuration, tokens.access_token, claims.sub)), ...claims }
}

/** Finds the provider at first use, and again after it was down. */
export function createProvider(settings: ProviderSettings | undefined, scope: string): Provider {
  let found: Promise<oidc.Configuration> | undefined

  async function configuration(): Promise<oidc.Configuration> {
    if (!settings) throw new ProviderUnavailable()
    found ??= discover(settings)
    try {
      return await found
    } catch (error) {
      found = undefined
      throw new ProviderUnavailable(error)
    }
  }

  return {
    async begin(redirectUri, language) {
      const checks = {
        state: oidc.randomState(),
        nonce: oidc.randomNonce(),
        codeVerifier: oidc.randomPKCECodeVerifier(),
      }
      const url = oidc.buildAuthorizationUrl(await configuration(), {
        redirect_uri: redirectUri,
        scope,
        state: checks.state,
        nonce: checks.nonce,
        code_challenge: await oidc.calculatePKCECodeChallenge(checks.codeVerifier),
        code_challenge_method: 'S256',
        ui_locales: language,
      })
      return { address: url.href, checks }
    },
    async finish(callback, { state, nonce, codeVerifier }) {
      const known = await configuration()
      try {
        const tokens = await oidc.authorizationCodeGrant(known, callback, {
          expectedState: state,
          expectedNonce: nonce,
          pkceCodeVerifier: codeVerifier,
          idTokenExpected: true,
        })
        return { claims: await readClaims(known, tokens), idToken: tokens.id_token }
      } catch (error) {
        throw isOutage(error) ? new ProviderUnavailable(error) : error
      }
    },
    async endSession(idToken, returnTo) {
      const known = await configuration()
      if (!known.serverMetadata().end_session_endpoint) return undefined
      const url = oidc.buildEndSessionUrl(known, { post_logout_redirect_uri: returnTo })
      if (idToken) url.searchParams.set('id_token_hint', idToken)
      return url.href
    },
  }
}
