// The demo's identity provider: a certified implementation of OpenID Connect that asks nobody for a password.
import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { Router, urlencoded } from 'express'
import { errors, Provider, type ClientMetadata, type Configuration } from 'oidc-provider'
import { z } from 'zod'
import type { DemoPerson } from './people.ts'
import { signInMemory } from './signInMemory.ts'
import { messagePage, whoPage } from './signInPages.ts'
import { forgetAtOnce, signOutAtOnce } from './signOut.ts'

/** A service that signs its people in here. It sends its secret in the body (`client_secret_post`). */
export type DemoClient = {
  clientId: string
  clientSecret: string
  redirectUris: string[]
  postLogoutRedirectUris: string[]
}

export type DemoSignInOptions = {
  /** Where the handler is mounted, as the browser sees it, e.g. `http://localhost:3000/demo/sign-in`. */
  issuerUrl: string
  clients: { staff: DemoClient; professional: DemoClient }
  people: readonly DemoPerson[]
}

/**
 * An OpenID Connect provider as an Express router: authorization code with PKCE, one button per person, sign-out.
 * Mount it under the path of `issuerUrl`, ahead of body parsers and CSRF checks. It keeps everything in memory.
 * Claims: `sub`, `roles`, `prisons` with the scope `openid`; `name` with `profile`; `email` with `email`.
 */
export function createDemoSignIn({ issuerUrl, clients, people }: DemoSignInOptions): Router {
  const issuer = new URL(issuerUrl)
  const provider = new Provider(issuerUrl, configuration(issuer, Object.values(clients), people))
  provider.proxy = issuer.protocol === 'https:'
  provider.use(forgetAtOnce)
  provider.use(signOutAtOnce)

  const router = Router()
  router.use('/who/:uid', async (request, response, next) => {
    try {
      await provider.interactionDetails(request, response)
    } catch (error) {
      // The page is a day old or from before a restart.
      if (!(error instanceof errors.SessionNotFound)) throw error
      response
        .status(400)
        .send(messagePage('This sign-in has ended', 'Go back to the service and sign in again.'))
      return
    }
    next()
  })
  router.get('/who/:uid', (_request, response) => void response.send(whoPage(people)))
  router.post('/who/:uid', urlencoded({ extended: false }), async (request, response) => {
    const ids = people.map(({ id }) => id)
    const chosen = z.object({ person: z.enum(ids) }).safeParse(request.body)
    if (!chosen.success) return response.status(422).send(whoPage(people))
    const login = { accountId: chosen.data.person, remember: false }
    await provider.interactionFinished(request, response, { login }, { mergeWithLastSubmission: false })
  })
  router.use(provider.callback())
  return router
}

function configuration(issuer: URL, clients: DemoClient[], people: readonly DemoPerson[]): Configuration {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const day = 24 * 60 * 60
  // Cookies ignore ports: two demos side by side must not share theirs.
  const cookie = (name: string) => `demo-sign-in-${name}-${issuer.port}`
  return {
    adapter: signInMemory(),
    clients: clients.map(metadata),
    jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), alg: 'ES256', use: 'sig' }] },
    cookies: {
      keys: [randomBytes(32).toString('base64url')],
      names: { session: cookie('session'), interaction: cookie('who'), resume: cookie('resume') },
    },
    claims: { openid: ['sub', 'roles', 'prisons'], profile: ['name'], email: ['email', 'email_verified'] },
    scopes: ['openid'],
    responseTypes: ['code'],
    conformIdTokenClaims: false,
    clientBasedCORS: () => false,
    // The session ends with the redirect that carries the code, see forgetAtOnce.
    expiresWithSession: () => false,
    pkce: { required: () => true },
    features: {
      devInteractions: { enabled: false },
      rpInitiatedLogout: {
        enabled: true,
        postLogoutSuccessSource: (ctx) => void (ctx.body = messagePage('You have signed out')),
      },
    },
    interactions: { url: (_ctx, interaction) => `${issuer.pathname}/who/${interaction.uid}` },
    ttl: {
      AccessToken: day,
      AuthorizationCode: 60,
      Grant: day,
      IdToken: day,
      Interaction: day,
      Session: day,
    },
    renderError: (ctx, { error, error_description: description }) => {
      ctx.type = 'html'
      ctx.body = messagePage('Sorry, this sign-in does not work', `${error}: ${description ?? ''}`)
    },
    // Whoever signs in agrees to share the claims: the demo has no page that asks for consent.
    loadExistingGrant: async (ctx) => {
      const { client, session, provider } = ctx.oidc
      if (!client || !session?.accountId) return undefined
      const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId })
      grant.addOIDCScope('openid profile email')
      await grant.save()
      return grant
    },
    findAccount: (_ctx, id) => {
      const person = people.find((candidate) => candidate.id === id)
      if (!person) return undefined
      const { name, email, roles, prisons } = person
      return { accountId: id, claims: () => ({ sub: id, name, email, email_verified: true, roles, prisons }) }
    },
  }
}

function metadata(client: DemoClient): ClientMetadata {
  return {
    client_id: client.clientId,
    client_secret: client.clientSecret,
    redirect_uris: client.redirectUris,
    post_logout_redirect_uris: client.postLogoutRedirectUris,
    response_types: ['code'],
    grant_types: ['authorization_code'],
    token_endpoint_auth_method: 'client_secret_post',
    id_token_signed_response_alg: 'ES256',
  }
}
