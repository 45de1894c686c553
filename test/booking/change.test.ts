/** A visitor changes a visit from its page: the journey's own questions, what was and will be, and what becomes of it. */
import { findOpenChange } from '../../src/store/changes.ts'
import { query } from '../../src/store/database.ts'
import type { Database } from '../../src/store/database.ts'
import { eventsOf, messagesOf, setWanted, slotNow } from '../actions/traces.ts'
import { browser } from '../browser.ts'
import { aDecidedVisit, aRequest, child, forgetVisits, gwen, mustRead, slotIdAt } from '../builders.ts'
import { clock } from '../clock.ts'
import { testDatabase } from '../database.ts'
import { typedChild } from '../journeyAnswers.ts'
import { testService } from '../service.ts'
import type { TestService } from '../service.ts'
import { checkedSlot, linkTo, rowsUnder, startsToChange } from './changeBrowser.ts'

let db: Database
let owner: Database
let service: TestService
let slotAt: (index: number) => number

beforeAll(async () => {
  ;({ db, owner } = await testDatabase())
  service = await testService(db, { limitMultiplier: 100 })
})
beforeEach(async () => {
  clock.set('2026-11-18T10:00:00Z')
  await forgetVisits(owner)
  slotAt = await slotIdAt(db)
})

describe('a booked visit', () => {
  test('stays booked while the change waits, with a place of its own', async () => {
    const visit = await aDecidedVisit(db)
    const visitor = await startsToChange(service.url, db, visit)
    await visitor.answers({ another: 'no' })
    expect(checkedSlot(visitor)).toBe(String(slotAt(0)))
    expect(visitor.text()).toContain('2pm to 3pm – your time now')
    await visitor.answers({ slot: String(slotAt(2)) })
    expect(visitor.heading()).toBe('Choose a second time')
    expect(
      visitor
        .page()('input[name=slot]')
        .toArray()
        .map((radio) => visitor.page()(radio).val()),
    ).not.toContain(String(slotAt(0)))
    await visitor.answers({ slot: 'none' })
    expect(visitor.heading()).toBe('Check your answers')
    expect(visitor.text()).toContain('The prison has to agree to this change')
    await visitor.answers()
    expect(visitor.heading()).toBe('Visit booked')
    expect(visitor.text()).toContain('You asked to change this visit')
    expect(await mustRead(db, visit.id)).toMatchObject({
      status: 'booked',
      version: visit.version,
      slot: { id: slotAt(0) },
      heldSlotId: slotAt(2),
    })
    expect(await findOpenChange(db, visit.id)).toMatchObject({
      answerBy: '2026-11-23',
      expiresOn: '2026-11-24',
      party: [gwen],
      choices: [{ rank: 1, slot: { id: slotAt(2) } }],
    })
    expect(await slotNow(db, slotAt(0))).toMatchObject({ booked: 1, held: 0 })
    expect(await slotNow(db, slotAt(2))).toMatchObject({ booked: 0, held: 1 })
    expect(await messagesOf(db, visit)).toEqual(['request_received', 'confirmed', 'change_requested'])
  })

  test('asks for other people alone when the time stays, without more questions about times', async () => {
    const visit = await aDecidedVisit(db)
    const visitor = await startsToChange(service.url, db, visit)
    await visitor.answers({ another: 'yes' })
    await visitor.answers(typedChild)
    await visitor.answers({ another: 'no' })
    await visitor.answers()
    expect(visitor.heading()).toBe('Check your answers')
    expect(rowsUnder(visitor, 'Other visitors')).toEqual([
      'Now: None',
      'New: Tomos Example, 28 February 2018',
    ])
    expect(rowsUnder(visitor, 'What stays the same')).toContain('Time: 2pm to 3pm, Tuesday 24 November 2026')
    await visitor.answers()
    expect(visitor.text()).toContain('The same time as now')
    expect(visitor.text()).toContain('Tomos Example')
    const change = await findOpenChange(db, visit.id)
    expect(change).toMatchObject({ choices: [], party: [gwen, child], expiresOn: visit.slot?.date })
    expect(await mustRead(db, visit.id)).toMatchObject({ heldSlotId: null, party: [gwen] })
  })

  test('lets its visitor withdraw the change, which frees the place', async () => {
    const visit = await aDecidedVisit(db)
    const visitor = await startsToChange(service.url, db, visit)
    await visitor.answers({ another: 'no' })
    await visitor.answers({ slot: String(slotAt(2)) })
    await visitor.answers({ slot: 'none' })
    await visitor.answers()
    await visitor.follows('Withdraw this change')
    expect(visitor.heading()).toBe('Do you want to withdraw this change?')
    const { change } = { change: visitor.value('change') }
    const address = visitor.address()
    await visitor.answers()
    expect(visitor.heading()).toBe('Visit booked')
    expect(visitor.text()).toContain('We have withdrawn the change')
    expect(visitor.text()).not.toContain('You asked to change this visit')
    expect(await slotNow(db, slotAt(2))).toMatchObject({ held: 0 })
    expect((await eventsOf(db, visit)).at(-1)?.what).toBe('change_withdrawn')
    await visitor.opens(address)
    expect(visitor.heading()).toBe('Visit booked')
    await visitor.follows('Change this visit')
    await visitor.posts(address, { change })
    expect(visitor.heading()).toBe('Visit booked')
    expect((await eventsOf(db, visit)).filter(({ what }) => what === 'change_withdrawn')).toHaveLength(1)
  })

  test('takes a second change in place of the first, which is where it begins', async () => {
    const visit = await aDecidedVisit(db)
    const visitor = await startsToChange(service.url, db, visit)
    await visitor.answers({ another: 'no' })
    await visitor.answers({ slot: String(slotAt(2)) })
    await visitor.answers({ slot: 'none' })
    await visitor.answers()
    const first = await findOpenChange(db, visit.id)
    await visitor.follows('Change this visit')
    expect(visitor.text()).toContain('You have already asked for a change')
    await visitor.answers()
    await visitor.answers({ another: 'no' })
    expect(checkedSlot(visitor)).toBe(String(slotAt(2)))
    expect(visitor.text()).toContain('held for you now')
    await visitor.answers({ slot: String(slotAt(3)) })
    await visitor.answers({ slot: String(slotAt(2)) })
    await visitor.answers({ slot: 'none' })
    await visitor.answers()
    const second = await findOpenChange(db, visit.id)
    expect(second?.id).not.toBe(first?.id)
    expect(second).toMatchObject({ choices: [{ slot: { id: slotAt(3) } }, { slot: { id: slotAt(2) } }] })
    expect(await slotNow(db, slotAt(2))).toMatchObject({ held: 0 })
    expect(await slotNow(db, slotAt(3))).toMatchObject({ held: 1 })
    expect((await eventsOf(db, visit)).map(({ what }) => what).slice(2)).toEqual([
      'change_requested',
      'change_withdrawn',
      'change_requested',
    ])
  })
})

test('a change to a time that fills up is refused, and the old place kept', async () => {
  const visit = await aDecidedVisit(db)
  const visitor = await startsToChange(service.url, db, visit)
  await visitor.answers({ another: 'no' })
  await visitor.answers({ slot: String(slotAt(2)) })
  await visitor.answers({ slot: 'none' })
  expect(visitor.heading()).toBe('Check your answers')
  await setWanted(db, slotAt(2), 1)
  await aRequest(db, { slotIds: [slotAt(2)], prisonNumber: 'B1234BC' })
  await visitor.answers()
  expect(visitor.heading()).toBe('When do you want to visit?')
  expect(visitor.text()).toContain('Nearest free times')
  expect(await findOpenChange(db, visit.id)).toBeUndefined()
  expect(await mustRead(db, visit.id)).toMatchObject({
    status: 'booked',
    slot: { id: slotAt(0) },
    heldSlotId: null,
  })
  expect(await query(db, 'select from visit_changes')).toEqual([])
})

test.each(['requested', 'booked'])(
  'a %s visit of which nothing changes has nothing to send',
  async (status) => {
    const visit = status === 'booked' ? await aDecidedVisit(db) : await aRequest(db, { choices: 2 })
    const visitor = await startsToChange(service.url, db, visit)
    await visitor.answers({ another: 'no' })
    while (visitor.page()('input[name=slot]').length > 0) await visitor.answers()
    expect(visitor.heading()).toBe('You have not changed anything')
    const address = visitor.address()
    await visitor.follows('Choose another time')
    expect(visitor.heading()).toBe('When do you want to visit?')
    await visitor.posts(address, {})
    expect(visitor.heading()).toBe('You have not changed anything')
    expect((await mustRead(db, visit.id)).version).toBe(visit.version)
    await visitor.follows('Keep the visit as it is')
    expect(visitor.text()).toContain(visit.reference)
  },
)

test('the whole change in Welsh has no English left in it', async () => {
  const visit = await aDecidedVisit(db)
  const visitor = await browser(service.url).opens('/?lang=cy')
  const english = /\b(change|visit|prison|time|now|people)\b/i
  await visitor.opens(await linkTo(db, visit))
  await visitor.follows('Newid yr ymweliad hwn')
  expect(visitor.text()).not.toMatch(english)
  await visitor.answers()
  await visitor.answers({ another: 'no' })
  expect(visitor.text()).not.toMatch(english)
  await visitor.answers()
  expect(visitor.text()).not.toMatch(english)
  await visitor.follows('Dewis amser arall')
  await visitor.answers({ slot: String(slotAt(2)) })
  await visitor.answers({ slot: 'none' })
  expect(visitor.text()).not.toMatch(english)
  await visitor.answers()
  expect(visitor.text()).toContain('Rydych wedi gofyn am newid yr ymweliad hwn')
  await visitor.follows('Tynnu’r newid hwn yn ôl')
  expect(visitor.text()).not.toMatch(english)
})
