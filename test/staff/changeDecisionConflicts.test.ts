/** A change that a visitor asks for: in the list of requests, and with a clerk who comes too late. */
import { withdrawChange } from '../../src/actions/withdrawChange.ts'
import { findOpenChange } from '../../src/store/changes.ts'
import type { Database } from '../../src/store/database.ts'
import { eventsOf } from '../actions/traces.ts'
import { anAskedChange, changes } from '../askedChanges.ts'
import { aDecidedVisit, aRequest, child, forgetVisits, mustRead, slotIdAt } from '../builders.ts'
import { clock } from '../clock.ts'
import { testDatabase } from '../database.ts'
import { testService } from '../service.ts'
import type { TestService } from '../service.ts'
import { formFor, pathOf, post } from './actionBrowser.ts'
import { checked, open, signedIn, summaryOf, textOf } from './staffBrowser.ts'
import type { Agent } from './staffBrowser.ts'

let db: Database
let owner: Database
let service: TestService
let clerk: Agent
let slotAt: (index: number) => number

beforeAll(async () => {
  ;({ db, owner } = await testDatabase())
  service = await testService(db)
})
beforeEach(async () => {
  clock.set('2026-11-18T10:00:00Z')
  await forgetVisits(owner)
  slotAt = await slotIdAt(db)
  clerk = await signedIn(service.url, 'clerk')
})

describe('the list of requests', () => {
  test('shows a change among the requests, by its own answer date, and counts it', async () => {
    const booked = await aDecidedVisit(db, {}, { prisonNumber: 'B1234BC', slotIds: [slotAt(4)] })
    await aRequest(db)
    clock.set('2026-11-19T10:00:00Z')
    await anAskedChange(db, booked, { slotIds: [slotAt(6)], others: [child] })
    const $ = await open(await signedIn(service.url, 'clerk'), '/staff')
    const rows = $('tbody tr').toArray()
    expect(rows.map((row) => $(row).find('.govuk-tag--purple').length)).toEqual([0, 1])
    const cells = $(rows[1])
      .children()
      .toArray()
      .map((cell) => $(cell).text().replace(/\s+/g, ' ').trim())
    expect(cells[0]).toBe('Test, Dewi Change B1234BCLeeds')
    expect(cells.slice(2)).toEqual(['2', '19/11/2026 at 10:00', '24/11/2026'])
    expect(textOf($)).toContain('2 visit requests')
    expect($('tbody th a').last().attr('href')).toBe(pathOf(booked))
  })

  test('shows the time asked for, finds the change by each of its dates, and sorts it', async () => {
    const booked = await aDecidedVisit(db)
    const change = await anAskedChange(db, booked, { slotIds: [slotAt(5), slotAt(8)] })
    const dateOf = (date = '') => date.split('-').reverse().map(Number).join('/')
    for (const date of [booked.slot?.date, ...change.choices.map(({ slot }) => slot.date)]) {
      const $ = await open(clerk, `/staff?date=${encodeURIComponent(dateOf(date))}`)
      expect($('tbody tr')).toHaveLength(1)
      expect(textOf($, 'tbody')).toContain(dateOf(change.choices[0]?.slot.date))
    }
    expect((await open(clerk, '/staff?date=1/12/2027'))('tbody tr')).toHaveLength(0)
    for (const sort of ['prisoner', 'time', 'people', 'asked', '-due']) {
      expect((await open(clerk, `/staff?sort=${sort}`))('tbody tr')).toHaveLength(1)
    }
    const plain = await open(clerk, '/staff?status=booked')
    expect(plain('tbody .govuk-tag')).toHaveLength(0)
    expect(plain('tbody tr')).toHaveLength(1)
    expect((await open(await signedIn(service.url, 'clerk-elsewhere'), '/staff'))('tbody tr')).toHaveLength(0)
  })
})

describe('a clerk who comes too late', () => {
  test('is told that the visitor has asked for something else', async () => {
    const visit = await aDecidedVisit(db)
    await anAskedChange(db, visit, { slotIds: [slotAt(3)] })
    const form = await formFor(clerk, visit)
    const second = await anAskedChange(db, visit, { slotIds: [slotAt(4)] })
    const late = await post(clerk, visit, 'change-decision', { ...form, decision: 'choice1' })
    expect(late.status).toBe(409)
    expect((await checked(late))('h1').text()).toBe('The visitor has changed this request')
    expect(await findOpenChange(db, visit.id)).toEqual(second)
  })

  test('is told when the change was decided or taken back', async () => {
    const visit = await aDecidedVisit(db)
    const change = await anAskedChange(db, visit, { slotIds: [slotAt(3)] })
    const form = await formFor(clerk, visit)
    await withdrawChange(db, { visitId: visit.id, changeId: change.id }, clock.now())
    const late = await post(clerk, visit, 'change-decision', { ...form, decision: 'choice1' })
    expect(late.status).toBe(409)
    expect((await checked(late))('h1').text()).toBe('This change is no longer waiting')
    expect(await mustRead(db, visit.id)).toMatchObject({ version: visit.version, slot: { id: slotAt(0) } })
  })

  test('decides nothing twice', async () => {
    const visit = await aDecidedVisit(db)
    await anAskedChange(db, visit, { slotIds: [slotAt(3)] })
    const form = { ...(await formFor(clerk, visit)), decision: 'choice1' }
    expect((await post(clerk, visit, 'change-decision', form)).status).toBe(303)
    expect((await post(clerk, visit, 'change-decision', form)).status).toBe(409)
    expect((await eventsOf(db, visit)).filter(({ what }) => what === 'change_confirmed')).toHaveLength(1)
  })

  test('cannot decide with an older page a request that the visitor has changed', async () => {
    const visit = await aRequest(db)
    const form = await formFor(clerk, visit)
    await changes(db, visit, { others: [child] })
    const late = await clerk
      .post(`${pathOf(visit)}/decision`)
      .type('form')
      .send({ ...form, decision: 'choice1' })
    expect(late.status).toBe(409)
    expect((await checked(late))('h1').text()).toBe('The visitor has changed this request')
    const $ = await open(clerk, pathOf(visit))
    expect(textOf($)).toContain('Example, Tomos')
    expect(textOf($, '.moj-timeline')).toContain('Request changed')
  })
})

test('shows the form again, as it was typed, when the slots stay locked', async () => {
  const visit = await aDecidedVisit(db)
  await anAskedChange(db, visit, { slotIds: [slotAt(3)] })
  const form = { ...(await formFor(clerk, visit)), decision: 'refuse', reason: 'Kept' }
  const lock = await owner.transaction()
  await lock.raw('select from slots where id = ? for update', [slotAt(3)])
  const answer = await post(clerk, visit, 'change-decision', form)
  await lock.rollback()
  expect(answer.status).toBe(503)
  const $ = await checked(answer)
  expect($('#reason').val()).toBe('Kept')
  expect(summaryOf($)).toEqual(['Your decision was not sent because the service is busy. Send it again'])
})
