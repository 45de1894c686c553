import { query } from '../../src/store/database.ts'
import type { Database } from '../../src/store/database.ts'
import { aDecidedVisit, aRequest, bookableSlots, child, forgetVisits, gwen, otherAdult } from '../builders.ts'
import { clock } from '../clock.ts'
import { testDatabase } from '../database.ts'
import { tidy } from '../pageChecks.ts'
import { testService } from '../service.ts'
import type { TestService } from '../service.ts'
import { found, post, search } from './searchBrowser.ts'
import { checked, open, signedIn, summaryOf, textOf } from './staffBrowser.ts'
import type { Agent, Form } from './staffBrowser.ts'

let db: Database
let owner: Database
let service: TestService
let clerk: Agent

beforeAll(async () => {
  ;({ db, owner } = await testDatabase())
  service = await testService(db)
})
beforeEach(async () => {
  clock.set('2026-11-18T10:00:00Z')
  await forgetVisits(owner)
  clerk = await signedIn(service.url, 'clerk')
})

describe('the form', () => {
  test('asks for what visits are known by', async () => {
    const $ = await open(clerk, '/staff/search')
    expect($('h1').text()).toBe('Search visits')
    const labels = $('main label').toArray()
    expect(labels.map((label) => tidy($(label).text()))).toEqual([
      'Reference',
      'Prison number',
      'Visitor’s name',
      'Email address',
      'From',
      'To',
      'Case reference',
      'Type of visit',
      'Status',
    ])
    expect($('.moj-primary-navigation__link[aria-current=page]').text()).toBe('Search visits')
  })

  test.each([
    [{}, 'Enter at least one thing to search by'],
    [{ reference: ' ', name: '\u200b' }, 'Enter at least one thing to search by'],
    [{ reference: 'ABC' }, 'Enter a reference of 8 letters and numbers, like 4G7K2M9P'],
    [{ prisonNumber: '12345' }, 'Enter a prison number, like A1234BC'],
    [{ name: '---' }, 'Enter letters of the visitor’s name'],
    [{ name: 'x'.repeat(101) }, 'Visitor’s name must be 100 characters or less'],
    [{ email: 'x'.repeat(255) }, 'Email address must be 254 characters or less'],
    [{ from: '32/1/2026' }, 'The first date must be a real date, like 17/5/2026'],
    [{ to: 'soon' }, 'The last date must be a real date, like 17/5/2026'],
    [{ from: '2/12/2026', to: '1/12/2026' }, 'The last date must be the same as or after the first'],
  ])('refuses %j', async (typed: Form, sentence) => {
    const answer = await post(clerk, '/staff/search', typed)
    expect(answer.status).toBe(422)
    const $ = await checked(answer)
    expect(summaryOf($)).toEqual([sentence])
    for (const [name, value] of Object.entries(typed)) expect($(`#${name}`).val()).toBe(value)
  })

  test('takes no status but those that there are', async () => {
    expect((await post(clerk, '/staff/search', { status: 'nonsense' })).status).toBe(422)
  })
})

describe('what is found', () => {
  test('is shown in 24-hour time, with prisoner, visitors and status', async () => {
    const visit = await aRequest(db, { party: [otherAdult, { ...child, lastName: 'O’Brien' }] })
    const $ = await search(clerk, { name: 'tomos obrien' })
    expect($('tbody tr').length).toBe(1)
    const cells = $('tbody tr').children().toArray()
    expect(cells.map((cell) => tidy($(cell).text()))).toEqual([
      visit.reference,
      'Test, DewiA1234BC',
      'Sample, Alun',
      'O’Brien, Tomos Flag future visits of O’Brien, Tomos',
      '24/11/2026, 14:00 to 15:00Leeds',
      'Requested',
    ])
    expect($('tbody th a').attr('href')).toBe(`/staff/visits/${visit.reference}`)
    expect(textOf($)).toContain('1 visit found')
    expect($('.govuk-summary-list__value').text().trim()).toBe('tomos obrien')
  })

  test('is a visit, however its reference is written', async () => {
    const { reference } = await aRequest(db)
    const typed = `${reference.slice(0, 4)} - ${reference.slice(4)}`.toLowerCase().replaceAll('0', 'o')
    expect(found(await search(clerk, { reference: typed }))).toEqual([reference])
  })

  test('is by all that was typed', async () => {
    const visit = await aDecidedVisit(db)
    await aRequest(db, { party: [otherAdult], slotIds: [(await bookableSlots(db))[1]?.id ?? 0] })
    const all = {
      prisonNumber: ' a1234bc ',
      email: 'GWEN@',
      from: '24/11/2026',
      to: '24/11/2026',
      status: 'booked',
    }
    const $ = await search(clerk, all)
    expect(found($)).toEqual([visit.reference])
    const rows = $('.staff-searched dd').toArray()
    expect(rows.map((row) => tidy($(row).text()))).toEqual([
      'a1234bc',
      'GWEN@',
      '24/11/2026',
      '24/11/2026',
      'Booked',
    ])
  })

  test('may be nothing: the page says so and what to try', async () => {
    const $ = await search(clerk, { name: 'nobody' })
    expect($('table').length).toBe(0)
    expect(textOf($)).toContain('No visits found')
    expect(textOf($)).toContain('type only the first letters of a name')
  })

  test('is never at a prison of others', async () => {
    const { reference } = await aRequest(db, { slug: 'wandsworth' })
    const known: Form[] = [{ reference }, { prisonNumber: 'A1234BC' }, { name: 'gwen' }, { email: 'gwen' }]
    for (const typed of known) {
      expect(found(await search(clerk, typed))).toEqual([])
    }
    const elsewhere = await signedIn(service.url, 'clerk-elsewhere')
    expect(found(await search(elsewhere, { name: 'gwen' }))).toEqual([reference])
  })

  test('is 25 a page', async () => {
    await owner.raw('update slots set wanted = 100')
    for (let n = 0; n < 27; n += 1) await aRequest(db, { prisonNumber: `A${1000 + n}BC` })
    const first = await search(clerk, { name: 'gwen' })
    expect(found(first)).toHaveLength(25)
    expect(textOf(first)).toContain('Page 1 of 2, 25 of 27 visits found')
    expect(first('.govuk-pagination__next a').attr('href')).toBe('/staff/search?page=2')
    for (const page of ['2', '3', '99999999999999999999'])
      expect(found(await open(clerk, `/staff/search?page=${page}`))).toHaveLength(2)
    for (const page of ['0', '-1', 'x'])
      expect(found(await open(clerk, `/staff/search?page=${page}`))).toHaveLength(25)
  })

  test('is asked of the database at once, for one visit and for many', async () => {
    const asked: string[] = []
    const count = ({ sql }: { sql: string }) => asked.push(sql)
    const queriesOf = async () => {
      await search(clerk, { name: 'gwen' })
      asked.length = 0
      db.on('query', count)
      await open(clerk, '/staff/search?page=1')
      db.removeListener('query', count)
      return asked.length
    }
    await aRequest(db)
    const withOne = await queriesOf()
    for (const [n, { id }] of (await bookableSlots(db)).slice(0, 5).entries())
      await aRequest(db, { slotIds: [id], prisonNumber: `B100${n}BC` })
    expect(await queriesOf()).toBe(withOne)
    expect(withOne).toBeLessThanOrEqual(2)
  })

  test('is by what people typed, escaped', async () => {
    const hostile = '<img src=x onerror=alert(1)>'
    await aRequest(db, { party: [{ ...gwen, lastName: hostile }] })
    const $ = await search(clerk, { name: `${hostile} gwen`, email: 'gwen' })
    expect($('main img').length).toBe(0)
    expect(textOf($)).toContain(hostile)
  })
})

describe('what was typed', () => {
  test('stands in no address and in no line of the log', async () => {
    const canary = {
      reference: 'CANARY77',
      prisonNumber: 'K7391XQ',
      name: 'Vizzini',
      email: 'mauve@example.org',
    }
    await search(clerk, canary)
    const form = await open(clerk, '/staff/search')
    for (const value of Object.values(canary)) {
      expect(service.logged().toLowerCase()).not.toContain(value.toLowerCase())
    }
    const addresses = form('a[href], form[action]')
      .toArray()
      .map((element) => form(element).attr('href') ?? form(element).attr('action') ?? '')
    expect(addresses.join('\n')).not.toMatch(/CANARY|K7391XQ|Vizzini|mauve/i)
    expect(form('title').text()).toBe('Search visits – Manage prison visits')
  })

  test('is in the form again, until it is cleared', async () => {
    await search(clerk, { name: 'Gwen', status: 'booked' })
    const $ = await open(clerk, '/staff/search')
    expect([$('#name').val(), $('#status').val()]).toEqual(['Gwen', 'booked'])
    expect((await post(clerk, '/staff/search/clear')).headers.location).toBe('/staff/search')
    for (const path of ['/staff/search', '/staff/search?page=1']) {
      const cleared = await open(clerk, path)
      expect(cleared('#name').val()).toBeUndefined()
      expect(textOf(cleared)).not.toContain('Clear search')
    }
    const kept = await query<{ sess: unknown }>(db, 'select sess from sessions')
    expect(JSON.stringify(kept)).not.toContain('Gwen')
  })

  test('is nobody else’s', async () => {
    await search(clerk, { name: 'Gwen' })
    const other = await signedIn(service.url, 'clerk-two')
    expect((await open(other, '/staff/search'))('#name').val()).toBeUndefined()
  })
})
