/** Knows the pages that only the demo has: its identity provider and its mailbox. */
import { Router } from 'express'
import type { Config } from '../config.ts'
import type { Database } from '../store/database.ts'
import { figuresNote } from './demoFigures.ts'
import { signInPath } from './demoConfig.ts'
import { printed } from '../views/printed.ts'
import { mailbox } from './mailbox.ts'
import { demoPeople } from './people.ts'
import { createDemoSignIn } from './signIn.ts'

export function demoPages(config: Config, db: Database): Router {
  const { publicUrl } = config.web
  const staff = config.staff.oidc
  const professional = config.professional.oidc
  if (!staff || !professional) throw new Error('The demo needs its two sign-in clients')
  const client = (area: string, { clientId, clientSecret }: typeof staff) => ({
    clientId,
    clientSecret,
    redirectUris: [`${publicUrl}/${area}/sign-in/callback`],
    postLogoutRedirectUris: [`${publicUrl}/${area}/signed-out`],
  })
  const router = Router()
  router.use(
    signInPath,
    createDemoSignIn({
      issuerUrl: staff.issuer,
      people: demoPeople,
      clients: {
        staff: client('staff', staff),
        professional: client('professional', professional),
      },
    }),
  )
  router.use('/performance', (_request, response, next) => {
    response.locals.figuresNote = printed(figuresNote)
    next()
  })
  router.use(mailbox(db))
  return router
}
