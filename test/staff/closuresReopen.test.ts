import { changeTimetable } from '../../src/actions/changeTimetable.ts'
import type { TimetableChange } from '../../src/domain/timetable.ts'
import { query } from '../../src/store/database.ts'
import type { Database } from '../../src/store/database.ts'
import { listOpenFlags } from '../../src/store/flags.ts'
import { aClerk, aDecidedVisit, aPlace, aRequest, bookableSlots, forgetChanges } from '../builders.ts'
import { clock } from '../clock.ts'
import { testDatabase } from '../database.ts'
import { testService } from '../service.ts'
import type { TestService } from '../service.ts'
import { checked, formOf, open, signedIn, summaryOf } from './staffBrowser.ts'
import type { Agent, Form } from './staffBrowser.ts'

let db: Database
let owner: Database
let service: TestService
let manager: Agent

beforeAll(async () => {
  ;({ db, owner } = await testDatabase())
  service = await testService(db)
})
beforeEach(async () => {
  clock.set('2026-11-18T10:00:00Z')
  await forgetChanges(owner)
  manager = await signedIn(service.url, 'manager')
})

async function change(change: TimetableChange, slug = 'leeds'): Promise<void> {
  const { id: placeId, timetableVersion: version } = await aPlace(db, slug)
  const asked = {
    placeId,
    version,
    personId: await aClerk(db, 'manager'),
    change,
    why: 'For a test',
    flag: [],
  }
  const outcome = await changeTimetable(db, asked, clock.now())
  if ('refused' in outcome) throw new Error(`Refused: ${JSON.stringify(outcome.refused)}`)
}

/** Closes a day of a place; gives the closure's id. */
async function closed(date = '2026-11-24', to = date, slug = 'leeds'): Promise<number> {
  await change({ kind: 'close', visitType: null, from: date, to, starts: null, reason: 'Repairs' }, slug)
  const [row] = await query<{ id: number }>(
    db,
    "select id from closures where reason = 'Repairs' order by id desc",
  )
  return row?.id ?? 0
}

const address = (id: number) => `/staff/closures/${id}/reopen`

const post = (id: number, form: Form) => manager.post(address(id)).type('form').send(form)

/** The page's form with a reason. */
const filled = async (id: number): Promise<Form> => ({
  ...formOf(await open(manager, address(id))),
  why: 'Repaired early',
})

test('opens what was closed: flags are settled, slots can be booked again, and why is kept', async () => {
  const [slot] = await bookableSlots(db)
  const visit = await aDecidedVisit(db)
  const id = await closed()
  expect(await listOpenFlags(db, visit.id, clock.now())).toHaveLength(1)
  const page = await open(manager, address(id))
  expect(page('h1').text()).toBe('Reopen this closure')
  expect(page('main').text()).toContain('Tuesday 24 November 2026, all day')
  expect(page('main').text()).toContain('Repairs')
  const answer = await post(id, await filled(id))
  expect([answer.status, answer.headers.location]).toEqual([303, '/staff/timetable?saved=yes'])
  expect(await listOpenFlags(db, visit.id, clock.now())).toEqual([])
  const asked = await aRequest(db, { prisonNumber: 'A1235BC', slotIds: [slot?.id ?? 0] })
  expect(asked.status).toBe('requested')
  expect(
    await query(
      db,
      `select what, why, people.name from place_events join people on people.id = person_id
       where what = 'reopened'`,
    ),
  ).toEqual([{ what: 'reopened', why: 'Repaired early', name: 'Mina Manager' }])
})

test('opens once what is sent twice, or twice at once', async () => {
  const id = await closed()
  const form = await filled(id)
  const answers = [...(await Promise.all([post(id, form), post(id, form)])), await post(id, form)]
  expect(answers.map(({ status }) => status).filter((status) => ![303, 409].includes(status))).toEqual([])
  expect(answers.at(-1)?.status).toBe(303)
  expect(await query(db, "select from place_events where what = 'reopened'")).toHaveLength(1)
})

test('asks why', async () => {
  const id = await closed()
  const answer = await post(id, { ...(await filled(id)), why: ' ' })
  expect(answer.status).toBe(422)
  expect(summaryOf(await checked(answer))).toEqual(['Enter why you are reopening it'])
})

test('opens it, with the reason typed, whatever else of the timetable was changed in the meantime', async () => {
  const id = await closed()
  const form = await filled(id)
  await change({
    kind: 'close',
    visitType: null,
    from: '2026-12-01',
    to: '2026-12-01',
    starts: null,
    reason: 'Other',
  })
  expect((await post(id, form)).status).toBe(303)
  expect(
    await query(
      db,
      'select reason from closures where place_id = (select id from places where slug = :slug) and reason in (:repairs, :other)',
      { slug: 'leeds', repairs: 'Repairs', other: 'Other' },
    ),
  ).toEqual([{ reason: 'Other' }])
  expect(await query(db, "select why from place_events where what = 'reopened'")).toEqual([
    { why: 'Repaired early' },
  ])
})

test('says that of a closure which has begun only the rest opens', async () => {
  const id = await closed('2026-11-18', '2026-11-25')
  expect((await open(manager, address(id)))('main').text()).not.toContain('Part of the closure is over')
  clock.set('2026-11-20T10:00:00Z')
  manager = await signedIn(service.url, 'manager')
  expect((await open(manager, address(id)))('main').text()).toContain('Part of the closure is over')
  expect((await post(id, await filled(id))).status).toBe(303)
  expect(await query(db, 'select last_date from closures where id = :id', { id })).toEqual([
    { last_date: '2026-11-19' },
  ])
})

test('knows nothing of other prisons’ closures, of those that are over, and of none', async () => {
  const [own, other] = [await closed('2026-11-24'), await closed('2026-11-24', '2026-11-24', 'wandsworth')]
  const form = await filled(own)
  for (const id of [other, 999_999, 0]) {
    expect((await manager.get(address(id))).status).toBe(404)
    expect((await post(id, form)).status).toBe(404)
  }
  for (const id of ['x', '1e3', '-1', '99999999999999999999']) {
    expect((await manager.get(`/staff/closures/${id}/reopen`)).status).toBe(404)
  }
  clock.set('2026-11-25T10:00:00Z')
  manager = await signedIn(service.url, 'manager')
  expect((await manager.get(address(own))).status).toBe(404)
})
