/** Knows every page of the phone agents' area besides letters, and the permission that it asks for. */
import type { AreaJourney, AreaRoute } from '../web/work.ts'
import { bookJourneys, bookRoutes } from './book/routes.ts'
import { callRoutes } from './calls/routes.ts'
import { findRoutes } from './find/routes.ts'
import { teamRoutes } from './team/routes.ts'
import { foundJourneys } from './found/foundPages.ts'

export const phoneRoutes: readonly AreaRoute[] = [...callRoutes, ...bookRoutes, ...findRoutes, ...teamRoutes]

export const phoneJourneys: readonly AreaJourney[] = [...bookJourneys, ...foundJourneys]
