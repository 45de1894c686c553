/** Official visits that cannot wait, and those that are booked at once. */
import { query } from '../../src/store/database.ts'
import type { Database } from '../../src/store/database.ts'
import { readOfficialVisit } from '../../src/store/officialVisits.ts'
import type { Visit } from '../../src/store/visits.ts'
import type { Browser } from '../browser.ts'
import { aClerk, aPlace, bookableSlots, forgetVisits, mustRead } from '../builders.ts'
import { clock } from '../clock.ts'
import { testDatabase } from '../database.ts'
import { firstFree } from '../journeyAnswers.ts'
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

async function verify() {
  const manager = await aClerk(db, 'manager')
  await owner.raw(
    `update professionals set verified_at = now(), verified_until = '2027-11-18', verified_by = :manager`,
    { manager },
  )
  await owner.raw("update places set official_instant = true where slug = 'leeds'")
}

describe('an urgent request', () => {
  test('offers times inside the lead time to who says why it cannot wait', async () => {
    await upTo(page, 'first-choice')
    expect(page.text()).not.toContain('19 November')
    await page.follows('I need a visit sooner')
    expect(page.heading()).toBe('Do you need a visit sooner?')
    await page.answers({ urgent: 'yes' })
    expect([page.status(), page.errors()]).toEqual([422, ['Enter why it cannot wait']])
    await page.answers({ urgent: 'yes', reason: 'A hearing tomorrow afternoon' })
    expect(page.heading()).toBe('When do you want to visit?')
    expect(page.text()).toContain('9:30am to 10:30am, Thursday 19 November 2026')
    await page.answers({ slot: firstFree(page) })
    await page.answers({ slot: 'none' })
    await page.answers()
    expect(rowsOf(page.page())).toMatchObject({ 'Why it cannot wait': 'A hearing tomorrow afternoon' })
    expect(page.text()).toContain('This is an urgent request.')
    await page.answers()
    const visit = await theVisit()
    expect(visit).toMatchObject({ urgent: true, answerBy: '2026-11-19', expiresOn: '2026-11-20' })
    expect((await readOfficialVisit(db, visit.id))?.urgentReason).toBe('A hearing tomorrow afternoon')
  })

  test('is none any more where the professional says so, and its times are asked again', async () => {
    await upTo(page, 'first-choice')
    const draft = page.address().replace('first-choice', '')
    await page.follows('I need a visit sooner')
    await page.answers({ urgent: 'yes', reason: 'A hearing' })
    await page.answers({ slot: firstFree(page) })
    await page.opens(`${draft}urgent`)
    await page.answers({ urgent: 'no' })
    expect(page.errors()).toEqual(['The time you chose can no longer be booked. Choose another time'])
  })

  test('is offered where every time that could wait is taken', async () => {
    const { id } = await aPlace(db, 'leeds')
    await owner.raw(
      "update slots set wanted = 0 where visit_type = 'official_in_person' and place_id = ? and date > '2026-11-19'",
      [id],
    )
    await upTo(page, 'no-times')
    expect(page.heading()).toBe('There are no free visiting times')
    await page.follows('I need a visit sooner')
    await page.answers({ urgent: 'yes', reason: 'A hearing' })
    expect(page.heading()).toBe('When do you want to visit?')
  })

  test('is not asked of who has not come so far', async () => {
    await upTo(page, 'who-comes')
    await page.opens(page.address().replace('who-comes', 'urgent'))
    expect(page.heading()).toBe('Does anyone else take part?')
  })
})

describe('a verified professional', () => {
  beforeEach(verify)

  test('is told before, and gets the first choice at once', async () => {
    await upTo(page, 'check-answers')
    expect(page.text()).toContain('Your first choice is booked as soon as you send this')
    await page.answers()
    expect(await theVisit()).toMatchObject({ status: 'booked' })
  })

  test('is asked again with the nearest free times where the time has been taken', async () => {
    await upTo(page, 'check-answers')
    const [slot] = await bookableSlots(db, 'leeds', 'official_in_person')
    await owner.raw('update slots set wanted = 0 where id = ?', [slot?.id ?? 0])
    await page.answers()
    expect(page.errors()).toEqual(['The time you chose has just been taken. Choose another time'])
    expect(page.page()('fieldset legend').first().text().trim()).toBe('Nearest free times')
    await page.answers({ slot: firstFree(page) })
    await page.answers()
    expect(await theVisit()).toMatchObject({ status: 'booked' })
  })

  test('waits for a clerk with papers, and is told so', async () => {
    await upTo(page, 'items')
    await page.answers({ items: 'papers' })
    await page.answers({ slot: firstFree(page) })
    await page.answers({ slot: 'none' })
    await page.answers()
    expect(page.text()).toContain('Your visit is not booked until the prison tells you that it is.')
    await page.answers()
    expect(await theVisit()).toMatchObject({ status: 'requested' })
  })
})
