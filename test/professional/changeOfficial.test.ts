/** A professional changes official visits of their own, and asks for others like them. */
import { query } from '../../src/store/database.ts'
import type { Database } from '../../src/store/database.ts'
import { listEvents } from '../../src/store/events.ts'
import type { Visit } from '../../src/store/visits.ts'
import type { Browser } from '../browser.ts'
import { aClerk, anOfficialRequest, bookableSlots, forgetVisits, mustRead, solicitor } from '../builders.ts'
import { clock } from '../clock.ts'
import { testDatabase } from '../database.ts'
import { firstFree, typedPrisoner } from '../journeyAnswers.ts'
import { testService } from '../service.ts'
import type { TestService } from '../service.ts'
import { rowsOf } from './officialAnswers.ts'
import { professionalBrowser } from './professionalBrowser.ts'

let db: Database
let owner: Database
let service: TestService
let page: Browser
let professionalId: string

beforeAll(async () => {
  ;({ db, owner } = await testDatabase())
  service = await testService(db)
})
beforeEach(async () => {
  clock.set('2026-11-18T10:00:00Z')
  await forgetVisits(owner)
  await owner.raw('update places set official_instant = false')
  page = await professionalBrowser(service)
  const [person] = await query<{ id: string }>(
    db,
    "select person_id as id from professionals where name = 'Sunil Solicitor'",
  )
  professionalId = person?.id ?? ''
})

const interpreter = { kind: 'interpreter', firstName: 'Ines', lastName: 'Words' } as const

type Asked = Parameters<typeof anOfficialRequest>[1]

const ownRequest = (overrides: Asked = {}) => anOfficialRequest(db, { professionalId, ...overrides })

/** Books at once, as a verified professional's is. */
async function ownBooked(): Promise<Visit> {
  await owner.raw("update places set official_instant = true where slug = 'leeds'")
  await owner.raw(
    `update professionals set verified_at = now(), verified_until = '2027-11-18',
       verified_by = ? where person_id = ?`,
    [await aClerk(db, 'manager'), professionalId],
  )
  return ownRequest()
}

const visitsNow = () => query<{ id: number }>(db, 'select id from visits order by id')

test('changes who takes part and when of a request, the one who asked too', async () => {
  const visit = await ownRequest({ choices: 2, party: [solicitor, interpreter] })
  await page.opens(`/professional/visits/${visit.reference}`)
  await page.follows('Change this visit')
  expect(page.text()).toContain('You can change who takes part and when.')
  expect(page.text()).toContain('will answer by the end of Thursday 19 November 2026')
  await page.answers()
  expect(page.heading()).toBe('Does anyone else take part?')
  expect(page.text()).toContain('Sioned Sample Official visitor')
  await page.follows('Change person 1')
  await page.answers({ firstName: 'Colin', lastName: 'League', kind: 'official_visitor' })
  await page.answers({ another: 'no' })
  expect(page.heading()).toBe('When do you want to visit?')
  expect(page.text()).toContain('held for you now')
  await page.answers({ slot: firstFree(page) })
  await page.answers({ slot: 'none' })
  expect(page.heading()).toBe('Check your answers')
  expect(page.text()).toContain('Who takes part')
  expect(page.text()).not.toContain('Main visitor')
  await page.answers()
  expect(page.address()).toBe(`/professional/visits/${visit.reference}?changed=change`)
  const changed = await mustRead(db, visit.id)
  expect(changed.party).toMatchObject([{ firstName: 'Colin', lastName: 'League' }, interpreter])
  expect(changed.choices).toHaveLength(1)
  expect((await listEvents(db, visit.id))[0]).toMatchObject({
    what: 'changed',
    actor: 'professional',
    personName: 'Sunil Solicitor',
  })
})

test('keeps what is booked until a clerk agrees, and can take the change back', async () => {
  const visit = await ownBooked()
  expect(visit.status).toBe('booked')
  await page.opens(`/professional/visits/${visit.reference}/change`)
  await page.answers()
  await page.answers({ another: 'no' })
  expect(page.text()).toContain('your time now')
  const [, later] = await bookableSlots(db, 'leeds', 'official_in_person')
  await page.answers({ slot: String(later?.id) })
  await page.answers({ slot: 'none' })
  await page.answers()
  expect(await mustRead(db, visit.id)).toMatchObject({ status: 'booked', heldSlotId: later?.id })
  expect(page.text()).toContain('You asked to change this visit')
  await page.follows('Withdraw this change')
  await page.answers()
  expect(await mustRead(db, visit.id)).toMatchObject({ status: 'booked', heldSlotId: null })
})

test('says that nothing has changed, and leads back', async () => {
  const visit = await ownRequest()
  await page.opens(`/professional/visits/${visit.reference}/change`)
  await page.answers()
  await page.answers({ another: 'no' })
  await page.answers({ slot: String(visit.heldSlotId) })
  await page.answers({ slot: 'none' })
  expect(page.heading()).toBe('You have not changed anything')
  await page.follows('Keep the visit as it is')
  expect(page.address()).toBe(`/professional/visits/${visit.reference}`)
})

test('an urgent request stays urgent while one of its times is inside the lead time', async () => {
  const visit = await ownRequest({ official: { urgentReason: 'A hearing' } })
  expect(visit).toMatchObject({ urgent: true, answerBy: '2026-11-19' })
  await page.opens(`/professional/visits/${visit.reference}/change`)
  await page.answers()
  await page.answers({ another: 'no' })
  expect(page.text()).toContain('Thursday 19 November 2026')
  const [friday] = await bookableSlots(db, 'leeds', 'official_in_person')
  await page.answers({ slot: String(friday?.id) })
  await page.answers({ slot: 'none' })
  await page.answers()
  expect(await mustRead(db, visit.id)).toMatchObject({ urgent: false, heldSlotId: friday?.id })
})

test('is too late inside the lead time, and never somebody else’s', async () => {
  const visit = await ownRequest()
  clock.set('2026-11-19T09:00:00Z')
  page = await professionalBrowser(service)
  await page.opens(`/professional/visits/${visit.reference}/change`)
  expect(page.heading()).toBe('It is too late to change this visit here')
  const others = await anOfficialRequest(db, { prisonNumber: 'B1234BC' })
  for (const action of ['change', 'change/withdraw']) {
    expect((await page.opens(`/professional/visits/${others.reference}/${action}`)).status()).toBe(404)
  }
  await page.opens('/professional')
  for (const action of ['change', 'book-again', 'book-another']) {
    await page.posts(`/professional/visits/${others.reference}/${action}`, {})
    expect(page.status()).toBe(404)
  }
})

test('books another for the same prison: all is kept but the prisoner and the times', async () => {
  const visit = await ownRequest({
    party: [solicitor, interpreter],
    official: {
      purpose: 'police',
      items: ['laptop'],
      itemsDetails: 'One',
      caseReference: 'AB/1',
      courtDate: '2026-12-01',
    },
  })
  await page.opens(`/professional/visits/${visit.reference}`)
  const form = page.page()('form[action$="/book-another"]')
  const draft = String(form.find('[name=draft]').val())
  await page.posts(String(form.attr('action')), { draft })
  expect(page.heading()).toBe('Who are you visiting?')
  expect(page.value('lastName')).toBe('')
  await page.answers({ ...typedPrisoner, prisonNumber: 'B1234BC' })
  expect(page.heading()).toBe('When do you want to visit?')
  await page.answers({ slot: firstFree(page) })
  await page.answers({ slot: 'none' })
  expect(rowsOf(page.page())).toMatchObject({
    'Type of visit': 'Police',
    'Who takes part': 'Sioned Sample, Official visitor | Ines Words, Interpreter',
    'Papers or laptop': 'Laptop | One',
    'Case reference': 'AB/1',
    'Date at court': '1 December 2026',
    'Prison number': 'B1234BC',
  })
  await page.answers()
  expect(await visitsNow()).toHaveLength(2)
})

test('books again once the visit is over, for the same prisoner and at new times', async () => {
  const visit = await ownRequest({ visitType: 'official_telephone' })
  await page.opens(`/professional/visits/${visit.reference}`)
  expect(page.page()('form[action$="/book-again"]').length).toBe(0)
  clock.set('2026-11-18T10:05:00Z')
  await page.opens(`/professional/visits/${visit.reference}/withdraw`)
  await page.answers()
  const form = page.page()('form[action$="/book-again"]')
  const [address, draft] = [String(form.attr('action')), String(form.find('[name=draft]').val())]
  await page.posts(address, { draft })
  expect([page.heading(), page.address()]).toEqual([
    'When do you want to visit?',
    `/professional/book/${draft}/first-choice`,
  ])
  await page.answers({ slot: firstFree(page) })
  await page.answers({ slot: 'none' })
  await page.answers()
  const [, again] = await visitsNow()
  expect(await mustRead(db, again?.id ?? 0)).toMatchObject({
    visitType: 'official_telephone',
    prisonNumber: 'A1234BC',
    party: [solicitor],
  })
})
