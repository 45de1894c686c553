/** Knows every page of the phone agents' area and the permission that it asks for. */
import type { AreaRoute } from '../web/work.ts'
import { showCalls } from './calls/showCalls.ts'

export const phoneRoutes: readonly AreaRoute[] = [['get', '/', 'take-calls', showCalls]]
