/** The analyst keys and imports the figures of the phone line; the team's page shows them beside the calls recorded. */
import { query } from '../../src/store/database.ts'
import type { Database } from '../../src/store/database.ts'
import { endCall } from '../../src/store/calls.ts'
import { clock } from '../clock.ts'
import { testDatabase } from '../database.ts'
import { hostile } from '../hostile.ts'
import { aCall, personOf } from '../phone/calls.ts'
import { testService } from '../service.ts'
import { deskOf } from './desk.ts'
import type { Desk } from './desk.ts'
import { checked } from './staffBrowser.ts'

const address = '/staff/figures/phone-line'
const header = 'Date,Hour,Offered,Answered,Abandoned,Wait seconds,Longest wait seconds'
const good = {
  date: '17/11/2026',
  hour: '9',
  offered: '10',
  answered: '8',
  abandoned: '2',
  waitSeconds: '300',
  longestWaitSeconds: '90',
}

let db: Database
let owner: Database
let analyst: Desk
let agent: Desk

beforeAll(async () => {
  ;({ db, owner } = await testDatabase())
  const { url } = await testService(db)
  analyst = await deskOf(url, 'analyst')
  agent = await deskOf(url, 'agent')
})
beforeEach(() => owner.raw('delete from phone_line_hours'))

const kept = () =>
  query(db, 'select date, hour, offered, wait_seconds as wait from phone_line_hours order by date, hour')

/** Sends a file; gives the page. */
async function sends(text: string | Buffer, fields: Record<string, string> = {}) {
  await analyst.opens(address)
  const post = analyst.agent.post(`${address}/import`).field('_csrf', analyst.value('_csrf')).field(fields)
  const answer = await post.attach('file', Buffer.from(text), 'figures.csv')
  return { status: answer.status, $: await checked(answer), token: analyst.value('_csrf') }
}

test('an hour is keyed, keyed again and listed', async () => {
  for (const offered of ['10', '12']) {
    await analyst.opens(address)
    await analyst.posts(`${address}/hour`, { ...good, offered })
    expect(analyst.text()).toContain('The figures are saved')
  }
  expect(await kept()).toEqual([{ date: '2026-11-17', hour: 9, offered: 12, wait: 300 }])
  expect(analyst.text()).toContain('17/11/2026 1 12 8 2')
})

test.each([
  [{ abandoned: '3' }, 'Answered and abandoned must not be more than offered together'],
  [{ longestWaitSeconds: '301' }, 'The longest wait must not be more than the wait of all callers'],
  [{ date: '17/11/2030' }, 'The date must be today or in the past'],
  [{ hour: '24' }, 'Enter a number from 0 to 23'],
  [{ offered: 'ten' }, 'Enter how many calls came as a whole number'],
])('figures that cannot be are asked for again: %p', async (wrong, words) => {
  await analyst.opens(address)
  await analyst.posts(`${address}/hour`, { ...good, ...wrong })
  expect([analyst.status(), await kept()]).toEqual([422, []])
  expect(analyst.text()).toContain(words)
  expect(analyst.value('answered')).toBe('8')
})

test('a file is looked at, then saved; what it replaces is shown', async () => {
  await analyst.opens(address)
  await analyst.posts(`${address}/hour`, good)
  const file = `${header}\n2026-11-17,09:00,"1,000",900,50,9000,90\n17/11/2026,10,0,0,0,0,0\n`
  const { status, $ } = await sends(file)
  expect([status, $('h1').text(), (await kept()).length]).toEqual([200, 'Check the figures', 1])
  expect($('main').text()).toContain('10 offered, 8 answered')
  const form = Object.fromEntries(
    $('main form')
      .serializeArray()
      .map(({ name, value }) => [name, value]),
  )
  for (let press = 0; press < 2; press += 1) {
    await analyst.posts(`${address}/import`, { ...form, step: 'save' })
    expect(analyst.text()).toContain('The figures are saved')
  }
  expect(await kept()).toEqual([
    { date: '2026-11-17', hour: 9, offered: 1000, wait: 9000 },
    { date: '2026-11-17', hour: 10, offered: 0, wait: 0 },
  ])
})

test('everything wrong with a file is told by its line, and nothing is saved', async () => {
  const lines = [
    '2026-13-01,9,1,1,0,1,1',
    '2026-11-17,25,x,1,0,1,1',
    '2026-11-17,9,1,1,1,1,1',
    '2026-11-17,10,1,1,0,1,1',
    '2026-11-17,10,1,1,0,1,1',
    '2030-01-01,9,1,1,0,1,1',
  ]
  const { status, $ } = await sends([header, ...lines].join('\r\n'))
  expect([status, await kept()]).toEqual([422, []])
  const rows = $('table')
    .first()
    .find('tbody tr')
    .toArray()
    .map((row) => $(row).text().replace(/\s+/g, ' ').trim())
  expect(rows).toEqual([
    '2 Date Enter a real date, like 2026-12-04',
    '3 Hour Enter an hour from 0 to 23',
    '3 Offered Enter a whole number from 0 to 100000',
    '4 Abandoned Answered and abandoned must not be more than offered together',
    '6 Hour Take the line out: there is another line for this hour',
    '7 Date Take the line out: this date is still to come',
  ])
  expect((await sends('PK\u0003\u0004workbook')).$('main').text()).toContain('Save the spreadsheet as CSV')
  expect((await sends('Date;Hour\n1;2')).$('main').text()).toContain('Add the column “Offered”')
})

test('what no browser of ours sends is refused as any other', async () => {
  for (const typed of Object.values(hostile)) {
    await analyst.opens(address)
    await analyst.posts(`${address}/hour`, Object.fromEntries(Object.keys(good).map((name) => [name, typed])))
    expect(analyst.status()).toBe(422)
    expect((await sends(`${header}\n${JSON.stringify(typed)},9,1,1,0,1,1`)).status).toBe(422)
  }
  expect(await kept()).toEqual([])
})

test('the team’s page shows the day by hour, says what is not known, and gives it as a file', async () => {
  const agentId = await personOf(db, 'agent')
  const id = await aCall(db, agentId)
  const ended = new Date(clock.now().getTime() + 12 * 60_000)
  await endCall(db, { id, agentId }, { outcome: 'information', satisfaction: null, now: ended })
  await agent.opens('/phone/team')
  expect(agent.heading()).toBe('Team on Wednesday 18 November 2026')
  expect(agent.text()).toContain('The phone line: not available.')
  expect(agent.text()).toContain(
    'Recorded here: 1 call by phone, 12 minutes handled, 0 completed, 0 gave up.',
  )
  expect(agent.text()).toContain('A call takes 12.0 minutes on average')
  await analyst.opens(address)
  await analyst.posts(`${address}/hour`, { ...good, date: '18/11/2026', hour: '10' })
  await analyst.opens('/phone/team?date=18/11/2026')
  expect(analyst.text()).toContain('10:00 10 8 2 0:30 1:30')
  expect(analyst.text()).toContain('5 calls short')
  const { text, headers } = await agent.agent.get('/phone/team.csv?date=2026-11-18')
  expect(headers['content-disposition']).toContain('phone-team-2026-11-18.csv')
  expect(text).toContain('2026-11-18,10,10,8,2,300,90,1,12,0,0,1,5,5\r\n')
  expect(text).toContain('2026-11-18,9,,,,,,0,0,0,0,0,0,\r\n')
  for (const typed of Object.values(hostile)) {
    const { status } = await agent.agent.get('/phone/team').query({ date: typed })
    expect(status).toBe(200)
  }
})

test('agents read what has changed, newest release first', async () => {
  await agent.opens('/phone/changes')
  expect(agent.heading()).toBe('What has changed')
  expect(agent.page()('main h2').first().text()).toContain('Version 0.2.0')
})
