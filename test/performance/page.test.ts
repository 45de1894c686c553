/** The public figures: page, in both languages, with its charts and tables. Standards K17, K18. */
import { aMonth, noFigures } from './figures.ts'
import { addDemoFigures } from '../../src/demo/demoFigures.ts'
import type { Database } from '../../src/store/database.ts'
import { browser } from '../browser.ts'
import { desk, openWindow, phone } from '../chromium.ts'
import { clock } from '../clock.ts'
import { testDatabase } from '../database.ts'
import { tidy } from '../pageChecks.ts'
import { testService } from '../service.ts'
import type { TestService } from '../service.ts'

let db: Database
let owner: Database
let service: TestService

beforeAll(async () => {
  ;({ db, owner } = await testDatabase())
  service = await testService(db)
})
beforeEach(() => noFigures(owner))

describe('the page', () => {
  const rowOf = (
    reader: Awaited<ReturnType<ReturnType<typeof browser>['opens']>>,
    caption: string,
    row = 0,
  ) => {
    const $ = reader.page()
    const table = $('table').filter((_, one) => tidy($('caption', one).text()) === caption)
    return $('tbody tr', table)
      .eq(row)
      .find('th, td')
      .toArray()
      .map((cell) => tidy($(cell).text()))
  }

  test.each([
    ['en', 'How this service performs', 'October 2026', 'Digital take-up', 'small number', 'not available'],
    [
      'cy',
      'Sut mae’r gwasanaeth hwn yn perfformio',
      'Hydref 2026',
      'Defnydd digidol',
      'nifer bach',
      'ddim ar gael',
    ],
  ])('in %s tells every figure beside its definition', async (lang, title, month, takeUp, small, none) => {
    await aMonth(db)
    const reader = await browser(service.url).opens(`/performance?lang=${lang}`)
    expect(reader.heading()).toBe(title)
    expect(reader.page()('html').attr('lang')).toBe(lang)
    expect(rowOf(reader, takeUp)).toEqual([month, '75%', '60%', lang === 'en' ? '1 of 3' : '1 o 3'])
    expect(reader.page()('details dl')).toHaveLength(7)
    expect(reader.page()('footer a[href="/performance"]')).toHaveLength(1)
    const prisons = rowOf(
      reader,
      lang === 'en' ? 'Measures of each prison, October 2026' : 'Mesurau pob carchar, Hydref 2026',
    )
    expect(prisons.slice(1, 3)).toEqual([small, none])
    expect(reader.text()).not.toMatch(/NaN|Infinity|null/)
  })

  test('tells of one prison what is measured of it, and ignores an address that names none', async () => {
    await aMonth(db)
    const reader = await browser(service.url).opens('/performance?prison=leeds&month=2026-10')
    expect(reader.page()('main h2').first().text()).toBe('Leeds')
    expect(rowOf(reader, 'Bookings made')).toEqual(['October 2026', '75'])
    expect(reader.page()('.app-measure')).toHaveLength(4)
    const all = await browser(service.url).opens('/performance?prison=%3Cb%3E&month=x')
    expect(all.page()('.app-measure')).toHaveLength(8)
  })

  test('leads to each part, and unfolds the table of prisons for who chose its month', async () => {
    await aMonth(db)
    const reader = await browser(service.url).opens('/performance')
    const [links, parts] = ['nav[aria-label="On this page"] a', '.app-measure > h2'].map((selector) =>
      reader
        .page()(selector)
        .toArray()
        .map((one) => tidy(reader.page()(one).text())),
    )
    expect(links).toHaveLength(8)
    expect(links).toEqual(parts)
    const isOpen = () => reader.page()('#prisons ~ details').attr('open') !== undefined
    expect(isOpen()).toBe(false)
    await reader.opens('/performance?month=2026-10')
    expect(isOpen()).toBe(true)
  })

  test('draws no chart of what nobody knows, and a table that says so', async () => {
    await aMonth(db)
    const reader = await browser(service.url).opens('/performance')
    expect(reader.page()('#chart-cost-title')).toHaveLength(0)
    expect(rowOf(reader, 'Cost per transaction')).toContain('not available')
  })

  test('each chart has a title, a description, and lines that differ without colour', async () => {
    await addDemoFigures(db, clock.now())
    const reader = await browser(service.url).opens('/performance')
    const $ = reader.page()
    expect(reader.text()).toContain('invented figures of a demonstration')
    expect($('svg.app-chart')).toHaveLength(8)
    for (const svg of $('svg.app-chart').toArray()) {
      expect([$('title', svg).text(), $('desc', svg).text()].every((words) => words !== '')).toBe(true)
      const dashes = $('.app-chart__line', svg)
        .toArray()
        .map((line) => $('path.app-chart__stroke', line).first().attr('stroke-dasharray'))
      expect(new Set(dashes).size).toBe(dashes.length)
    }
  })
})

test.each([
  ['a phone in Welsh', '/performance?lang=cy', phone],
  ['a desk', '/performance', desk],
  ['a phone, for one prison', '/performance?prison=leeds', phone],
])('looks right on %s', async (_name, path, viewport) => {
  await addDemoFigures(db, clock.now())
  const window = await openWindow(service.url, { viewport })
  await window.page.goto(path)
  await window.check()
  expect(window.complaints).toEqual([])
  await window.context.close()
})
