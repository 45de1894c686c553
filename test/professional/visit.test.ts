/** The pages of a professional's visit: what they tell, and how it is ended. */
import { query } from '../../src/store/database.ts'
import type { Database } from '../../src/store/database.ts'
import type { Browser } from '../browser.ts'
import { aProfessional, anOfficialRequest } from '../builders.ts'
import { clock } from '../clock.ts'
import { testDatabase } from '../database.ts'
import { aDecidedOfficial, forgetOfficials, interpreter } from '../officials.ts'
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

describe('a visit', () => {
  const openVisit = ({ reference }: { reference: string }) => page.opens(`/professional/visits/${reference}`)

  test('that was asked for tells what, for when, and by when the prison answers', async () => {
    const visit = await anOfficialRequest(db, {
      professionalId: sunil,
      party: [{ kind: 'official_visitor', firstName: 'Sunil', lastName: 'Solicitor' }, interpreter],
      official: {
        items: ['papers', 'laptop'],
        itemsDetails: 'Two folders',
        caseReference: 'R v Sample',
        courtDate: '2027-02-01',
      },
    })
    await openVisit(visit)
    expect(page.heading()).toBe('Request sent')
    for (const words of [
      visit.reference,
      'This visit is not booked yet.',
      'Dewi Test, A1234BC',
      'Ines Terpreter (interpreter)',
      'Papers: not decided yet',
      'Two folders',
      'R v Sample',
      'Monday 1 February 2027',
      'Legal adviser',
    ]) {
      expect(page.text()).toContain(words)
    }
    expect(page.header('cache-control')).toBe('no-store')
    expect((await page.opens('?lang=cy')).heading()).toBe('Cais wedi’i anfon')
  })

  test('asks what its reader thinks of the professionals’ pages', async () => {
    await openVisit(await anOfficialRequest(db, { professionalId: sunil }))
    const links = page
      .page()('a[href^="/feedback"]')
      .toArray()
      .map((link) => link.attribs.href)
    const atTheEnd = '/feedback?page=requested&area=professional'
    expect(links).toEqual(['/feedback?area=professional', atTheEnd])
    await page.opens(atTheEnd)
    expect((await page.answers({ comment: 'Quick' })).status()).toBe(422)
    await page.answers({ score: '5' })
    expect(await query(db, 'select area, page, score, comment from feedback')).toEqual([
      { area: 'professional', page: 'requested', score: 5, comment: 'Quick' },
    ])
  })

  test('that is booked tells what may be brought in and what to bring', async () => {
    const visit = await aDecidedOfficial(
      db,
      { itemsApproved: ['papers'], message: 'Use the side gate' },
      { professionalId: sunil, official: { items: ['papers', 'laptop'] } },
    )
    await openVisit(visit)
    expect(page.heading()).toBe('Visit booked')
    for (const words of ['Papers: approved', 'Laptop: not approved', 'photo ID', 'Use the side gate']) {
      expect(page.text()).toContain(words)
    }
    await page.follows('Add to your calendar')
    expect(page.header('content-type')).toBe('text/calendar; charset=utf-8')
    const file = page.body().replaceAll('\r\n ', '')
    expect(file).toContain('SUMMARY:Official visit')
    expect(file).toContain(`/professional/visits/${visit.reference}`)
    expect(file).not.toMatch(/Dewi|A1234BC/)
  })

  test.each(['official_video', 'official_telephone'] as const)(
    '(%s) tells how to join only while it is booked',
    async (visitType) => {
      const visit = await aDecidedOfficial(db, {}, { professionalId: sunil, visitType })
      await openVisit(visit)
      expect(page.text()).toContain('code')
      expect(page.text()).toContain('How to join')
      expect(page.page()('main a[href^="https://video"]').length).toBe(visitType === 'official_video' ? 1 : 0)
      await page.follows('Cancel this visit')
      await page.answers()
      expect(page.heading()).toBe('Visit cancelled')
      expect(page.text()).not.toContain('How to join')
      expect(page.text()).not.toContain('code')
    },
  )

  test('is withdrawn by its professional, whose act the history tells', async () => {
    const visit = await anOfficialRequest(db, { professionalId: sunil })
    await openVisit(visit)
    await page.follows('Withdraw this request')
    await page.answers()
    expect([page.address(), page.heading()]).toEqual([
      `/professional/visits/${visit.reference}`,
      'Request withdrawn',
    ])
    expect(
      await query(
        owner,
        "select actor, person_id from visit_events where visit_id = :id and what = 'withdrawn'",
        { id: visit.id },
      ),
    ).toEqual([{ actor: 'professional', person_id: sunil }])
  })

  test('is found however its reference is written', async () => {
    const { reference } = await anOfficialRequest(db, { professionalId: sunil })
    await page.opens(`/professional/visits/${reference.toLowerCase()}`)
    expect(page.heading()).toBe('Request sent')
  })

  test('of another is not found, and nothing is done with it', async () => {
    const another = await anOfficialRequest(db, {
      professionalId: await aProfessional(db, { subject: 'another' }),
    })
    for (const path of ['', '/withdraw', '/cancel', '/calendar.ics']) {
      await page.opens(`/professional/visits/${another.reference}${path}`)
      expect([path, page.status()]).toEqual([path, 404])
    }
    await page.opens('/professional/details')
    await page.posts(`/professional/visits/${another.reference}/withdraw`, { version: '1' })
    expect(page.status()).toBe(404)
    expect(await query(owner, 'select status from visits where id = :id', { id: another.id })).toEqual([
      { status: 'requested' },
    ])
  })
})
