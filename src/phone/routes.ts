/** Knows every page of the phone agents' area and the permission that it asks for. */
import type { AreaJourney, AreaRoute } from '../web/work.ts'
import { callRoutes } from './calls/routes.ts'
import { findRoutes } from './find/routes.ts'
import { teamRoutes } from './team/routes.ts'
import { foundJourneys } from './found/foundPages.ts'

export const phoneRoutes: readonly AreaRoute[] = [...callRoutes, ...findRoutes, ...teamRoutes]

export const phoneJourneys: readonly AreaJourney[] = foundJourneys
