/** Knows the order in which a request passes through the service: read it as a table of contents. */
import compression from 'compression'
import express from 'express'
import type { Express, Router } from 'express'
import type { Logger } from 'pino'
import { booking } from './booking/router.ts'
import type { Config } from './config.ts'
import { writeLetter } from './notifications/letters.ts'
import { receipts } from './notifications/receipts.ts'
import { sendsTexts } from './notifications/transports.ts'
import { performance } from './performance/router.ts'
import { phoneArea } from './phone/router.ts'
import { professionalArea } from './professional/router.ts'
import { staffArea } from './staff/router.ts'
import type { Database } from './store/database.ts'
import type { Maintenance } from './store/maintenance.ts'
import type { RandomBytes } from './store/links.ts'
import { placeDirectory } from './web/placeDirectory.ts'
import { loadAssets } from './web/assets.ts'
import { errors, notFound } from './web/errors.ts'
import { health } from './web/health.ts'
import { language } from './web/language.ts'
import { closedForMaintenance } from './web/maintenance.ts'
import { createLimits } from './web/limits.ts'
import type { Metrics } from './web/metrics.ts'
import { requestLog } from './web/requestLog.ts'
import { securityHeaders } from './web/security.ts'
import { securityTxt } from './web/securityTxt.ts'
import { sessions } from './web/session.ts'
import { staticPages } from './web/staticPages.ts'
import { viewEngine } from './web/viewEngine.ts'

export interface AppDeps {
  config: Config
  db: Database
  logger: Logger
  metrics: Metrics
  now: () => Date
  randomBytes: RandomBytes
  sessionSecrets: string[]
  /** True once the process has been told to stop. */
  stopping: () => boolean
  /** Whether the service is closed for maintenance, and until when. */
  maintenance: () => Maintenance | undefined
  /** The demo's own pages; only `npm start` gives them. */
  demo?: Router
}

export function createApp(deps: AppDeps): Express {
  const { config, db, logger, metrics, now, randomBytes, sessionSecrets, stopping, maintenance, demo } = deps
  const { secure, port, publicUrl, limitMultiplier, startPageUrl, trustedProxies } = config.web
  const issuers = [config.staff.oidc, config.professional.oidc].flatMap((oidc) => (oidc ? [oidc.issuer] : []))
  const limits = createLimits(db, sessionSecrets[0] ?? '', limitMultiplier, (limit) =>
    metrics.limited.inc({ limit }),
  )
  const sessionOptions = { db, secrets: sessionSecrets, secure, port, now }
  const listPlaces = placeDirectory(db, now)

  const assets = loadAssets()

  const app = express()
  app.disable('x-powered-by')
  app.set('trust proxy', trustedProxies)
  app.set('query parser', 'simple')
  viewEngine(app, { ...config.web, asset: assets.address })

  app.use(requestLog(logger))
  app.use(metrics.countRequests)
  app.use(
    securityHeaders({ secure, formTargets: [...new Set(issuers.map((issuer) => new URL(issuer).origin))] }),
  )
  app.use(health({ db, stopping, info: config.info }))
  app.use(receipts({ db, now, token: config.email.receiptsToken }))
  app.use(securityTxt({ publicUrl }))
  app.use('/assets', assets.router)
  app.use(language({ secure }))
  app.use(closedForMaintenance(maintenance))
  if (demo) app.use(demo)
  app.use(staticPages({ startPageUrl, secure, port }))
  app.use(performance({ db, now }))
  app.use(compression())
  app.use(express.urlencoded({ extended: false, limit: '100kb', parameterLimit: 200 }))
  app.use(
    booking({
      db,
      now,
      randomBytes,
      limits,
      sessions: sessions('session', sessionOptions),
      listPlaces,
      publicUrl,
      sendsTexts: sendsTexts(config.email),
    }),
  )
  const area = {
    db,
    now,
    randomBytes,
    limits,
    listPlaces,
    publicUrl,
  }
  const staffSessions = sessions('staffSession', sessionOptions)
  app.use(staffArea({ ...area, sessions: staffSessions, config }))
  app.use(
    phoneArea({
      ...area,
      sessions: staffSessions,
      writeLetter: (letter, at) => writeLetter(db, letter, { now: at, publicUrl }),
    }),
  )
  const professionalSessions = sessions('professionalSession', sessionOptions)
  app.use(professionalArea({ ...area, sessions: professionalSessions, oidc: config.professional.oidc }))
  app.use(notFound)
  app.use(errors)
  return app
}
