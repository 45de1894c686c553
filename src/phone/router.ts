/** Knows the area of the phone agents; they sign in where all staff do. */
import type { Router } from 'express'
import { createArea } from '../web/area.ts'
import type { AreaDeps } from '../web/area.ts'
import { letterRoutes } from './letters/routes.ts'
import type { WriteLetter } from './letters/letterText.ts'
import { phoneJourneys, phoneRoutes } from './routes.ts'

export interface PhoneAreaDeps extends AreaDeps {
  writeLetter: WriteLetter
}

/** Everything under `/phone`; mount it at the root. */
export const phoneArea = (deps: PhoneAreaDeps): Router =>
  createArea(deps, {
    address: '/phone',
    signInArea: '/staff',
    errorView: 'phone/error',
    routes: [...phoneRoutes, ...letterRoutes(deps.writeLetter)],
    journeys: phoneJourneys,
  })
