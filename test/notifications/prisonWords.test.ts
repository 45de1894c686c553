import { writeMessage } from '../../src/notifications/messages.ts'
import type { NotificationKind } from '../../src/store/notifications.ts'
import { translator } from '../../src/text/translate.ts'
import { samplePlace } from '../samplePlace.ts'
import { aSlot, theVisit } from './visit.ts'

const links = {
  visit: 'https://visits.example.org/visits/s3cret',
  calendar: 'https://visits.example.org/visits/s3cret/calendar.ics',
  start: 'https://visits.example.org/',
  feedback: 'https://visits.example.org/feedback',
}
const texts = { visitorText: 'Use gate 2.\n\n\nCome early.', visitorTextCy: 'Defnyddiwch giât 2.' }

function bodyOf(language: 'en' | 'cy', told: Partial<typeof texts>, kind: NotificationKind = 'confirmed') {
  const visit = theVisit({ status: 'booked', slot: aSlot('2026-12-04'), place: { ...samplePlace, ...told } })
  return writeMessage(kind, { visit, event: { details: {}, text: '' }, links }, translator(language)).body
}

test('a confirmation ends with what the prison tells all its visitors, in the visitor’s language', () => {
  expect(bodyOf('en', texts)).toContain('\n\nFrom the prison\nUse gate 2.\n\nCome early.\n\n')
  expect(bodyOf('cy', texts)).toContain('\n\nGan y carchar\nDefnyddiwch giât 2.\n\n')
})

test('a confirmation has the English words where there are no Welsh ones, and no heading where there are none', () => {
  expect(bodyOf('cy', { visitorText: 'Use gate 2.' })).toContain('\n\nGan y carchar\nUse gate 2.\n\n')
  expect(bodyOf('en', {})).not.toContain('From the prison')
})

test('no other message has them', () => {
  expect(bodyOf('en', texts, 'request_received')).not.toContain('From the prison')
})
