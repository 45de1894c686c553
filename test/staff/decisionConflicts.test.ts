import { query } from '../../src/store/database.ts'
import type { Database } from '../../src/store/database.ts'
import type { Visit } from '../../src/store/visits.ts'
import { aRequest, forgetVisits, mustRead } from '../builders.ts'
import { testDatabase } from '../database.ts'
import { testService } from '../service.ts'
import type { TestService } from '../service.ts'
import { checked, formOf, open, postDecision, sendDecision, signedIn, summaryOf } from './staffBrowser.ts'
import type { Agent } from './staffBrowser.ts'

let db: Database
let owner: Database
let service: TestService
let clerk: Agent

beforeAll(async () => {
  ;({ db, owner } = await testDatabase())
  service = await testService(db)
})
beforeEach(async () => {
  await forgetVisits(owner)
  clerk = await signedIn(service.url, 'clerk')
})

const decisionsOf = (visit: Visit) =>
  query<{ what: string }>(db, "select what from visit_events where visit_id = :id and what <> 'requested'", {
    id: visit.id,
  })

test('makes one decision of two clerks who send theirs at once', async () => {
  const visit = await aRequest(db, { choices: 2 })
  const other = await signedIn(service.url, 'clerk-two')
  const path = `/staff/visits/${visit.reference}`
  const forms = [formOf(await open(clerk, path)), formOf(await open(other, path))]
  const answers = await Promise.all([
    postDecision(clerk, visit.reference, { ...forms[0], decision: 'choice2' }),
    postDecision(other, visit.reference, { ...forms[1], decision: 'reject', reasons: 'duplicate' }),
  ])
  expect(answers.map(({ status }) => status).sort()).toEqual([303, 409])
  const late = answers.find(({ status }) => status === 409)
  const $ = await checked(late ?? answers[0])
  expect($('h1').text()).toBe('Someone has already dealt with this request')
  const decided = await mustRead(db, visit.id)
  const isBooked = decided.status === 'booked'
  expect($('main').text()).toContain(isBooked ? 'Booked' : 'Duplicate request')
  expect($('main').text()).toContain(`By ${isBooked ? 'Clara' : 'Conrad'} Clerk`)
  expect(decided.version).toBe(2)
  expect(await decisionsOf(visit)).toEqual([{ what: isBooked ? 'confirmed' : 'rejected' }])
  const messages = await query(db, "select from notifications where kind <> 'request_received'")
  expect(messages).toHaveLength(1)
})

test('makes one decision of a form that is sent twice', async () => {
  const visit = await aRequest(db)
  const form = { ...formOf(await open(clerk, `/staff/visits/${visit.reference}`)), decision: 'choice1' }
  expect((await postDecision(clerk, visit.reference, form)).status).toBe(303)
  expect((await postDecision(clerk, visit.reference, form)).status).toBe(409)
  expect(await decisionsOf(visit)).toEqual([{ what: 'confirmed' }])
})

test.each([['another'], ['0'], ['2'], ['']])('refuses a decision on version "%s"', async (version) => {
  const visit = await aRequest(db)
  const answer = await sendDecision(clerk, visit.reference, { decision: 'choice1', version })
  expect(answer.status).toBe(409)
  const $ = await checked(answer)
  expect($('h1').text()).toBe('The visitor has changed this request')
  expect($(`main a[href="/staff/visits/${visit.reference}"]`).text()).toBe('Look at the request again')
  expect(await decisionsOf(visit)).toEqual([])
})

test('shows the form again, as it was typed, when the slots stay locked', async () => {
  const visit = await aRequest(db)
  const form = { ...formOf(await open(clerk, `/staff/visits/${visit.reference}`)), decision: 'choice1' }
  const lock = await owner.transaction()
  await lock.raw('select from slots where id = ? for update', [visit.heldSlotId ?? 0])
  const answer = await postDecision(clerk, visit.reference, { ...form, message: 'Kept' })
  await lock.rollback()
  expect(answer.status).toBe(503)
  const $ = await checked(answer)
  expect(formOf($)).toMatchObject({ decision: 'choice1', message: 'Kept' })
  expect(summaryOf($)).toEqual(['Your decision was not sent because the service is busy. Send it again'])
  expect(await decisionsOf(visit)).toEqual([])
})
