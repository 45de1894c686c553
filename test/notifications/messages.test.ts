import { isNeutralReason, rejectionReasons } from '../../src/domain/visit.ts'
import type { RejectionReason } from '../../src/domain/visit.ts'
import { notificationKinds } from '../../src/store/notifications.ts'
import { languages } from '../../src/text/translate.ts'
import { aVisitor } from './visit.ts'
import { booked, links, visitFor, write } from './written.ts'

const rejectedFor = (...rejectionReasons: RejectionReason[]) =>
  write('rejected', { status: 'rejected', rejectionReasons }).body

test('a request received says that nothing is booked, the choices, the answer date, the reference and the link', () => {
  const { subject, body } = write('request_received')

  expect(subject).toBe('We have your visit request: it is not booked yet')
  expect(body).toMatch(/^Dear Gwen Example\n\n/)
  expect(body).toContain('Your visit is not booked yet.')
  expect(body).toContain('Prison: Cardiff\nYour reference: 7KX2M9QD\n')
  expect(body).toContain('\n1. 2pm to 4pm, Friday 4 December 2026\n2. 2pm to 4pm, Saturday 5 December 2026\n')
  expect(body).toContain('The prison will answer by the end of Monday 23 November 2026.')
  expect(body).toContain(`\n${links.visit}\n`)
  expect(body).toContain('01632 960100')
})

test('a confirmation says when, who, what to bring and how early, and the prison’s own reference if it has one', () => {
  const { subject, body } = write('confirmed', { ...booked, bookingReference: 'CF 12' })

  expect(subject).toBe('Your visit is booked')
  expect(body).toContain('When: 2pm to 4pm, Friday 4 December 2026\n')
  expect(body).toContain('Prison booking reference: CF 12\n')
  expect(body).toContain('These people can come\n- Gwen Example\n')
  expect(body).not.toContain('cannot come')
  expect(body).toContain('- Arrive 45 minutes early. You will be searched.\n')
  expect(body).toContain('Bring ID')
  expect(body).toContain(links.visit)
  expect(body).not.toContain('glass')
  expect(write('confirmed', booked).body).not.toContain('booking reference')
})

test('a confirmation names everyone who cannot come, without why or until when', () => {
  const party = [
    aVisitor({ outcome: 'can_visit' }),
    aVisitor({ firstName: 'Alun', outcome: 'banned', bannedUntil: '2027-03-01' }),
    aVisitor({ firstName: 'Nia', outcome: 'not_on_list' }),
    aVisitor({ firstName: 'Tomos', outcome: 'cannot_come' }),
  ]
  const { body } = write('confirmed', { ...booked, party })

  expect(body).toContain('These people can come\n- Gwen Example\n\n')
  expect(body).toContain('These people cannot come\n- Alun Example\n- Nia Example\n- Tomos Example\n')
  expect(body).not.toMatch(/banned|contact list|2027|March/i)
})

test('a confirmation explains a closed visit', () => {
  const { body } = write('confirmed', { ...booked, closedVisit: true })
  expect(body).toContain('This is a closed visit\nThere will be a glass screen')
})

test('the prison’s message keeps its lines in a confirmation and a rejection', () => {
  const messageToVisitor = 'Use the side gate.\r\n\r\n\r\n\r\nRing\u0007 the \u202ebell.  '
  for (const kind of ['confirmed', 'rejected'] as const) {
    expect(write(kind, { ...booked, messageToVisitor }).body).toContain(
      'Message from the prison\nUse the side gate.\n\nRing the bell.\n\n',
    )
  }
})

test('a rejection gives each reason in plain words, what to do next and other ways to book', () => {
  const body = rejectedFor('slot_unavailable', 'duplicate', 'visitor_banned', 'prisoner_moved')

  expect(body).toContain('so your visit is not booked. Do not go to the prison.')
  expect(body).toContain('- None of the times you asked for is available.\n')
  expect(body).toContain('- You have already asked for this visit.\n')
  expect(body).toContain('- A visitor is not allowed to visit')
  expect(body).toContain('Find the prisoner: https://www.gov.uk/find-prisoner')
  expect(body).toContain(`What to do next\n`)
  expect(body).toContain(`\n${links.start}\n`)
  expect(body).toContain('by phone, or in person')
})

test('every reason has words in both languages', () => {
  for (const language of languages) {
    const reasons = rejectionReasons.filter((reason) => reason !== 'other')
    const bodies = reasons.map((reason) => write('rejected', { rejectionReasons: [reason] }, language).body)
    const neutral = reasons.filter(isNeutralReason).length
    expect(new Set(bodies).size).toBe(reasons.length - neutral + 1)
  }
})

test('the neutral reasons all give the same message, alone or together, and it reveals nothing', () => {
  const neutral = rejectionReasons.filter(isNeutralReason)
  const bodies = [...neutral.map((reason) => rejectedFor(reason)), rejectedFor(...neutral)]

  expect(neutral).toHaveLength(3)
  expect(new Set(bodies).size).toBe(1)
  expect(bodies[0]).not.toMatch(/child|protect|court|hospital|out of prison/i)
})

test('a used allowance says when it renews, where the clerk knows', () => {
  const visit = { rejectionReasons: ['no_allowance' as const] }
  expect(write('rejected', { ...visit, allowanceRenewsOn: '2026-12-01' }).body).toContain(
    'from 1 December 2026',
  )
  expect(write('rejected', visit).body).not.toContain('2026')
})

test('another reason is the clerk’s own sentence, on one line', () => {
  const rejectionText = 'The hall is flooded.\nWrite to us.'
  expect(write('rejected', { rejectionReasons: ['other'], rejectionText }).body).toContain(
    '- The hall is flooded. Write to us.\n',
  )
})

test('an expiry says that nobody answered in time and what to do next', () => {
  const { subject, body } = write('expired', { status: 'expired' })
  expect(subject).toBe('Your visit request has ended')
  expect(body).toContain('The prison did not answer your request in time')
  expect(body).toContain(`new times:\n${links.start}\n`)
})

test('Welsh messages are in Welsh, with the prison’s Welsh name and Welsh dates', () => {
  for (const kind of notificationKinds) {
    const visit = { ...visitFor(kind), rejectionReasons: ['duplicate' as const], closedVisit: true }
    const message = write(kind, visit, 'cy')
    expect(message.subject).not.toBe(write(kind, visit).subject)
    expect(message.body).toMatch(/^Annwyl Gwen Example\n/)
    expect(message.body).toContain('Carchar: Caerdydd\n')
    expect(message.body).not.toMatch(/\b(the|your|visit|booked|Cardiff|December)\b/i)
  }
  expect(write('confirmed', booked, 'cy').body).toMatch(/4 Rhagfyr 2026/)
})

test('no message names the prisoner, a date of birth, or anything personal in its subject', () => {
  for (const kind of notificationKinds) {
    const { subject, body } = write(kind, { ...visitFor(kind), rejectionReasons: ['prisoner_details'] })
    expect(body).not.toMatch(/Dewi|Inside|A1234BC|1985|1980/)
    expect(subject).not.toMatch(/Gwen|Example|7KX2M9QD|Cardiff|\d/)
  }
})

test('no message has markup, entities, keys or gaps of more than one empty line', () => {
  for (const language of languages) {
    for (const kind of notificationKinds) {
      const party = [aVisitor({ lastName: "O'Neill" }), aVisitor({ outcome: 'banned' })]
      const { body } = write(
        kind,
        { ...visitFor(kind), party, rejectionReasons: ['prisoner_moved'] },
        language,
      )
      expect(body).toContain("Gwen O'Neill")
      expect(body).not.toMatch(/&#?\w+;|\]\(|\{|\}|<|messages\.|visit\.\w|\n\n\n|[ \t]\n/)
      expect(body.endsWith('\n') && !body.endsWith('\n\n')).toBe(true)
    }
  }
})

test.each([
  ['Click http://evil.example.org/x now', 'Click http evil. example. org x now'],
  ['evil.com', 'evil. com'],
  ['a@example.org', 'a example. org'],
  ['Gwen\r\nBcc: all@example.org', 'Gwen Bcc all example. org'],
  ['$t(common.yes) {{ 7 * 7 }} {name}', 't(common. yes) 7 7 name'],
  ['[x](https://evil.example.org)', 'x (https evil. example. org)'],
  ['Siân\u202e J.-P. Ŵyn-O’Neill', 'Siân J.-P. Ŵyn-O’Neill'],
])('a name typed as %j stands there as %j', (firstName, shown) => {
  const { body } = write('request_received', { party: [aVisitor({ firstName, lastName: 'Example' })] })
  expect(body.split('\n')[0]).toBe(`Dear ${shown} Example`)
})

test('a name cannot push the message out of sight', () => {
  const party = [aVisitor({ firstName: 'A'.repeat(5000) })]
  expect(write('request_received', { party }).body.split('\n')[0]).toHaveLength('Dear '.length + 100)
})
