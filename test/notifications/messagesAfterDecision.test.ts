import { cancellationReasons, isNeutralReason } from '../../src/domain/visit.ts'
import type { CancellationReason } from '../../src/domain/visit.ts'
import { languages, translator } from '../../src/text/translate.ts'
import { aVisitor, theVisit } from './visit.ts'
import { booked, detailsOf, links, visitFor, write } from './written.ts'

const cancelledFor = (cancellationReasons: CancellationReason[], language: 'en' | 'cy' = 'en') =>
  write(
    'cancelled',
    { ...visitFor('cancelled'), cancellationReasons, cancellationText: 'Painting\nday.' },
    language,
  )

test('a cancellation by the prison says which visit, why, in its own words too, and how to ask again', () => {
  const visit = { ...visitFor('cancelled'), cancellationText: 'The hall is flooded.\nSorry.' }
  const reasons: CancellationReason[] = ['prisoner_moved', 'visitor_banned', 'slot_closed', 'other']
  const { subject, body } = write('cancelled', { ...visit, cancellationReasons: reasons }, 'en', {
    text: 'Ring us\nif you have questions.',
  })

  expect(subject).toBe('The prison has cancelled your visit')
  expect(body).toContain('The prison has cancelled your visit. Do not go to the prison.\n')
  expect(body).toContain('Cancelled visit: 2pm to 4pm, Friday 4 December 2026\nPrison: Cardiff\n')
  expect(body).toContain('- The prisoner has moved to another prison. Find the prisoner: https://www.gov.uk')
  expect(body).toContain('- A visitor is not allowed to visit this prison at the moment.')
  expect(body).toContain(
    '- The prison is closed to visitors at the time of your visit.\n- The hall is flooded. Sorry.\n',
  )
  expect(body).toContain('Message from the prison\nRing us\nif you have questions.\n')
  expect(body).toContain(`Then you can ask for a visit again:\n${links.start}\n`)
  expect(body).toContain('by phone, or in person')
})

test('every reason for cancelling has words in both languages; the neutral ones share one sentence', () => {
  for (const language of languages) {
    const bodies = cancellationReasons.map((reason) => cancelledFor([reason], language).body)
    const neutral = cancellationReasons.filter(isNeutralReason)
    expect(neutral).toEqual(['child_protection', 'prisoner_cannot'])
    expect(new Set(bodies).size).toBe(cancellationReasons.length - 1)
    expect(cancelledFor(neutral, language).body).toBe(cancelledFor(['prisoner_cannot'], language).body)
  }
  expect(cancelledFor(['child_protection']).body).not.toMatch(/child|protect/i)
})

test('a move says the new time before the old one, that it is booked, and what to do if it does not suit', () => {
  const { subject, body } = write('moved', booked, 'en', { text: 'Use the side gate.' })

  expect(subject).toBe('The time of your visit has changed')
  expect(body).toContain('It is still booked.\n')
  expect(body).toContain(
    'New time: 2pm to 4pm, Friday 4 December 2026\nOld time: 2pm to 4pm, Tuesday 1 December 2026\nPrison: Cardiff\n',
  )
  expect(body).toContain('Do not go to the prison at the old time.')
  expect(body).toContain('Message from the prison\nUse the side gate.\n')
  expect(body).toContain(
    'If you cannot come at the new time\nChange or cancel the visit on its page as soon as you can',
  )
  expect(body).toContain('Phone: 01632 960200\nYou can reply to this email.\n')
})

test('a prison without phone or address for answers does not offer them', () => {
  const place = { ...theVisit().place, phone: '', email: '', replyTo: '' }
  expect(write('moved', { ...booked, place }).body).not.toMatch(/Phone: |reply/)
  expect(write('moved', { ...booked, place: { ...place, replyTo: 'a@example.org' } }).body).toContain('reply')
})

test('the words of the decision are not told again with what happens later', () => {
  for (const kind of ['moved', 'cancelled', 'prison_message'] as const) {
    const visit = { ...visitFor(kind), messageToVisitor: 'Bring a coat.' }
    expect(write(kind, visit).body).not.toContain('coat')
  }
})

test('an undone confirmation says that nothing is booked any more, and what was asked for', () => {
  const { subject, body } = write('undone')

  expect(subject).toBe('Your visit is not booked: the prison is looking at your request again')
  expect(body).toContain(
    'confirmed your visit by mistake. It is not booked any more. Do not go to the prison.',
  )
  expect(body).toContain('Your request is waiting for an answer again.')
  expect(body).toContain('\n1. 2pm to 4pm, Friday 4 December 2026\n')
})

test.each(['moved', 'undone'] as const)('a change that has ended with it is told of: %s', (kind) => {
  const details = { ...detailsOf(kind), changeEnded: true }
  for (const language of languages) {
    const told = translator(language).text(`messages.${kind}.changeEnded`)
    expect(write(kind, visitFor(kind), language, { details }).body).toContain(told)
    expect(write(kind, visitFor(kind), language).body).not.toContain(told)
  }
  expect(write(kind, visitFor(kind), 'en', { details }).body).not.toContain('Nothing else')
})

test.each(['cancelled', 'cancelled_by_visitor', 'undone'] as const)(
  'what is not booked any more can be taken out of calendars: %s',
  (kind) => {
    for (const language of languages) {
      const remove = `${translator(language).text('messages.calendarRemove')}\n${links.calendar}\n`
      const visit = kind === 'undone' ? visitFor(kind) : visitFor('cancelled')
      expect(write(kind, visit, language).body).toContain(remove)
    }
  },
)

test('an undone rejection has nothing for calendars', () => {
  const { body } = write('undone', {}, 'en', { details: { decision: 'rejected' } })
  expect(body).not.toContain('calendar')
})

test('an undone rejection says that the request is open again', () => {
  const { body } = write('undone', {}, 'en', { details: { decision: 'rejected' } })
  expect(body).toContain('told you by mistake that it could not accept your request.')
  expect(body).not.toContain('any more')
})

test('a message from the prison has its words, whether the visit stands, and how to answer', () => {
  const text = 'Is your sister 18?\r\n\r\n\r\nRing\u0007 us.'
  const { subject, body } = write('prison_message', booked, 'en', { text })

  expect(subject).toBe('A message from the prison about your visit')
  expect(body).toContain('Your visit is still booked.\n')
  expect(body).toContain('Message from the prison\nIs your sister 18?\n\nRing us.\n')
  expect(body).toContain('When: 2pm to 4pm, Friday 4 December 2026\n')
  expect(body).toContain('You can reply to this email.')
  const asked = write('prison_message', {}, 'en', { text })
  expect(asked.body).toContain('Your request still stands, but your visit is not booked yet.')
  expect(asked.body).not.toContain('When:')
})

test('a reminder says the time and what to bring, and names nobody who may not come', () => {
  const refused = aVisitor({ firstName: 'Refused', lastName: 'Somebody', outcome: 'banned' })
  const visit = { ...booked, party: [aVisitor(), refused] }
  expect(write('confirmed', visit).body).toContain('Refused Somebody')
  for (const language of languages) {
    const { body } = write('reminder', visit, language)
    expect(body).not.toContain('Somebody')
    expect(body).toContain('2026')
  }
})
