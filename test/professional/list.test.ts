/** The professionals' home: what they see, find and take along. */
import type { Database } from '../../src/store/database.ts'
import type { Browser } from '../browser.ts'
import { aProfessional, aRequest, anOfficialRequest } from '../builders.ts'
import { clock } from '../clock.ts'
import { testDatabase } from '../database.ts'
import { aDecidedOfficial, forgetOfficials } from '../officials.ts'
import { testService } from '../service.ts'
import type { TestService } from '../service.ts'
import { personIdOf, professionalBrowser } from './professionalBrowser.ts'

let db: Database
let owner: Database
let service: TestService
let page: Browser
let sunil: string

beforeAll(async () => {
  ;({ db, owner } = await testDatabase())
  service = await testService(db)
})
beforeEach(async () => {
  clock.set('2026-11-18T10:00:00Z')
  await forgetOfficials(owner)
  page = await professionalBrowser(service)
  sunil = await personIdOf(db)
})

const links = () =>
  page
    .page()('.app-visits a')
    .toArray()
    .map((link) => String(page.page()(link).attr('href')).split('/').at(-1))

const groups = () =>
  page
    .page()('main h2.govuk-heading-m')
    .toArray()
    .map((heading) => page.page()(heading).text())

describe('the list', () => {
  test('is empty at first, with the way to book', () => {
    expect(page.text()).toContain('You have no official visits yet.')
    expect(page.page()('main a.govuk-button').attr('href')).toBe('/professional/book')
  })

  test('has what is to come on top, the nearest first, then what was, newest first', async () => {
    const was = await aDecidedOfficial(db, {}, { professionalId: sunil, prisonNumber: 'A1111AA' })
    clock.set('2026-11-26T10:00:00Z')
    const rejected = await aDecidedOfficial(
      db,
      { decision: 'reject', reasons: ['prisoner_details'] },
      { professionalId: sunil, prisonNumber: 'A2222AA' },
    )
    const booked = await aDecidedOfficial(db, {}, { professionalId: sunil, prisonNumber: 'A3333AA' })
    const waiting = await anOfficialRequest(db, {
      professionalId: sunil,
      slug: 'cardiff',
      prisonNumber: 'A4444AA',
      official: { caseReference: 'R v Sample', courtDate: '2027-02-01' },
    })
    page = await professionalBrowser(service)
    const toCome = [booked, waiting].map(({ reference }) => reference)
    expect(links().slice(0, 2).sort()).toEqual(toCome.sort())
    expect(links().slice(2)).toEqual([rejected, was].map(({ reference }) => reference))
    expect(groups()).toEqual(['To come', 'Earlier', 'Take your list with you'])
    expect(page.text()).toContain('Case R v Sample')
    expect(page.text()).toContain('In court on 1 February 2027')
    expect(page.text()).toContain('Visits found: 4.')
  })

  test('filters by status, prison and dates, and keeps the filter in the address', async () => {
    const leeds = await aDecidedOfficial(db, {}, { professionalId: sunil, prisonNumber: 'A1111AA' })
    const cardiff = await anOfficialRequest(db, {
      professionalId: sunil,
      slug: 'cardiff',
      prisonNumber: 'A2222AA',
    })
    await page.opens('/professional?status=booked')
    expect(links()).toEqual([leeds.reference])
    expect(page.page()('select#status').val()).toBe('booked')
    await page.opens('/professional?place=cardiff')
    expect(links()).toEqual([cardiff.reference])
    const date = leeds.slot?.date ?? ''
    const typed = date.split('-').reverse().join('/')
    await page.opens(`/professional?status=booked&from=${typed}&to=${typed}`)
    expect(links()).toEqual([leeds.reference])
    await page.opens('/professional?to=1/1/2020')
    expect(page.text()).toContain('No visits match')
    await page.follows('Clear filter')
    expect(links().length).toBe(2)
  })

  test('asks again for dates that are none or in the wrong order', async () => {
    await anOfficialRequest(db, { professionalId: sunil })
    await page.opens('/professional?from=31/2/2027')
    expect([page.status(), page.errors()]).toEqual([422, ['From must be a real date, like 17/5/2027']])
    await page.opens('/professional?from=2/5/2027&to=1/5/2027')
    expect(page.errors()).toEqual(['To must be the same as or after From'])
    expect((await page.opens('/professional?status=anything&place=%27&page=x')).status()).toBe(200)
  })

  test('takes as many queries for many visits as for one', async () => {
    let count = 0
    db.on('query', () => (count += 1))
    async function queriesOf(): Promise<number> {
      count = 0
      await page.opens('/professional')
      return count
    }
    await anOfficialRequest(db, { professionalId: sunil, prisonNumber: 'A0001AA' })
    const one = await queriesOf()
    for (const n of [2, 3, 4]) {
      await anOfficialRequest(db, { professionalId: sunil, prisonNumber: `A000${n}AA` })
    }
    expect(await queriesOf()).toBe(one)
    expect(one).toBeLessThanOrEqual(4)
  })

  test('comes in pages', async () => {
    await owner.raw("update slots set wanted = 40 where visit_type = 'official_in_person'")
    for (let n = 10; n < 36; n += 1) {
      await anOfficialRequest(db, { professionalId: sunil, prisonNumber: `A00${n}AA` })
    }
    await page.opens('/professional?status=requested')
    expect(links().length).toBe(25)
    const first = links()
    await page.follows('Next page')
    expect(page.address()).toBe('/professional?status=requested&page=2')
    expect(links().length).toBe(1)
    expect(first).not.toContain(links()[0])
  })

  test('is a file for spreadsheets, safe against formulas', async () => {
    const visit = await anOfficialRequest(db, {
      professionalId: sunil,
      official: { caseReference: '=HYPERLINK("x")' },
    })
    await page.opens('/professional?status=requested')
    await page.follows('Download these visits as a spreadsheet (CSV)')
    expect(page.header('content-type')).toBe('text/csv; charset=utf-8')
    expect(page.header('content-disposition')).toContain('official-visits-2026-11-18.csv')
    const file = page.body()
    expect(file).toContain(visit.reference)
    expect(file).toContain(`"'=HYPERLINK`)
    await page.opens('/professional/visits.csv?status=booked')
    expect(page.body()).not.toContain(visit.reference)
  })

  test('shows nothing of other professionals, nor of families', async () => {
    await anOfficialRequest(db, { professionalId: await aProfessional(db, { subject: 'another' }) })
    await aRequest(db)
    expect((await page.opens('/professional')).text()).toContain('You have no official visits yet.')
  })
})
