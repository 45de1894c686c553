/** Administrators see what people ask about their data, and record what was done; nobody else does. */
import { query } from '../../src/store/database.ts'
import type { Database } from '../../src/store/database.ts'
import { aRequest } from '../builders.ts'
import { clock } from '../clock.ts'
import { testDatabase } from '../database.ts'
import { testService } from '../service.ts'
import { checked, formOf, open, signedIn } from './staffBrowser.ts'
import type { Agent } from './staffBrowser.ts'

let db: Database
let owner: Database
let administrator: Agent

beforeAll(async () => {
  ;({ db, owner } = await testDatabase())
  const service = await testService(db)
  administrator = await signedIn(service.url, 'administrator', '/staff/privacy')
})
beforeEach(async () => {
  await query(owner, 'delete from privacy_requests')
  clock.set('2026-11-18T10:00:00Z')
})

async function ask(reference: string, acknowledgeBy: string, more: object = {}): Promise<number> {
  const [row] = await query<{ id: number }>(
    db,
    `insert into privacy_requests (reference, kind, language, name, email, visit_reference, words, received_at,
       acknowledge_by, acknowledged_at, answered_at)
     values (:reference, 'objection', 'cy', 'Siân <b>O’Neill</b>', 'sian@example.org', :visit, :words,
       '2026-11-01T14:05:00Z', :acknowledgeBy, :acknowledged, :answered) returning id`,
    {
      ...{ reference, acknowledgeBy, visit: null, words: 'First line\n<i>second</i>' },
      ...{ acknowledged: null, answered: null, ...more },
    },
  )
  return row?.id ?? 0
}

const press = async (id: number, path: string, $: Awaited<ReturnType<typeof open>>) =>
  administrator.post(`/staff/privacy/${id}/${path}`).type('form').send(formOf($)).redirects(1)

test('what waits is listed, the most urgent first; what is answered is not', async () => {
  await ask('ABCDEFG3', '2026-11-16', { acknowledged: '2026-11-02' })
  await ask('ABCDEFG2', '2026-12-18')
  await ask('ABCDEFG0', '2026-11-17')
  await ask('ABCDEFG1', '2026-11-18')
  await ask('ABCDEFG4', '2026-11-16', { acknowledged: '2026-11-02', answered: '2026-11-03' })
  const $ = await open(administrator, '/staff/privacy')
  const rows = $('tbody tr').toArray()
  const cells = rows.map((row) => [
    $('a', row).text(),
    $('td', row).eq(2).text(),
    $('td', row).eq(3).text().trim(),
  ])
  expect(cells).toEqual([
    ['ABCDEFG0', '17/11/2026', 'Overdue'],
    ['ABCDEFG1', '18/11/2026', 'Due today'],
    ['ABCDEFG2', '18/12/2026', 'To acknowledge'],
    ['ABCDEFG3', '16/11/2026', 'Acknowledged'],
  ])
  expect($('[aria-current=page]').text()).toBe('Questions about data')
  expect($('body').text()).not.toMatch(/Siân|sian@example/)
})

test('a long list has pages', async () => {
  await Promise.all(Array.from({ length: 27 }, (_, n) => ask(`ABCDEF${n + 10}`, '2026-12-18')))
  const $ = await open(administrator, '/staff/privacy?page=2')
  expect($('tbody tr')).toHaveLength(2)
  expect($('main').text()).toContain('Page 2 of 2, 2 of 27 not answered')
})

test('nothing to answer is said, too', async () => {
  expect((await open(administrator, '/staff/privacy'))('main').text()).toContain(
    'Nothing waits for an answer',
  )
})

test('one shows what was written, and nothing of the visit that it names', async () => {
  const visit = await aRequest(db)
  const id = await ask('ABCDEFGH', '2026-12-01', { visit: visit.reference })
  const $ = await open(administrator, `/staff/privacy/${id}`)
  const page = $('main').text()
  for (const words of ['Siân <b>O’Neill</b>', 'sian@example.org', '<i>second</i>', 'Welsh', visit.reference])
    expect(page).toContain(words)
  expect(page).toContain('1/11/2026 at 14:05')
  expect($('.govuk-inset-text br')).toHaveLength(1)
  expect(page).not.toMatch(/Gwen|Dewi|A1234BC/)
  expect($(`a[href*="${visit.reference}"]`)).toHaveLength(0)
})

test('what was done is recorded once, with who and when', async () => {
  const id = await ask('ABCDEFGH', '2026-12-01')
  const acknowledged = await press(id, 'acknowledgement', await open(administrator, `/staff/privacy/${id}`))
  let $ = await checked(acknowledged)
  expect($('.moj-alert').text()).toContain('Recorded as acknowledged')
  expect($('main').text()).toContain('18/11/2026 at 10:00')
  expect($('main').text()).toMatch(/Last recorded by\s+Ada Administrator/)
  expect($('main form')).toHaveLength(1)
  clock.set('2026-11-18T11:00:00Z')
  await press(id, 'acknowledgement', $)
  $ = await checked(await press(id, 'answer', $))
  expect($('main form')).toHaveLength(0)
  expect($('main').text()).toMatch(/18\/11\/2026 at 10:00[\s\S]*18\/11\/2026 at 11:00/)
  expect((await open(administrator, '/staff/privacy'))('tbody tr')).toHaveLength(0)
})

test('an answer acknowledges, too', async () => {
  const id = await ask('ABCDEFGH', '2026-12-01')
  await press(id, 'answer', await open(administrator, `/staff/privacy/${id}`))
  const states =
    'select acknowledged_at = answered_at as both, handled_by is not null as by from privacy_requests'
  expect(await query(db, states)).toEqual([{ both: true, by: true }])
})

test.each(['0', '999999999', '99999999999', 'x', '-1'])('there is no question %s', async (id) => {
  expect((await administrator.get(`/staff/privacy/${id}`)).status).toBe(404)
})
