/** An agent books in a call: the same rules, two calls never mix, and the caller confirms what is read back. */
import { query } from '../../src/store/database.ts'
import type { Database } from '../../src/store/database.ts'
import { aRequest, bookableSlots, forgetVisits } from '../builders.ts'
import { clock } from '../clock.ts'
import { testDatabase } from '../database.ts'
import { typedPrisoner, typedYou } from '../journeyAnswers.ts'
import { testService } from '../service.ts'
import type { TestService } from '../service.ts'
import { summaryOf } from '../staff/staffBrowser.ts'
import { agentOf } from './agent.ts'
import type { PhoneAgent } from './agent.ts'

let db: Database
let owner: Database
let service: TestService
let agent: PhoneAgent

beforeAll(async () => {
  ;({ db, owner } = await testDatabase())
  service = await testService(db)
})
beforeEach(async () => {
  clock.set('2026-11-18T10:00:00Z')
  await forgetVisits(owner)
  agent = await agentOf(service.url)
})

const visits = () =>
  query<{ channel: string; email: string | null; language: string; mobile: string | null }>(
    db,
    'select channel, email, mobile, language from visits order by id',
  )
const messages = () => query(db, 'select kind, channel, state from notifications order by channel')
const addresses = () => query(db, 'select name, lines, postcode from visit_addresses')

const byPost = {
  email: '',
  language: 'cy',
  addressName: 'Gwen Example',
  addressLine1: '1 Made Up Street',
  addressLine3: 'Leeds',
  postcode: 'ls121aa',
}

/** Ticks that the caller has confirmed, and sends. */
const send = () => agent.answers({ confirmed: 'yes' })

test('asks in words to be said aloud, at any prison', async () => {
  const call = await agent.starts()
  await agent.follows('Book a visit')
  expect(agent.heading()).toBe('Ask: Which prison do you want to visit?')
  expect(agent.page()('select option').length).toBeGreaterThan(100)
  await agent.answers({ prison: 'wandsworth' })
  const headings = [agent.heading()]
  for (const typed of [typedPrisoner, typedYou, { another: 'no' }]) {
    await agent.answers(typed)
    headings.push(agent.heading())
  }
  expect(headings).toEqual([
    'Ask: Who are you visiting?',
    'Ask: What are your details?',
    'Ask: Is anyone else coming with you?',
    'Ask: When do you want to visit?',
  ])
  expect(agent.page()('.phone-bar').text()).toContain('Call that began at 10:00')
  await agent.opens(call)
  await agent.follows('Go on with the booking that is not sent yet')
  expect(agent.heading()).toBe('Ask: When do you want to visit?')
})

test('sends nothing until the caller has confirmed what was read back', async () => {
  const call = await agent.starts()
  await agent.books(call, 'check-answers')
  expect(agent.heading()).toBe('Read this back to the caller')
  expect(agent.text()).toContain('The caller has confirmed these details')
  await agent.answers()
  expect(agent.status()).toBe(422)
  expect(summaryOf(agent.page())).toEqual([
    'Read the details to the caller, then select that they have confirmed them',
  ])
  expect(await visits()).toEqual([])
  await send()
  expect(agent.heading()).toBe('Request sent')
  expect(await visits()).toMatchObject([{ channel: 'phone', email: 'gwen@example.org', language: 'en' }])
  expect(await messages()).toEqual([{ kind: 'request_received', channel: 'email', state: 'queued' }])
})

test('keeps who booked and by which way, and ends the call as booked', async () => {
  const call = await agent.starts({ channel: 'face_to_face' })
  await agent.books(call, 'check-answers')
  await send()
  await agent.follows('End the call')
  expect(agent.page()('input[name=outcome]:checked').val()).toBe('booked')
  await agent.answers({ satisfaction: '4' })
  expect(
    await query(
      db,
      `select visits.channel, actor, people.name, outcome, satisfaction, calls.visit_id = visits.id as "isTheirs"
       from calls, visits join visit_events on visit_events.visit_id = visits.id join people on people.id = person_id`,
    ),
  ).toEqual([
    {
      channel: 'face_to_face',
      actor: 'staff',
      name: 'Aled Agent',
      outcome: 'booked',
      satisfaction: 4,
      isTheirs: true,
    },
  ])
})

test('shows the reference in two groups, spelt aloud, and what happens next', async () => {
  const call = await agent.starts()
  await agent.books(call, 'check-answers')
  await send()
  const [{ reference } = { reference: '' }] = await query<{ reference: string }>(
    db,
    'select reference from visits',
  )
  const groups = agent.page()('.phone-reference__group').toArray()
  expect(groups.map((group) => agent.page()(group).text())).toEqual([
    reference.slice(0, 4),
    reference.slice(4),
  ])
  const spelled = agent.page()('.phone-spelling li').toArray()
  expect(spelled.map((sign) => agent.page()(sign).text().charAt(0)).join('')).toBe(reference)
  expect(agent.text()).toContain('do not go to the prison until you hear that it is')
  expect(agent.text()).toContain('You get an email now')
  await agent.opens(`${call}/sent/${reference}`)
  expect(agent.heading()).toBe('Request sent')
})

test('two calls in two tabs never mix', async () => {
  const first = await agent.starts()
  await agent.books(first, 'your-details')
  const inFirst = agent.address()
  const second = await agent.starts({ channel: 'face_to_face' })
  await agent.opens(`${second}/book/check-answers`)
  expect(agent.address()).toBe(second)
  await agent.books(second, 'your-details', { prisoner: { ...typedPrisoner, prisonNumber: 'B9876CD' } })
  await agent.opens(`${first}/book/prisoner`)
  expect(agent.value('prisonNumber')).toBe('a1234bc')
  const draft = inFirst.slice(`${first}/book/`.length)
  await agent.opens(`${second}/book/${draft}`)
  expect([agent.status(), agent.heading()]).toEqual([403, 'You need to start again'])
  await agent.opens(second)
  await agent.posts(`${second}/book/${draft}`, typedYou)
  expect(agent.status()).toBe(403)
  await agent.books(first, 'check-answers')
  await send()
  const sent = agent.address()
  expect(sent.startsWith(`${first}/sent/`)).toBe(true)
  await agent.opens(sent.replace(first, second))
  expect(agent.status()).toBe(404)
  expect(await visits()).toMatchObject([{ channel: 'phone' }])
})

test('a caller with neither e-mail nor text messages is asked for an address, and gets a letter', async () => {
  const call = await agent.starts()
  await agent.books(call, 'contact-details')
  expect(agent.value('addressName')).toBe('Gwen Example')
  await agent.answers({ language: 'cy', addressName: '', mobile: '07700 900982', postcode: 'LS1' })
  expect(summaryOf(agent.page())).toEqual(['Enter a full UK postcode, like LS12 2TJ'])
  await agent.answers({ language: 'cy', addressName: '', mobile: '07700 900982', postcode: '' })
  expect(summaryOf(agent.page())).toEqual([
    'Enter the name on the letter, or an email address, or a mobile number for text messages',
    'Enter the first line of the address',
    'Enter the postcode',
  ])
  await agent.answers({ ...byPost, mobile: '' })
  expect(agent.text()).toContain('Gwen Example1 Made Up StreetLeedsLS12 1AA')
  await send()
  expect(agent.text()).toContain('We post you a letter now')
  expect(await addresses()).toEqual([
    { name: 'Gwen Example', lines: ['1 Made Up Street', 'Leeds'], postcode: 'LS12 1AA' },
  ])
  expect(await messages()).toEqual([{ kind: 'request_received', channel: 'letter', state: 'queued' }])
  await agent.follows('Print the letter to post')
  expect(agent.page()('.phone-letter').attr('lang')).toBe('cy')
})

test.each([
  ['e-mail', { ...byPost, email: 'gwen@example.org' }, 'email'],
  ['text messages', { ...byPost, mobile: '07700 900982', texts: 'yes' }, 'text'],
])('no address is kept of who gets %s', async (_what, typed, channel) => {
  const call = await agent.starts()
  await agent.books(call, 'check-answers', { 'contact-details': typed })
  expect(agent.text()).not.toContain('Made Up Street')
  await send()
  expect(await addresses()).toEqual([])
  expect(await messages()).toEqual([{ kind: 'request_received', channel, state: 'queued' }])
})

test('the rules are those of everybody: a child, a second request and a time that is gone are refused', async () => {
  const call = await agent.starts()
  await agent.books(call, 'your-details')
  await agent.answers({ ...typedYou, 'dateOfBirth-year': '2015' })
  expect(agent.heading()).toBe('The main visitor must be 18 or over')
  await aRequest(db)
  await agent.books(call, 'check-answers')
  await send()
  expect(agent.heading()).toBe('This caller has already asked for this time')
  await agent.books(call, 'check-answers', { prisoner: { ...typedPrisoner, prisonNumber: 'B9876CD' } })
  const [slot] = await bookableSlots(db)
  await query(db, 'update slots set wanted = 0 where id = :id', { id: slot?.id })
  await send()
  expect(agent.heading()).toBe('Ask: When do you want to visit?')
  expect(await visits()).toHaveLength(1)
})

test('a sent booking leads back to its page, and pressing twice makes one visit', async () => {
  const call = await agent.starts()
  await agent.books(call, 'check-answers')
  const address = agent.address()
  await send()
  const sent = agent.address()
  await agent.opens(call)
  await agent.posts(address, { confirmed: 'yes' })
  expect(agent.address()).toBe(sent)
  await agent.opens(address)
  expect(agent.address()).toBe(sent)
  expect(await visits()).toHaveLength(1)
})

test('a booking is not gone on with once its call has ended', async () => {
  const call = await agent.starts()
  await agent.books(call, 'check-answers')
  const address = agent.address()
  await agent.posts(`${call}/end`, { outcome: 'gave_up', satisfaction: 'not_asked' })
  await agent.opens('/phone')
  await agent.posts(address, { confirmed: 'yes' })
  expect([agent.status(), agent.heading()]).toEqual([409, 'This call has ended'])
  expect(await visits()).toEqual([])
})
