import alert from './en/alert.json' with { type: 'json' }
import book from './en/book.json' with { type: 'json' }
import changeVisit from './en/changeVisit.json' with { type: 'json' }
import common from './en/common.json' with { type: 'json' }
import feedback from './en/feedback.json' with { type: 'json' }
import letter from './en/letter.json' with { type: 'json' }
import messages from './en/messages.json' with { type: 'json' }
import official from './en/official.json' with { type: 'json' }
import officialSteps from './en/officialSteps.json' with { type: 'json' }
import pages from './en/pages.json' with { type: 'json' }
import performance from './en/performance.json' with { type: 'json' }
import phone from './en/phone.json' with { type: 'json' }
import phoneChanges from './en/phoneChanges.json' with { type: 'json' }
import phoneFind from './en/phoneFind.json' with { type: 'json' }
import phoneTeam from './en/phoneTeam.json' with { type: 'json' }
import phoneVisit from './en/phoneVisit.json' with { type: 'json' }
import professional from './en/professional.json' with { type: 'json' }
import professionalFeed from './en/professionalFeed.json' with { type: 'json' }
import professionalSharing from './en/professionalSharing.json' with { type: 'json' }
import professionalVisit from './en/professionalVisit.json' with { type: 'json' }
import professionalVisits from './en/professionalVisits.json' with { type: 'json' }
import phoneBook from './en/phoneBook.json' with { type: 'json' }
import phoneLetters from './en/phoneLetters.json' with { type: 'json' }
import privacy from './en/privacy.json' with { type: 'json' }
import staff from './en/staff.json' with { type: 'json' }
import staffChange from './en/staffChange.json' with { type: 'json' }
import staffClosures from './en/staffClosures.json' with { type: 'json' }
import staffDay from './en/staffDay.json' with { type: 'json' }
import staffDesk from './en/staffDesk.json' with { type: 'json' }
import staffFeedback from './en/staffFeedback.json' with { type: 'json' }
import staffFigures from './en/staffFigures.json' with { type: 'json' }
import staffFlagged from './en/staffFlagged.json' with { type: 'json' }
import staffHistory from './en/staffHistory.json' with { type: 'json' }
import staffMessages from './en/staffMessages.json' with { type: 'json' }
import staffOccupancy from './en/staffOccupancy.json' with { type: 'json' }
import staffPrivacy from './en/staffPrivacy.json' with { type: 'json' }
import staffProfessionals from './en/staffProfessionals.json' with { type: 'json' }
import staffSearch from './en/staffSearch.json' with { type: 'json' }
import staffService from './en/staffService.json' with { type: 'json' }
import staffSettings from './en/staffSettings.json' with { type: 'json' }
import staffTimetable from './en/staffTimetable.json' with { type: 'json' }
import visit from './en/visit.json' with { type: 'json' }

/** Every English text, by file. */
export const en = {
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
  phone,
  phoneChanges,
  phoneFind,
  phoneTeam,
  phoneVisit,
  phoneBook,
  phoneLetters,
  privacy,
  professional,
  professionalFeed,
  professionalSharing,
  professionalVisit,
  professionalVisits,
  staff,
  staffChange,
  staffClosures,
  staffDay,
  staffDesk,
  staffFeedback,
  staffFigures,
  staffFlagged,
  staffHistory,
  staffMessages,
  staffOccupancy,
  staffPrivacy,
  staffProfessionals,
  staffSearch,
  staffService,
  staffSettings,
  staffTimetable,
  visit,
}
