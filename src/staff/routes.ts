/** Knows every page of the staff area and the permission that it asks for. */
import type { Permission } from '../web/permissions.ts'
import { decide } from './decide.ts'
import { showRequests } from './showRequests.ts'
import { showVisit } from './showVisit.ts'
import type { Handler } from './work.ts'

export type StaffRoute = readonly [
  method: 'get' | 'post',
  path: string,
  permission: Permission,
  handler: Handler,
]

export const staffRoutes: readonly StaffRoute[] = [
  ['get', '/', 'see-requests', showRequests],
  ['get', '/visits/:reference', 'see-requests', showVisit],
  ['post', '/visits/:reference/decision', 'decide-requests', decide],
]
