/** What the forms of settings refuse. Nothing is ever saved here, so that one manager and one database do for all. */
import { query } from '../../src/store/database.ts'
import type { Database } from '../../src/store/database.ts'
import { testDatabase } from '../database.ts'
import { testService } from '../service.ts'
import { checked, formOf, open, signedIn, summaryOf } from './staffBrowser.ts'
import type { Agent, Form } from './staffBrowser.ts'

let db: Database
let manager: Agent

beforeAll(async () => {
  ;({ db } = await testDatabase())
  const { url } = await testService(db)
  manager = await signedIn(url, 'manager')
  const { _csrf } = formOf(await open(manager, '/staff/settings/contact'))
  await manager.post('/staff/place').type('form').send({ _csrf, place: 'leeds' })
})

/** Opens the form of a group and sends it with some of it changed. */
async function save(group: string, changes: Form) {
  const path = `/staff/settings/${group}`
  const form = { ...formOf(await open(manager, path)), ...changes }
  return manager.post(path).type('form').send(form)
}

const good: Record<string, Record<string, string>> = {
  contact: { address: '1 Sample Road\r\nLeeds', phone: '01632 960111', email: 'new@example.org' },
  rules: { adultAge: '12' },
  texts: { visitorText: 'Bring ID.', visitorTextCy: 'Dewch ag ID.' },
}

const whole = 'must be a whole number'
const wrong: [group: string, field: string, typed: string, error: string][] = [
  ['contact', 'address', 'x'.repeat(301), 'Address must be 300 characters or less'],
  ['contact', 'postcode', 'LS12', 'Enter a full UK postcode, like LS12 2TJ'],
  ['contact', 'phone', '', 'Enter a phone number'],
  ['contact', 'phone', 'ask for Sam', 'Enter a phone number, like 01632 960001'],
  ['contact', 'email', ' ', 'Enter an email address'],
  ['contact', 'email', 'leeds', 'Enter an email address in the correct format, like name@example.com'],
  ['contact', 'replyTo', 'leeds', 'Enter a reply-to address in the correct format, like name@example.com'],
  ['contact', 'why', 'x'.repeat(501), 'Why you are changing this must be 500 characters or less'],
  ['rules', 'adultAge', '', 'Enter the adult age'],
  ['rules', 'adultAge', '0', 'Adult age must be between 1 and 18'],
  ['rules', 'adultAge', '19', 'Adult age must be between 1 and 18'],
  ['rules', 'adultAge', 'ten', `Adult age ${whole}`],
  ['rules', 'leadDays', '', 'Enter the lead days'],
  ['rules', 'leadDays', '29', 'Lead days must be between 0 and 28'],
  ['rules', 'leadDays', '-1', `Lead days ${whole}`],
  ['rules', 'bookingWindowDays', '', 'Enter the booking window'],
  ['rules', 'bookingWindowDays', '0', 'Booking window must be between 1 and 84 days'],
  ['rules', 'bookingWindowDays', '85', 'Booking window must be between 1 and 84 days'],
  ['rules', 'bookingWindowDays', '7.5', `Booking window ${whole} of days`],
  [
    'rules',
    'bookingWindowDays',
    '5',
    'Booking window must be 6 days or more with these lead days, so that there is always a date to ask for',
  ],
  ['rules', 'worksWeekends', 'perhaps', 'Select yes if Saturdays and Sundays count as working days'],
  ['official', 'officialLeadDays', '', 'Enter the lead days of official visits'],
  ['official', 'officialLeadDays', '29', 'Lead days of official visits must be between 0 and 28'],
  ['official', 'officialLeadDays', 'x', `Lead days of official visits ${whole}`],
  [
    'official',
    'officialLeadDays',
    '10',
    'Enter fewer lead days, or first change the booking window from 14 to 15 days or more, so that there is always a date to ask for',
  ],
  ['official', 'officialInstant', '', 'Select yes if verified professionals get a free time at once'],
  ['texts', 'visitorText', 'x'.repeat(2001), 'Text in English must be 2000 characters or less'],
  ['texts', 'visitorTextCy', 'x'.repeat(2001), 'Text in Welsh must be 2000 characters or less'],
  ['bookable', 'bookable', 'maybe', 'Select whether this prison takes bookings in this service'],
]

test.each(wrong)(
  'refuses on the form %s a %s of "%s", and keeps what was typed',
  async (group, field, typed, error) => {
    const sent: Record<string, string> = { ...good[group], [field]: typed }
    const answer = await save(group, sent)
    expect(answer.status).toBe(422)
    const $ = await checked(answer)
    expect(summaryOf($)).toEqual([error])
    const shown = Object.fromEntries(
      Object.entries(formOf($)).map(([name, value]) => [name, String(value).replaceAll('\r\n', '\n')]),
    )
    const isChoice = $(`[name="${field}"]`).is('[type=radio]')
    for (const [name, value] of Object.entries(sent)) {
      if (name !== field || !isChoice) expect(shown[name]).toBe(value.replaceAll('\r\n', '\n'))
    }
    expect(await query(db, 'select from place_events')).toEqual([])
  },
)

test('names every field that is wrong at once', async () => {
  const answer = await save('contact', { phone: '', email: '', postcode: 'x' })
  expect(summaryOf(await checked(answer))).toHaveLength(3)
})
