/** Every message can be posted: it says the same, and nothing of what only a screen can do. */
import { wordsOnPaper } from '../../src/notifications/letters.ts'
import { writeMessage } from '../../src/notifications/messages.ts'
import { notificationKinds } from '../../src/store/notifications.ts'
import { languages } from '../../src/text/translate.ts'
import { aVisitor, theVisit } from './visit.ts'
import { booked, detailsOf, theChange, visitFor, write } from './written.ts'

const links = {
  visit: 'https://visits.example.org/visits',
  start: 'https://visits.example.org',
  calendar: '',
  feedback: '',
}
const screens = /e-?mail|e-bost|\blink\b|ddolen|\?lang|calendar|calendr|feedback|adborth/i

const party = [aVisitor({ outcome: 'can_visit' }), aVisitor({ firstName: 'Alun', outcome: 'banned' })]

describe.each(languages)('in %s', (language) => {
  test.each(notificationKinds)('%s goes to paper', (kind) => {
    const visit = theVisit({ ...visitFor(kind), language, ...(kind === 'confirmed' && { ...booked, party }) })
    const event = { details: { ...detailsOf(kind), changeEnded: true }, text: '' }
    const change = kind === 'change_requested' ? theChange : undefined
    const told = { visit, event, change, links, onPaper: true }
    const { subject, body } = writeMessage(kind, told, wordsOnPaper[language])
    expect(subject).toBe(write(kind, visit, language).subject)
    expect(`${subject}\n${body}`).not.toMatch(screens)
    expect(body).toContain(visit.reference)
    expect(body).toContain('\nhttps://visits.example.org/visits\n')
    expect(body).toContain('01632 960100')
    expect(body).not.toContain('undefined')
  })
})
