/** Knows every page of the phone agents' area and the permission that it asks for. */
import type { AreaRoute } from '../web/work.ts'
import { callRoutes } from './calls/routes.ts'

export const phoneRoutes: readonly AreaRoute[] = [...callRoutes]
