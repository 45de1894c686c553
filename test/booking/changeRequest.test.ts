/** A visitor changes a request from its page: the journey's own questions, what was and will be, and a new promise. */
import type { Database } from '../../src/store/database.ts'
import { eventsOf, messagesOf, setWanted, slotNow } from '../actions/traces.ts'
import { aRequest, child, forgetVisits, gwen, mustRead, slotIdAt } from '../builders.ts'
import { clock } from '../clock.ts'
import { testDatabase } from '../database.ts'
import { typedChild } from '../journeyAnswers.ts'
import { testService } from '../service.ts'
import type { TestService } from '../service.ts'
import { checkedSlot, rowsUnder, startsToChange } from './changeBrowser.ts'

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

describe('a request', () => {
  test('is changed in place: other people, other times, another place held', async () => {
    const visit = await aRequest(db, { choices: 2, party: [gwen, child] })
    const visitor = await startsToChange(service.url, db, visit)
    expect(visitor.text()).toContain('Tomos Example')
    await visitor.follows('Remove visitor 1')
    await visitor.answers()
    await visitor.answers({ another: 'no' })
    expect(visitor.heading()).toBe('When do you want to visit?')
    expect(checkedSlot(visitor)).toBe(String(slotAt(0)))
    expect(visitor.text()).toContain('2pm to 3pm – held for you now')
    await visitor.answers({ slot: String(slotAt(2)) })
    expect(visitor.heading()).toBe('Choose a second time')
    expect(checkedSlot(visitor)).toBe(String(slotAt(1)))
    await visitor.answers()
    expect(visitor.heading()).toBe('Choose a third time')
    expect(checkedSlot(visitor)).toBe('none')
    await visitor.answers()
    expect(visitor.heading()).toBe('Check your answers')
    expect(rowsUnder(visitor, 'Other visitors')).toEqual([
      'Now: Tomos Example, 28 February 2018',
      'New: None',
    ])
    expect(rowsUnder(visitor, 'What stays the same')).toEqual([
      'Prison: Leeds',
      'Prisoner: Dewi Test, A1234BC',
      'Main visitor: Gwen Example',
    ])
    expect(visitor.text()).toContain('Leeds will answer by the end of Monday 23 November 2026')
    expect(visitor.page()('main form button').text().trim()).toBe('Send change')
    await visitor.answers()
    expect(visitor.heading()).toBe('Request sent')
    expect(visitor.text()).toContain('We have sent your change to the prison')
    expect(await mustRead(db, visit.id)).toMatchObject({
      version: 2,
      heldSlotId: slotAt(2),
      party: [gwen],
      choices: [{ slot: { id: slotAt(2) } }, { slot: { id: slotAt(1) } }],
    })
    expect(await slotNow(db, slotAt(0))).toMatchObject({ held: 0 })
    expect(await slotNow(db, slotAt(2))).toMatchObject({ held: 1 })
    expect(await messagesOf(db, visit)).toEqual(['request_received', 'request_changed'])
    expect((await eventsOf(db, visit)).map(({ what }) => what)).toEqual(['requested', 'changed'])
  })

  test('may keep the last place of a full time, which is its own', async () => {
    const visit = await aRequest(db)
    await setWanted(db, slotAt(0), 1)
    const visitor = await startsToChange(service.url, db, visit)
    await visitor.answers({ another: 'yes' })
    await visitor.answers(typedChild)
    await visitor.answers({ another: 'no' })
    expect(checkedSlot(visitor)).toBe(String(slotAt(0)))
    await visitor.answers()
    await visitor.answers()
    expect(visitor.heading()).toBe('Check your answers')
    await visitor.answers()
    expect(await mustRead(db, visit.id)).toMatchObject({ heldSlotId: slotAt(0), party: [{}, child] })
  })

  test('promises an answer anew', async () => {
    const visit = await aRequest(db, { slotIds: [slotAt(8)] })
    clock.set('2026-11-20T10:00:00Z')
    const visitor = await startsToChange(service.url, db, visit)
    await visitor.answers({ another: 'no' })
    await visitor.answers({ slot: String(slotAt(9)) })
    await visitor.answers({ slot: 'none' })
    expect(visitor.text()).toContain('by the end of Wednesday 25 November 2026')
    await visitor.answers()
    expect(visitor.text()).toContain('by the end of Wednesday 25 November 2026')
    expect(await mustRead(db, visit.id)).toMatchObject({ answerBy: '2026-11-25' })
  })
})
