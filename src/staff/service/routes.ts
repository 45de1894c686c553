/** Knows the pages on which administrators run the service. */
import type { AreaRoute } from '../../web/work.ts'
import { endSessions, showPeople } from './sessions.ts'
import { closesService, opensService } from './switchService.ts'
import { showService } from './showService.ts'

export const serviceRoutes: readonly AreaRoute[] = [
  ['get', '/service', 'run-service', showService],
  ['post', '/service/maintenance', 'run-service', closesService],
  ['post', '/service/maintenance/end', 'run-service', opensService],
  ['post', '/service/people', 'run-service', showPeople],
  ['post', '/service/sessions', 'run-service', endSessions],
]
