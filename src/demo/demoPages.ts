/** Knows the pages that only the demo has: its identity provider and its mailbox. */
import { randomBytes } from 'node:crypto'
import { Router } from 'express'
import type { Config } from '../config.ts'
import type { Database } from '../store/database.ts'
import { signInPath } from './demoConfig.ts'
import { mailbox } from './mailbox.ts'
import { demoPeople } from './people.ts'
import { createDemoSignIn } from './signIn.ts'

export function demoPages(config: Config, db: Database): Router {
  const { publicUrl } = config.web
  const { oidc } = config.staff
  if (!oidc) throw new Error('The demo needs a sign-in client')
  const client = (area: string, clientId: string, clientSecret: string) => ({
    clientId,
    clientSecret,
    redirectUris: [`${publicUrl}/${area}/sign-in/callback`],
    postLogoutRedirectUris: [`${publicUrl}/${area}/signed-out`],
  })
  const router = Router()
  router.use(
    signInPath,
    createDemoSignIn({
      issuerUrl: oidc.issuer,
      people: demoPeople,
      clients: {
        staff: client('staff', oidc.clientId, oidc.clientSecret),
        professional: client('professional', 'professional', randomBytes(32).toString('base64url')),
      },
    }),
  )
  router.use(mailbox(db))
  return router
}
