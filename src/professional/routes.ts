/** Knows every page of the professionals' area. */
import { officialChangePages } from './book/officialChangePages.ts'
import { officialPages } from './book/officialPages.ts'
import { feedRoutes } from './feed/feedPage.ts'
import { profileRoutes } from './profile/routes.ts'
import { sharingRoutes } from './sharing/routes.ts'
import { visitPages } from './visit/visitPages.ts'
import { showVisits } from './visits/showVisits.ts'
import { downloadVisits } from './visits/visitsCsv.ts'
import type { NewcomersWork, ProfessionalJourney, ProfessionalRoute } from './work.ts'

/** Pages that need no profile yet. */
export const newcomersRoutes: readonly ProfessionalRoute<NewcomersWork>[] = profileRoutes

export const professionalRoutes: readonly ProfessionalRoute[] = [
  ['get', '/', showVisits],
  ['get', '/visits.csv', downloadVisits],
  ...feedRoutes,
  ...sharingRoutes,
]

export const professionalJourneys: readonly ProfessionalJourney[] = [
  ['/visits', visitPages],
  ['/book', officialPages],
  ['/change', officialChangePages],
]
