import type { KoaContextWithOIDC } from 'oidc-provider'

type Next = () => Promise<void>

/**
 * Ends the provider's own session as soon as it has served: the next sign-in asks again who it is. A session would
 * make the change to another person go through a page with an inline script, which our content security policy forbids.
 */
export async function forgetAtOnce(ctx: KoaContextWithOIDC, next: Next): Promise<void> {
  await next()
  if (!ctx.path.startsWith('/auth') || !ctx.oidc.session?.accountId) return
  await ctx.oidc.session.destroy()
  ctx.cookies.set(ctx.oidc.provider.cookieName('session'), null, { overwrite: true })
}

/**
 * Signs out by going back to the service, without a page between: nobody is signed in here any more. The provider
 * has checked the client and the address by then.
 */
export async function signOutAtOnce(ctx: KoaContextWithOIDC, next: Next): Promise<void> {
  if (!ctx.path.endsWith('/session/end')) return next()

  // The token may be of an earlier start, and its key with it: client and registered address say enough for a demo.
  const { id_token_hint: hint, ...query } = ctx.query
  if (hint !== undefined && query['client_id'] !== undefined) ctx.query = query

  await next()
  if (ctx.status === 200) ctx.redirect(backTo(ctx.oidc.params) ?? ctx.oidc.urlFor('end_session_success'))
}

function backTo(params: Record<string, unknown> | undefined): string | undefined {
  const address = params?.['post_logout_redirect_uri']
  if (typeof address !== 'string') return undefined
  const url = new URL(address)
  if (typeof params?.['state'] === 'string') url.searchParams.set('state', params['state'])
  return url.href
}
