import { changeTimetable } from '../../src/actions/changeTimetable.ts'
import type { TimetableChange } from '../../src/domain/timetable.ts'
import type { Database } from '../../src/store/database.ts'
import { aClerk, aDecidedVisit, aPlace, aRequest, forgetChanges } from '../builders.ts'
import { clock } from '../clock.ts'
import { testDatabase } from '../database.ts'
import { hostile } from '../hostile.ts'
import { tidy } from '../pageChecks.ts'
import { testService } from '../service.ts'
import type { TestService } from '../service.ts'
import { open, signedIn, tokenOf } from './staffBrowser.ts'
import type { Agent } from './staffBrowser.ts'

let db: Database
let owner: Database
let service: TestService
let clerk: Agent

beforeAll(async () => {
  ;({ db, owner } = await testDatabase())
  service = await testService(db)
})

async function startAnew(): Promise<void> {
  await forgetChanges(owner)
  clerk = await signedIn(service.url, 'clerk')
  await clerk
    .post('/staff/place')
    .type('form')
    .send({ _csrf: await tokenOf(clerk), place: 'leeds' })
}

const november = '/staff/timetable/occupancy/2026-11'

type Page = Awaited<ReturnType<typeof open>>

/** The words of each cell in the row of a day, of the table of social visits. */
const cellsOf = ($: Page, day: string) =>
  $('main table')
    .first()
    .find('tbody tr')
    .filter((_, row) => tidy($(row).find('th').text()) === day)
    .children()
    .toArray()
    .map((cell) =>
      tidy(
        $(cell)
          .text()
          .replace(/held(?=\d)/g, 'held '),
      ),
    )

async function change(asked: TimetableChange): Promise<void> {
  const { id: placeId, timetableVersion: version } = await aPlace(db)
  const personId = await aClerk(db, 'manager')
  const outcome = await changeTimetable(
    db,
    { placeId, version, personId, change: asked, why: 'For a test', flag: [] },
    clock.now(),
  )
  if ('refused' in outcome) throw new Error(`Refused: ${JSON.stringify(outcome.refused)}`)
}

const close = (starts: string | null) =>
  change({
    kind: 'close',
    visitType: 'social',
    from: '2026-11-24',
    to: '2026-11-24',
    starts,
    reason: 'Repairs',
  })

describe('a month at a glance', () => {
  beforeEach(startAnew)

  test('shows how full each slot of a day is, and the day as a whole', async () => {
    await aDecidedVisit(db)
    await aRequest(db, { prisonNumber: 'A1235BC' })
    const $ = await open(clerk, november)
    expect($('h1').text()).toBe('Occupancy in November 2026')
    const table = $('main table').first()
    expect(table.find('caption').text()).toBe('Social visits, November 2026')
    const columns = table.find('thead th').toArray()
    expect(columns.map((column) => $(column).text())).toEqual([
      'Day',
      '09:00 to 10:00',
      '10:30 to 11:30',
      '14:00 to 15:00',
      '15:30 to 16:30',
      '18:00 to 19:00',
      'Whole day',
    ])
    expect(cellsOf($, 'Tue 24')).toEqual([
      'Tue 24',
      '–No slot',
      '–No slot',
      '1 booked, 1 held 14 free of 16',
      '0 booked, 0 held 16 free of 16',
      '0 booked, 0 held 16 free of 16',
      '1 booked, 1 held 46 free of 48',
    ])
    expect(
      table
        .find('tbody th a')
        .filter((_, link) => $(link).text() === 'Tue 24')
        .attr('href'),
    ).toBe('/staff/day/2026-11-24')
  })

  test('has a table for each type that has slots', async () => {
    const $ = await open(clerk, november)
    const captions = $('main table caption').toArray()
    expect(captions.map((caption) => $(caption).text())).toEqual([
      'Social visits, November 2026',
      'Official visits in person, November 2026',
      'Official video visits, November 2026',
      'Official telephone visits, November 2026',
    ])
  })

  test('says which slots are closed, and which visits they still have', async () => {
    await aDecidedVisit(db)
    await close('14:00')
    await close('18:00')
    const $ = await open(clerk, november)
    expect(cellsOf($, 'Tue 24').slice(3)).toEqual([
      'Closed1 booked, 0 held',
      '0 booked, 0 held 16 free of 16',
      'Closed',
      '1 booked, 0 held 16 free of 16',
    ])
  })

  test('says that a whole day is closed', async () => {
    await close(null)
    const $ = await open(clerk, november)
    expect(cellsOf($, 'Tue 24')).toEqual([
      'Tue 24',
      '–No slot',
      '–No slot',
      'Closed',
      'Closed',
      'Closed',
      'Closed',
    ])
  })

  test('marks a slot that is full', async () => {
    const visit = await aDecidedVisit(db)
    await owner.raw('update slots set wanted = 1 where id = ?', [visit.slot?.id ?? 0])
    const $ = await open(clerk, november)
    const bold = $('main table').first().find('td strong').toArray()
    expect(bold.map((words) => $(words).text())).toEqual(['0 free of 1'])
  })

  test('leads from month to month, and says up to when slots can be booked', async () => {
    const $ = await open(clerk, '/staff/timetable/occupancy/2026-12')
    expect($('.govuk-inset-text').text()).toContain('Visits can be booked up to 2/12/2026.')
    expect($('.govuk-pagination__prev a').attr('href')).toBe(november)
    expect($('.govuk-pagination__next a').attr('href')).toBe('/staff/timetable/occupancy/2027-01')
    expect((await open(clerk, november))('.govuk-inset-text').length).toBe(0)
    const later = await open(clerk, '/staff/timetable/occupancy/2027-03')
    expect(later('main').text()).toContain('No slots in this month')
  })

  test('begins with the month that it is', async () => {
    const answer = await clerk.get('/staff/timetable/occupancy')
    expect([answer.status, answer.headers.location]).toEqual([303, november])
  })

  test('shows the place chosen in the header', async () => {
    await clerk
      .post('/staff/place')
      .type('form')
      .send({ _csrf: await tokenOf(clerk), place: 'cardiff' })
    expect((await open(clerk, november))('.govuk-caption-l').text()).toBe('Cardiff')
  })
})

describe('what is no month', () => {
  beforeAll(startAnew)

  test.each(['2026-13', '2026-00', '2026', '1926-11', '2026-1', '2026-11-01', ...Object.values(hostile)])(
    'is not found: %#',
    async (month) => {
      const answer = await clerk.get(`/staff/timetable/occupancy/${encodeURIComponent(month)}`)
      expect(month === '' ? [303] : [400, 404, 414, 431]).toContain(answer.status)
    },
  )
})
