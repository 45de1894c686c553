/** Administrators close the service and open it again, and end the sessions of who leaves; each is remembered. */
import { query } from '../../src/store/database.ts'
import type { Database } from '../../src/store/database.ts'
import { readMaintenance } from '../../src/store/maintenance.ts'
import { clock } from '../clock.ts'
import { testDatabase } from '../database.ts'
import { testService } from '../service.ts'
import type { TestService } from '../service.ts'
import { checked, open, signedIn, summaryOf, textOf, tokenOf } from './staffBrowser.ts'
import type { Agent } from './staffBrowser.ts'

let db: Database
let owner: Database
let service: TestService
let administrator: Agent

beforeAll(async () => {
  ;({ db, owner } = await testDatabase())
  service = await testService(db)
})
beforeEach(async () => {
  clock.set('2026-11-18T10:00:00Z')
  await owner.raw('delete from maintenance')
  await owner.raw('delete from service_events')
  administrator = await signedIn(service.url, 'administrator', '/staff/service')
})

async function send(path: string, form: Record<string, string> = {}) {
  const _csrf = String((await open(administrator, '/staff/service'))('input[name=_csrf]').first().val())
  return administrator
    .post(`/staff/service/${path}`)
    .type('form')
    .send({ _csrf, ...form })
}

const eventsOf = () =>
  query<{ what: string; by: string; about: string | null }>(
    owner,
    `select what, by.subject as by, about.subject as about
     from service_events left join people as by on by.id = by_person_id
       left join people as about on about.id = about_person_id order by service_events.id`,
  )

test('closes the service until a time, and opens it again', async () => {
  expect((await send('maintenance', { until: '2:30pm' })).headers.location).toBe('/staff/service?done=closed')
  expect(await readMaintenance(db)).toEqual({ until: new Date('2026-11-18T14:30:00Z') })
  const closed = await open(administrator, '/staff/service?done=closed')
  expect(textOf(closed)).toContain('Visitors are told that they can use it from 18/11/2026 at 14:30.')
  await send('maintenance/end')
  expect(await readMaintenance(db)).toBeUndefined()
  await send('maintenance/end')
  expect((await eventsOf()).map(({ what, by }) => [what, by])).toEqual([
    ['maintenance_on', 'administrator'],
    ['maintenance_off', 'administrator'],
  ])
})

test('keeps what was typed when it is no time, and closes nothing', async () => {
  const response = await send('maintenance', { until: 'after lunch' })
  expect(response.status).toBe(422)
  const $ = await checked(response)
  expect(summaryOf($)).toEqual(['Enter a time, such as 14:30'])
  expect($('#until').val()).toBe('after lunch')
  expect(await readMaintenance(db)).toBeUndefined()
})

test('ends every session of somebody who leaves, and nobody else’s', async () => {
  const leaver = await signedIn(service.url, 'clerk')
  const elsewhere = await signedIn(service.url, 'clerk')
  const stays = await signedIn(service.url, 'clerk-two')
  const people = await checked(await send('people', { person: 'clara' }))
  expect(textOf(people, 'tbody')).toContain('Clara Clerk')
  expect(people('tbody td').eq(2).text()).toBe('2')
  const personId = String(people('input[name=personId]').val())
  expect((await send('sessions', { personId })).headers.location).toBe('/staff/service?done=ended')
  expect((await leaver.get('/staff')).status).toBe(303)
  expect((await elsewhere.get('/staff')).status).toBe(303)
  expect((await stays.get('/staff')).status).toBe(200)
  expect(await eventsOf()).toEqual([{ what: 'sessions_ended', by: 'administrator', about: 'clerk' }])
})

test('asks for a name, and says when nobody has it', async () => {
  expect(summaryOf(await checked(await send('people')))).toEqual(['Enter a name or a sign-in name'])
  expect(textOf(await checked(await send('people', { person: '%_' })))).toContain('Nobody with that name')
  expect((await send('sessions', { personId: 'nobody' })).status).toBe(422)
})

test('what administrators did is only ever added to', async () => {
  await send('maintenance')
  await expect(query(db, 'delete from service_events')).rejects.toMatchObject({ code: '42501' })
  await expect(query(db, "update service_events set what = 'maintenance_off'")).rejects.toMatchObject({
    code: '42501',
  })
})

test('nobody else may', async () => {
  const clerk = await signedIn(service.url, 'clerk')
  const _csrf = await tokenOf(clerk)
  expect((await clerk.post('/staff/service/maintenance').type('form').send({ _csrf })).status).toBe(403)
  expect(await readMaintenance(db)).toBeUndefined()
})
