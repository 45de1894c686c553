/** Knows the pages of what people ask about their data. */
import type { AreaRoute } from '../../web/work.ts'
import { records } from './records.ts'
import { showPrivacyRequest } from './showPrivacyRequest.ts'
import { showPrivacyRequests } from './showPrivacyRequests.ts'

export const privacyRoutes: readonly AreaRoute[] = [
  ['get', '/privacy', 'answer-privacy', showPrivacyRequests],
  ['get', '/privacy/:id', 'answer-privacy', showPrivacyRequest],
  ['post', '/privacy/:id/acknowledgement', 'answer-privacy', records('acknowledged')],
  ['post', '/privacy/:id/answer', 'answer-privacy', records('answered')],
]
