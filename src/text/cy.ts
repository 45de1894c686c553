import alert from './cy/alert.json' with { type: 'json' }
import book from './cy/book.json' with { type: 'json' }
import changeVisit from './cy/changeVisit.json' with { type: 'json' }
import common from './cy/common.json' with { type: 'json' }
import feedback from './cy/feedback.json' with { type: 'json' }
import letter from './cy/letter.json' with { type: 'json' }
import messages from './cy/messages.json' with { type: 'json' }
import official from './cy/official.json' with { type: 'json' }
import officialSteps from './cy/officialSteps.json' with { type: 'json' }
import pages from './cy/pages.json' with { type: 'json' }
import performance from './cy/performance.json' with { type: 'json' }
import professional from './cy/professional.json' with { type: 'json' }
import professionalFeed from './cy/professionalFeed.json' with { type: 'json' }
import professionalSharing from './cy/professionalSharing.json' with { type: 'json' }
import professionalVisit from './cy/professionalVisit.json' with { type: 'json' }
import professionalVisits from './cy/professionalVisits.json' with { type: 'json' }
import privacy from './cy/privacy.json' with { type: 'json' }
import visit from './cy/visit.json' with { type: 'json' }

/** Every Welsh text, by file. The staff area is in English only. */
export const cy = {
  alert,
  book,
  changeVisit,
  common,
  feedback,
  letter,
  messages,
  official,
  officialSteps,
  pages,
  performance,
  privacy,
  professional,
  professionalFeed,
  professionalSharing,
  professionalVisit,
  professionalVisits,
  visit,
}
