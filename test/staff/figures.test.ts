/** The analyst keys, imports, corrects and deletes figures, and sees all measures as they are. Standards K10, K15. */
import { query } from '../../src/store/database.ts'
import type { Database } from '../../src/store/database.ts'
import { aRequest } from '../builders.ts'
import { desk as wide, openWindow } from '../chromium.ts'
import { clock } from '../clock.ts'
import { testDatabase } from '../database.ts'
import { hostile } from '../hostile.ts'
import { testService } from '../service.ts'
import { deskOf } from './desk.ts'
import type { Desk } from './desk.ts'
import { checked, summaryOf } from './staffBrowser.ts'

let db: Database
let owner: Database
let url: string
let analyst: Desk

beforeAll(async () => {
  ;({ db, owner } = await testDatabase())
  ;({ url } = await testService(db))
  analyst = await deskOf(url, 'analyst')
})
beforeEach(async () => {
  clock.set('2026-11-18T10:00:00Z')
  await owner.raw('delete from offline_volumes; delete from costs; delete from keyed_changes')
})

const volume = { month: '10/2026', place: 'leeds', channel: 'letter', bookings: '12' }
const cost = { from: '2026-08', to: '10/2026', channel: 'online', category: 'it', amount: '£1,234.50' }

const volumes = () =>
  query(
    db,
    `select month, slug as place, channel, bookings, version from offline_volumes join places on places.id = place_id
     order by month, slug, channel`,
  )
const costs = () => query(db, 'select first_month, last_month, channel, category, pence from costs')
const history = () =>
  query<{ what: string }>(
    db,
    `select kind, what, was ->> 'bookings' as was, became ->> 'bookings' as became, name as by, at
     from keyed_changes join people on people.id = person_id order by keyed_changes.id`,
  )

async function keys(kind: 'volumes' | 'costs', typed: Record<string, string>) {
  await analyst.opens(`/staff/figures/${kind}`)
  await analyst.posts(`/staff/figures/${kind}`, typed)
}

const idOf = async (table = 'offline_volumes') => {
  const [row] = await query<{ id: number }>(db, `select id from ${table}`)
  return row?.id ?? 0
}

/** Sends a file; gives the page. */
async function sends(kind: 'volumes' | 'costs', text: string | Buffer, fields: Record<string, string> = {}) {
  await analyst.opens(`/staff/figures/${kind}`)
  const post = analyst.agent
    .post(`/staff/figures/${kind}/import`)
    .field('_csrf', analyst.value('_csrf'))
    .field(fields)
  const answer = await post.attach('file', Buffer.from(text), 'figures.csv').redirects(1)
  return { status: answer.status, $: await checked(answer), token: analyst.value('_csrf') }
}

describe('one figure', () => {
  test('is keyed, corrected and deleted, and its history says by whom and when', async () => {
    await keys('volumes', volume)
    expect(analyst.text()).toContain('The figure is added')
    const address = `/staff/figures/volumes/${await idOf()}`
    clock.set('2026-11-18T11:00:00Z')
    await analyst.opens(address)
    expect([analyst.value('month'), analyst.value('bookings')]).toEqual(['10/2026', '12'])
    await analyst.posts(address, { ...volume, bookings: '0', version: analyst.value('version') })
    expect(await volumes()).toEqual([
      { month: '2026-10-01', place: 'leeds', channel: 'letter', bookings: 0, version: 2 },
    ])
    await analyst.opens(address)
    await analyst.posts(`${address}/removal`, { version: analyst.value('version') })
    expect(analyst.text()).toContain('The figure is deleted')
    expect(analyst.text()).toMatch(/Deleted October 2026, Leeds, Letter, 0/)
    expect(await volumes()).toEqual([])
    const by = { kind: 'volumes', by: 'Anna Analyst' }
    expect(await history()).toMatchObject([
      { ...by, what: 'added', was: null, became: '12' },
      { ...by, what: 'changed', was: '12', became: '0', at: new Date('2026-11-18T11:00:00Z') },
      { ...by, what: 'removed', was: '0', became: null },
    ])
  })

  test('that is there already is not overwritten unseen', async () => {
    await keys('volumes', volume)
    await keys('volumes', { ...volume, bookings: '99' })
    expect(analyst.status()).toBe(422)
    expect(summaryOf(analyst.page())).toEqual([
      'There is a figure for this month, prison and channel already',
    ])
    await analyst.follows('Change the figure that is there')
    expect(analyst.value('bookings')).toBe('12')
    expect(await volumes()).toMatchObject([{ bookings: 12 }])
  })

  test('that somebody else has changed is shown as it is now', async () => {
    await keys('volumes', volume)
    const address = `/staff/figures/volumes/${await idOf()}`
    await analyst.opens(address)
    await analyst.posts(address, { ...volume, bookings: '13', version: '1' })
    await analyst.opens(address)
    for (const [path, sent] of [
      [address, { ...volume, bookings: '99', version: '1' }],
      [`${address}/removal`, { version: '1' }],
    ] as const) {
      await analyst.posts(path, sent)
      expect(analyst.status()).toBe(409)
      expect(analyst.text()).toContain('Somebody has changed this figure')
      expect(analyst.value('bookings')).toBe('13')
    }
  })

  test('cannot become what another is', async () => {
    await keys('volumes', volume)
    const address = `/staff/figures/volumes/${await idOf()}`
    await keys('volumes', { ...volume, channel: 'phone' })
    await analyst.opens(address)
    await analyst.posts(address, { ...volume, channel: 'phone', version: '1' })
    expect(analyst.status()).toBe(422)
  })

  test('of costs is kept in pence for its whole period', async () => {
    await keys('costs', cost)
    const kept = { first_month: '2026-08-01', last_month: '2026-10-01', channel: 'online', category: 'it' }
    expect(await costs()).toEqual([{ ...kept, pence: 123_450 }])
    expect(analyst.text()).toContain('August 2026, October 2026, Online, IT, £1,234.50')
  })

  test.each([
    ['volumes', { month: '12/2026' }, 'The month must have begun'],
    ['volumes', { month: '13/2026' }, 'Enter a month, like 10/2026'],
    ['volumes', { month: '' }, 'Enter the month'],
    ['volumes', { place: 'nowhere' }, 'Choose a prison'],
    ['volumes', { channel: 'online' }, 'Choose a channel'],
    ['volumes', { bookings: '-1' }, 'Enter the number of bookings as a whole number'],
    ['costs', { to: '7/2026' }, 'The last month must not be before the first'],
    ['costs', { to: '8/2027' }, 'The period must be 12 months or less'],
    ['costs', { amount: '12.345' }, 'Enter the cost in pounds, like 1234.50'],
    ['costs', { category: '' }, 'Choose a category'],
  ] as const)('is asked for again: %s %p', async (kind, wrong, words) => {
    await keys(kind, { ...(kind === 'volumes' ? volume : cost), ...wrong })
    expect([analyst.status(), summaryOf(analyst.page())]).toEqual([422, [words]])
    expect([await volumes(), await costs()]).toEqual([[], []])
  })

  test.each(['0', '999999999', 'x'])('there is none of the number %s', async (id) => {
    await analyst.opens(`/staff/figures/costs/${id}`)
    expect(analyst.status()).toBe(404)
  })
})

describe('a file', () => {
  const header = 'Month,Prison,Channel,Bookings'

  test('is looked at before it is saved, and replaces what is there', async () => {
    await keys('volumes', volume)
    const file = `${header}\r\n2026-10,Leeds,Letter,"1,200"\n01/09/2026,cardiff,In person,0\n`
    const { status, $, token } = await sends('volumes', file)
    expect(status).toBe(200)
    expect($('main').text()).toContain('2 lines: 1 new, 1 that replace others')
    expect(await volumes()).toHaveLength(1)
    await analyst.agent
      .post('/staff/figures/volumes/import')
      .type('form')
      .send({ _csrf: token, step: 'save', csv: String($('input[name=csv]').val()) })
      .expect(303)
    expect(await volumes()).toMatchObject([
      { month: '2026-09-01', place: 'cardiff', channel: 'in_person', bookings: 0 },
      { month: '2026-10-01', place: 'leeds', channel: 'letter', bookings: 1200, version: 2 },
    ])
    expect((await history()).map(({ what }) => what)).toEqual(['added', 'added', 'changed'])
  })

  test('with errors tells them by line and saves nothing', async () => {
    const lines = [
      '2026-10,Leeds,Letter,1',
      '2026-10,Leeds,Letter,2',
      'soon,Nowhere,pigeon,many',
      '2027-01,Leeds,Phone,1',
    ]
    const { status, $ } = await sends('volumes', [header, ...lines].join('\n'))
    expect(status).toBe(422)
    const found = $('main table')
      .first()
      .find('tbody tr')
      .toArray()
      .map((row) => $(row).text().replace(/\s+/g, ' ').trim())
    expect(found).toEqual([
      '3 Whole line Take the line out: line 2 is about the same',
      '4 Month Enter a month, like 10/2026',
      '4 Prison Choose a prison',
      '4 Channel Choose a channel',
      '4 Bookings Enter the number of bookings as a whole number',
      '5 Month The month must have begun',
    ])
    expect(await volumes()).toEqual([])
  })

  test.each([
    ['no file at all', ''],
    ['another header', 'When,Where\n1,2'],
    ['a workbook', Buffer.from('PK\u0003\u0004 workbook')],
    ['letters of another encoding', Buffer.from([0x4d, 0xe9, 0x0a])],
  ])('that is %s is refused', async (_what, text) => {
    expect((await sends('costs', text)).status).toBe(422)
    expect(await costs()).toEqual([])
  })

  test('is never run, whatever it says', async () => {
    for (const text of Object.values(hostile)) {
      const { $ } = await sends(
        'costs',
        `First month,Last month,Channel,Category,Pounds\n"${text.replaceAll('"', '""')}",x,x,x,x`,
      )
      expect($('main script')).toHaveLength(0)
    }
  })
})

test('the measures are shown as they are, small ones too, and marked as not for publication', async () => {
  await aRequest(db)
  await query(
    db,
    `insert into monthly_figures (month, place_id, figure, part, count)
     values ('2026-11-01', 1, 'bookings', 'online', 1),
       ('2026-11-01', null, 'refused', 'public/prisoner/prisonNumber/missing', 3)`,
  )
  await analyst.opens('/staff/figures')
  expect(analyst.heading()).toBe('Measures')
  expect(analyst.text()).toContain('Not for publication')
  expect(analyst.text()).toContain('November 2026 so far')
  expect(analyst.text()).toMatch(/Bookings made 1 /)
  expect(analyst.text()).toMatch(/Completion rate not available/)
  expect(analyst.text()).toMatch(/public\s*prisoner\s*prisonNumber\s*missing\s*3/)
  expect(analyst.text()).not.toMatch(/Gwen|Dewi|A1234BC/)
})

test('the pages look right in a browser', async () => {
  const window = await openWindow(url, { viewport: wide })
  await window.page.goto('/staff/figures')
  await window.page.getByRole('button', { name: 'analyst' }).click()
  await keys('costs', cost)
  for (const path of ['', '/volumes', '/costs', `/costs/${await idOf('costs')}`]) {
    await window.page.goto(`/staff/figures${path}`)
    await window.check()
  }
  expect(window.complaints).toEqual([])
  await window.context.close()
})
