/** Changes of visits that wait for an answer, on the day whose place they hold. */
import type { Database } from '../../src/store/database.ts'
import { anAskedChange } from '../askedChanges.ts'
import { aDecidedVisit, bookableSlots, child, forgetVisits, gwen } from '../builders.ts'
import { clock } from '../clock.ts'
import { testDatabase } from '../database.ts'
import { tidy } from '../pageChecks.ts'
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

test('a change that holds a place is shown as one, with how many would come and not how many do', async () => {
  const slots = await bookableSlots(db)
  const wanted = slots[0]
  const other = slots.find(({ date }) => date !== wanted?.date)
  const visit = await aDecidedVisit(db, {}, { slotIds: [other?.id ?? 0], party: [gwen, child] })
  await anAskedChange(db, visit, { slotIds: [wanted?.id ?? 0], others: [] })
  const clerk = await signedIn(service.url, 'clerk')
  await clerk
    .post('/staff/place')
    .type('form')
    .send({ _csrf: await tokenOf(clerk), place: 'leeds' })
  const $ = await open(clerk, `/staff/day/${wanted?.date}`)
  const slot = $('section').has('h3')
  expect(tidy(slot.text())).toContain('0 of 16 places booked, 1 more held for a request')
  expect(tidy(slot.find('h3 + ul').text())).toBe('Test, Dewi, A1234BC, 1 visitor, change asked for')
  expect($('tbody tr').length).toBe(0)
})
