/** Knows the area of the phone agents; they sign in where all staff do. */
import type { Router } from 'express'
import { createArea } from '../web/area.ts'
import type { AreaDeps } from '../web/area.ts'
import { phoneJourneys, phoneRoutes } from './routes.ts'

/** Everything under `/phone`; mount it at the root. */
export const phoneArea = (deps: AreaDeps): Router =>
  createArea(deps, {
    address: '/phone',
    signInArea: '/staff',
    errorView: 'phone/error',
    routes: phoneRoutes,
    journeys: phoneJourneys,
  })
