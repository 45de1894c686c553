/** Knows the pages of a professional's own details; who has none yet comes here first. */
import type { NewcomersWork, ProfessionalRoute } from '../work.ts'
import { changeProfile } from './changeProfile.ts'
import { showProfile } from './showProfile.ts'

export const profileRoutes: readonly ProfessionalRoute<NewcomersWork>[] = [
  ['get', '/details', showProfile],
  ['post', '/details', changeProfile],
]
