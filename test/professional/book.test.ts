/** A professional books an official visit, without JavaScript, through the real sign-in. */
import { query } from '../../src/store/database.ts'
import type { Database } from '../../src/store/database.ts'
import { readOfficialVisit } from '../../src/store/officialVisits.ts'
import type { Visit } from '../../src/store/visits.ts'
import type { Browser } from '../browser.ts'
import { aPlace, bookableSlots, forgetVisits, mustRead } from '../builders.ts'
import { clock } from '../clock.ts'
import { testDatabase } from '../database.ts'
import { firstFree, typedPrisoner } from '../journeyAnswers.ts'
import { testService } from '../service.ts'
import type { TestService } from '../service.ts'
import { rowsOf, upTo } from './officialAnswers.ts'
import { professionalBrowser } from './professionalBrowser.ts'

let db: Database
let owner: Database
let service: TestService
let page: Browser

beforeAll(async () => {
  ;({ db, owner } = await testDatabase())
  service = await testService(db)
})
beforeEach(async () => {
  clock.set('2026-11-18T10:00:00Z')
  await forgetVisits(owner)
  await owner.raw('update professionals set verified_at = null, verified_until = null, verified_by = null')
  page = await professionalBrowser(service)
})

async function theVisit(): Promise<Visit> {
  const visits = await query<{ id: number }>(db, 'select id from visits')
  expect(visits).toHaveLength(1)
  return mustRead(db, visits[0]?.id ?? 0)
}

test('asks one question a page, and sends a request that waits for a clerk', async () => {
  await page.opens('/professional')
  await page.follows('Book an official visit')
  expect(page.heading()).toBe('What type of visit is it?')
  await page.answers({ purpose: 'probation' })
  expect(page.heading()).toBe('How do you want to meet?')
  await page.answers({ way: 'in_person' })
  expect(page.heading()).toBe('Which prison do you want to visit?')
  await page.answers({ prison: 'leeds' })
  expect(page.heading()).toBe('Who are you visiting?')
  await page.answers(typedPrisoner)
  expect(page.heading()).toBe('Does anyone else take part?')
  expect(page.text()).toContain('Sunil Solicitor Official visitor')
  await page.answers({ another: 'yes' })
  expect(page.heading()).toBe('Who takes part')
  await page.answers({ firstName: 'Ines', lastName: 'Words', kind: 'interpreter' })
  expect(page.text()).toContain('Ines Words Interpreter')
  await page.answers({ another: 'no' })
  expect(page.heading()).toBe('Do you want to bring papers or a laptop?')
  await page.answers({ items: ['papers', 'laptop'], details: 'One folder' })
  expect(page.heading()).toBe('When do you want to visit?')
  await page.answers({ slot: firstFree(page) })
  await page.answers({ slot: firstFree(page) })
  await page.answers({ slot: 'none' })
  expect(page.heading()).toBe('About your case')
  await page.answers({
    reference: 'AB/123',
    'courtDate-day': '1',
    'courtDate-month': '12',
    'courtDate-year': '2026',
  })
  expect(page.heading()).toBe('Check your answers')
  expect(page.text()).toContain('Your visit is not booked until the prison tells you that it is.')
  expect(rowsOf(page.page())).toEqual({
    'Type of visit': 'Probation',
    'How you meet': 'In person',
    Prison: 'Leeds',
    'Prisoner’s name': 'Dewi Test',
    'Prisoner’s date of birth': '20 October 1980',
    'Prison number': 'A1234BC',
    'Who takes part': 'Sunil Solicitor, Official visitor | Ines Words, Interpreter',
    'Papers or laptop': 'Papers | Laptop | One folder',
    'First choice': '9:30am to 10:30am, Friday 20 November 2026',
    'Second choice': '9:30am to 10:30am, Monday 23 November 2026',
    'Third choice': 'No other time',
    'Case reference': 'AB/123',
    'Date at court': '1 December 2026',
  })
  await page.answers()
  const visit = await theVisit()
  expect(page.address()).toBe(`/professional/visits/${visit.reference}?sent=1`)
  expect(visit).toMatchObject({
    status: 'requested',
    visitType: 'official_in_person',
    urgent: false,
    channel: 'online',
    language: 'en',
    email: 'solicitor@example.org',
    answerBy: '2026-11-19',
    party: [
      { kind: 'official_visitor', firstName: 'Sunil', lastName: 'Solicitor' },
      { kind: 'interpreter', firstName: 'Ines', lastName: 'Words' },
    ],
  })
  expect(await readOfficialVisit(db, visit.id)).toMatchObject({
    professionalName: 'Sunil Solicitor',
    purpose: 'probation',
    organisation: 'Sample and Sons',
    items: ['papers', 'laptop'],
    itemsDetails: 'One folder',
    itemsApproved: null,
    caseReference: 'AB/123',
    courtDate: '2026-12-01',
  })
})

test('goes back with the answers kept, and a change leads on to what it makes wrong', async () => {
  await upTo(page, 'check-answers')
  const draft = page.address().replace('check-answers', '')
  await page.opens(`${draft}who-comes/1/change`)
  expect(page.value('firstName')).toBe('Sunil')
  await page.answers({ firstName: 'Sun', kind: 'interpreter' })
  await page.answers({ another: 'no' })
  expect(page.errors()).toEqual(['Add at least one official visitor: an interpreter cannot come alone'])
  await page.opens(`${draft}who-comes/1/change`)
  await page.answers({ kind: 'official_visitor' })
  await page.answers({ another: 'no' })
  expect(page.heading()).toBe('Check your answers')
  await page.opens(`${draft}way`)
  await page.answers({ way: 'video' })
  expect(page.heading()).toBe('When do you want to visit?')
  expect(page.errors()).toEqual(['The time you chose can no longer be booked. Choose another time'])
  await page.answers({ slot: firstFree(page) })
  expect(rowsOf(page.page())).toMatchObject({ 'How you meet': 'By video', 'Second choice': 'No other time' })
})

test('asks nothing of papers where nobody comes in person', async () => {
  await upTo(page, 'check-answers', { way: 'telephone' })
  expect(rowsOf(page.page())).not.toHaveProperty('Papers or laptop')
  await page.answers()
  expect(await theVisit()).toMatchObject({ visitType: 'official_telephone' })
})

test('refuses wrong answers in words beside them', async () => {
  await page.opens('/professional/book')
  await page.answers()
  expect([page.status(), page.errors()]).toEqual([422, ['Select the type of visit']])
  await page.answers({ purpose: 'other' })
  await page.answers()
  expect(page.errors()).toEqual(['Select how you want to meet'])
  await upTo(page, 'who-comes')
  await page.answers({ another: 'yes' })
  await page.answers()
  expect(page.errors()).toEqual(['Enter the first name', 'Enter the last name', 'Select what they come as'])
  await upTo(page, 'items')
  await page.answers({ details: 'x'.repeat(501) })
  expect(page.errors()).toEqual(['Details must be 500 characters or less'])
  await upTo(page, 'case')
  await page.answers({ reference: 'x'.repeat(101), 'courtDate-day': '17' })
  expect(page.errors()).toEqual(['Date at court must include a month and a year'])
  await page.answers({ 'courtDate-month': '11', 'courtDate-year': '2026' })
  expect(page.errors()).toEqual([
    'Case reference must be 100 characters or less',
    'Date at court must be today or in the future',
  ])
})

test('takes six people and no seventh', async () => {
  await upTo(page, 'who-comes')
  for (const firstName of ['Ann', 'Ben', 'Cat', 'Dan', 'Eve']) {
    await page.answers({ another: 'yes' })
    await page.answers({ firstName, lastName: 'Sample', kind: 'official_visitor' })
  }
  expect(page.text()).toContain('6 people take part. This is the most there can be.')
  await page.answers({ another: 'yes' })
  expect(page.errors()).toEqual(['No more than 6 people can take part'])
  await page.answers({ another: 'no' })
  expect(page.heading()).toBe('Do you want to bring papers or a laptop?')
})

test('shows the next three free times above the other dates, each time once', async () => {
  await upTo(page, 'first-choice')
  const $ = page.page()
  const above = $('fieldset').first()
  expect(above.find('legend').text().trim()).toBe('The next free times')
  expect(
    above
      .find('label')
      .toArray()
      .map((label) => $(label).text().trim()),
  ).toEqual([
    '9:30am to 10:30am, Friday 20 November 2026',
    '9:30am to 10:30am, Monday 23 November 2026',
    '9:30am to 10:30am, Tuesday 24 November 2026',
  ])
  const values = $('input[name=slot]')
    .toArray()
    .map((radio) => $(radio).val())
  expect(new Set(values).size).toBe(values.length)
  expect(values).toEqual(
    (await bookableSlots(db, 'leeds', 'official_in_person'))
      .slice(0, values.length)
      .map(({ id }) => String(id)),
  )
})

test('says whom to contact where a prison has no official visits of that way', async () => {
  const { id } = await aPlace(db, 'leeds')
  await owner.raw("update slots set wanted = 0 where visit_type = 'official_video' and place_id = ?", [id])
  await upTo(page, 'no-official-visits', { way: 'video' })
  expect(page.heading()).toBe('Leeds has no official visits by video here')
  expect(page.text()).toContain('Phone: 01632 960266')
  expect(page.text()).toContain('visits.leeds@example.org')
  await page.follows('Choose another way to meet')
  await page.answers({ way: 'telephone' })
  expect(page.heading()).toBe('Who are you visiting?')
  await upTo(page, 'no-official-visits', { prison: 'aylesbury' })
  expect(page.heading()).toBe('Aylesbury has no official visits in person here')
  expect(page.page()('main a').length).toBeGreaterThan(0)
  expect(page.text()).not.toContain('Choose another way')
  await upTo(page, 'no-bookings-here', { prison: 'altcourse' })
  expect(page.status()).toBe(200)
})

test('is sent once, and leads back to the visit however often', async () => {
  await upTo(page, 'check-answers')
  const address = page.address()
  await page.answers()
  const visit = await theVisit()
  await page.posts(address, {})
  expect(page.address()).toBe(`/professional/visits/${visit.reference}?sent=1`)
  await page.opens(address)
  expect(page.address()).toBe(`/professional/visits/${visit.reference}?sent=1`)
  await theVisit()
})

test('refuses the same time for the same prisoner twice', async () => {
  await upTo(page, 'check-answers')
  await page.answers()
  await upTo(page, 'check-answers')
  await page.answers()
  expect(page.heading()).toBe('You have already asked for this time')
  expect(page.page()('main a[href="/professional"]').length).toBe(1)
  await theVisit()
})

test('keeps a draft to the professional whose it is', async () => {
  await upTo(page, 'prisoner')
  const address = page.address()
  const other = await professionalBrowser(service, 'solicitor-two')
  await other.opens(address)
  expect(other.status()).toBe(403)
})

test('speaks Welsh, and the visit does', async () => {
  await page.opens('/professional?lang=cy')
  await upTo(page, 'check-answers')
  expect(page.heading()).toBe('Gwiriwch eich atebion')
  expect(rowsOf(page.page())).toMatchObject({
    'Math o ymweliad': 'Cynghorydd cyfreithiol',
    'Sut byddwch yn cyfarfod': 'Wyneb yn wyneb',
  })
  await page.answers()
  expect(await theVisit()).toMatchObject({ language: 'cy' })
  await page.opens('/professional?lang=en')
})
