/** Every page that shows what is known of one visit keeps who looked at it. */
import { query, transact } from '../../src/store/database.ts'
import type { Database } from '../../src/store/database.ts'
import { insertFlags } from '../../src/store/flags.ts'
import { aClerk, aDecidedVisit, aRequest, forgetVisits } from '../builders.ts'
import { clock } from '../clock.ts'
import { testDatabase } from '../database.ts'
import { testService } from '../service.ts'
import type { TestService } from '../service.ts'
import { open, signedIn, tokenOf } from './staffBrowser.ts'

let db: Database
let owner: Database
let service: TestService

beforeAll(async () => {
  ;({ db, owner } = await testDatabase())
  service = await testService(db)
})
beforeEach(async () => {
  clock.set('2026-11-18T10:00:00Z')
  await forgetVisits(owner)
})

async function aVisit(isBooked: boolean): Promise<string> {
  const visit = await (isBooked ? aDecidedVisit(db) : aRequest(db))
  const personId = await aClerk(db, 'manager')
  const visits = [{ visitId: visit.id, slotId: null }]
  await transact(db, (trx) => insertFlags(trx, { visits, why: 'visitor_banned', personId, now: clock.now() }))
  return visit.reference
}

const viewers = () =>
  query(
    db,
    `select reference, people.name from visit_views join visits on visits.id = visit_id
       join people on people.id = person_id`,
  )

test.each([
  ['visits/:reference', true],
  ['visits/:reference', false],
  ['visits/:reference/cancel', true],
  ['visits/:reference/move', true],
  ['visits/:reference/message', false],
  ['visits/:reference/undo', true],
  ['visits/:reference/confirmation', false],
  ['search/:reference/prisoner', true],
  ['search/:reference/visitors/0', true],
  ['flagged/:reference/keep', true],
])('%s (booked: %s)', async (path, isBooked) => {
  const reference = await aVisit(isBooked)
  await open(await signedIn(service.url, 'manager'), `/staff/${path.replace(':reference', reference)}`)
  expect(await viewers()).toEqual([{ reference, name: 'Mina Manager' }])
})

test('who may not see a visit, and who sends a form, are no viewers', async () => {
  const reference = await aVisit(true)
  const elsewhere = await signedIn(service.url, 'clerk-elsewhere')
  expect((await elsewhere.get(`/staff/visits/${reference}/cancel`)).status).toBe(404)
  const clerk = await signedIn(service.url, 'clerk')
  const form = { _csrf: await tokenOf(clerk), version: '2' }
  expect((await clerk.post(`/staff/visits/${reference}/cancel`).type('form').send(form)).status).toBe(422)
  expect(await viewers()).toEqual([])
})
