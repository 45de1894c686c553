/** Knows the professionals' own area: where they sign in, that a profile comes first, and the table of its pages. */
import { Router } from 'express'
import type { RequestHandler, Response } from 'express'
import type { FeedbackArea } from '../domain/feedback.ts'
import { readProfessional } from '../store/professionals.ts'
import { areaFrame } from '../web/areaFrame.ts'
import type { ProviderSettings } from '../web/provider.ts'
import { createSignIn } from '../web/signIn.ts'
import type { SignInPage } from '../web/signIn.ts'
import { feedFile } from './feed/feedFile.ts'
import { identify } from './identify.ts'
import { newcomersRoutes, professionalJourneys, professionalRoutes } from './routes.ts'
import { findProfessional, keepProfessional } from './work.ts'
import type { NewcomersWork, ProfessionalMeans, ProfessionalRoute, ProfessionalWork } from './work.ts'

const address = '/professional'
const profileAddress = `${address}/details`

export interface ProfessionalAreaDeps extends ProfessionalMeans {
  /** Without a provider nobody can sign in. */
  oidc: ProviderSettings | undefined
  /** The session of this area alone. */
  sessions: RequestHandler[]
}

/** Shows the page whose texts are at `professional.messages.<page>`. */
const showMessage = (response: Response, page: SignInPage | 'emailNotProven') =>
  response.render('professional/message', { page })

/** Pages that other areas have, too, stand in this one's layout, and ask for feedback on this area. */
const ownLayout: RequestHandler = (_request, response, next) => {
  response.locals.base = 'professional/layout.njk'
  response.locals.feedbackArea = 'professional' satisfies FeedbackArea
  next()
}

/** Loads who has signed in; by then somebody has. */
function profileLoader({ db }: ProfessionalAreaDeps): RequestHandler {
  return async (request, response, next) => {
    const { personId = '' } = request.session.signedIn ?? {}
    const professional = await readProfessional(db, personId)
    if (professional) keepProfessional(response, professional)
    response.locals.signedIn = { hasProfile: professional !== undefined }
    next()
  }
}

/** Sends who has no profile to the page that makes one. */
const profileOnly: RequestHandler = (_request, response, next) => {
  if (findProfessional(response)) next()
  else response.redirect(303, profileAddress)
}

/** Everything under `/professional`; mount it at the root. */
export function professionalArea(deps: ProfessionalAreaDeps): Router {
  const { db, oidc, now, publicUrl, limits, randomBytes, sessions } = deps
  const signIn = createSignIn({
    area: address,
    publicUrl,
    oidc,
    scope: 'openid email',
    now,
    onSignedIn: (claims, at) => identify(db, claims, at),
    showPage: showMessage,
  })
  const frame = {
    address,
    signInArea: address,
    sessions,
    before: [ownLayout],
    now,
    open: signIn,
    guards: [profileLoader(deps)],
  }
  const router = Router()
  router.use(`${address}/feed`, feedFile(deps))
  const area = areaFrame(frame, (pages) => {
    function add<Given extends NewcomersWork>([method, path, handle]: ProfessionalRoute<Given>): void {
      pages[method](path, async (request, response) => {
        const { personId = '', email = '' } = request.session.signedIn ?? {}
        const professional = findProfessional(response)
        const means = { db, now: now(), limits, randomBytes, publicUrl }
        await handle({ request, response, personId, email, professional, ...means } as Given)
      })
    }
    newcomersRoutes.forEach(add)
    pages.use(profileOnly)
    for (const route of professionalRoutes) add<ProfessionalWork>(route)
    for (const [path, journey] of professionalJourneys) pages.use(path, journey(deps))
  })
  return router.use(area)
}
