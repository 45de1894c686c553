/** Knows every page of the staff area and the permission that it asks for. */
import { changeRoutes } from './change/routes.ts'
import { closuresRoutes } from './closures/routes.ts'
import { dayRoutes } from './day/routes.ts'
import { deskJourneys, deskRoutes } from './desk/routes.ts'
import { feedbackRoutes } from './feedback/showFeedback.ts'
import { figuresRoutes } from './figures/routes.ts'
import { flaggedRoutes } from './flagged/routes.ts'
import { historyRoutes } from './history/routes.ts'
import { occupancyRoutes } from './occupancy/routes.ts'
import { privacyRoutes } from './privacy/routes.ts'
import { professionalsRoutes } from './professionals/routes.ts'
import { searchRoutes } from './search/routes.ts'
import { serviceRoutes } from './service/routes.ts'
import { settingsRoutes } from './settings/routes.ts'
import { timetableRoutes } from './timetable/routes.ts'
import { choosePlace } from './place.ts'
import { showRequests } from './requests/showRequests.ts'
import { visitRoutes } from './visit/routes.ts'
import type { AreaJourney, AreaRoute } from '../web/work.ts'

export const staffRoutes: readonly AreaRoute[] = [
  ['get', '/', 'see-requests', showRequests],
  ['post', '/place', 'see-requests', choosePlace],
  ...visitRoutes,
  ...changeRoutes,
  ...flaggedRoutes,
  ...figuresRoutes,
  ...dayRoutes,
  ...searchRoutes,
  ...deskRoutes,
  ...occupancyRoutes,
  ...timetableRoutes,
  ...closuresRoutes,
  ...settingsRoutes,
  ...professionalsRoutes,
  ...historyRoutes,
  ...feedbackRoutes,
  ...privacyRoutes,
  ...serviceRoutes,
]

export const staffJourneys: readonly AreaJourney[] = deskJourneys
