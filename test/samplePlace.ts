/** An invented place, for tests without a database. */
import type { Place } from '../src/store/places.ts'

export const samplePlace: Place = {
  id: 1,
  slug: 'sample',
  code: 'SMP',
  name: 'Sample',
  nameCy: 'Sampl',
  bookable: true,
  notBookableReason: null,
  adultAge: 18,
  leadDays: 3,
  bookingWindowDays: 28,
  worksWeekends: false,
  address: '1 Sample Road',
  postcode: 'ZZ1 1ZZ',
  phone: '01632 960100',
  email: 'sample@example.org',
  officialLeadDays: 1,
  officialInstant: false,
  replyTo: '',
  visitorText: '',
  visitorTextCy: '',
  wantsCancellations: false,
  wantsDigest: false,
  timetableVersion: 1,
  settingsVersion: 1,
}
