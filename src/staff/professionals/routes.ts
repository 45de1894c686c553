/** Knows the pages on which managers verify professionals. */
import type { AreaRoute } from '../../web/work.ts'
import { clearSearch, sendSearch, showProfessionals } from './showProfessionals.ts'
import { showProfessional } from './showProfessional.ts'
import { endsVerification, verifies } from './verify.ts'

const permission = 'verify-professionals'

export const professionalsRoutes: readonly AreaRoute[] = [
  ['get', '/professionals', permission, showProfessionals],
  ['post', '/professionals', permission, sendSearch],
  ['post', '/professionals/clear', permission, clearSearch],
  ['get', '/professionals/:professional', permission, showProfessional],
  ['post', '/professionals/:professional/verification', permission, verifies],
  ['post', '/professionals/:professional/verification/end', permission, endsVerification],
]
