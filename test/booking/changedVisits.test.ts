/** Following a visit after its decision: cancelled or moved by the prison, decided again, written about. */
import { randomBytes } from 'node:crypto'
import { cancelVisit } from '../../src/actions/cancelVisit.ts'
import { messageVisitor } from '../../src/actions/messageVisitor.ts'
import { moveVisit } from '../../src/actions/moveVisit.ts'
import { undoDecision } from '../../src/actions/undoDecision.ts'
import { cancellationReasons } from '../../src/domain/visit.ts'
import type { CancellationReason } from '../../src/domain/visit.ts'
import type { Database } from '../../src/store/database.ts'
import { mintLink } from '../../src/store/links.ts'
import type { Visit } from '../../src/store/visits.ts'
import { anAskedChange } from '../askedChanges.ts'
import { browser } from '../browser.ts'
import type { Browser } from '../browser.ts'
import { aClerk, aDecidedVisit, bookableSlots, forgetVisits, mustRead } from '../builders.ts'
import { clock } from '../clock.ts'
import { testDatabase } from '../database.ts'
import { testService } from '../service.ts'
import type { TestService } from '../service.ts'

let db: Database
let owner: Database
let service: TestService

beforeAll(async () => {
  ;({ db, owner } = await testDatabase())
  service = await testService(db, { limitMultiplier: 100 })
})
beforeEach(async () => {
  clock.set('2026-11-18T10:00:00Z')
  await forgetVisits(owner)
})

const linkTo = async ({ id }: Visit) => `/visits/${await mintLink(db, id, clock.now(), randomBytes)}`
const openPage = async (visit: Visit) => browser(service.url).opens(await linkTo(visit))

describe('a visit that the prison has cancelled', () => {
  const cancelledFor = async (reasons: CancellationReason[], more: object = {}) => {
    const visit = await aDecidedVisit(db, { message: 'Bring a coat.' })
    const asked = {
      visitId: visit.id,
      version: visit.version,
      personId: await aClerk(db),
      reasons,
      message: '',
    }
    const outcome = await cancelVisit(db, { otherReason: '', ...asked, ...more }, clock.now())
    expect(outcome).toEqual({ done: true })
    return visit
  }
  const reasonsOn = ({ page }: Browser) =>
    page()('h2:contains("Why") + ul li')
      .toArray()
      .map((line) => page()(line).text())

  test('says so, why, and how to ask again', async () => {
    const asked = { otherReason: 'The hall is [flooded](/evil).', message: 'Ring us.' }
    const visitor = await openPage(
      await cancelledFor(['prisoner_request', 'booked_in_error', 'other'], asked),
    )
    expect(visitor.heading()).toBe('Visit cancelled')
    expect(visitor.text()).toContain('Leeds has cancelled this visit. Do not go to the prison.')
    expect(reasonsOn(visitor)).toEqual([
      'The prisoner has asked to cancel this visit.',
      'The prison booked this visit by mistake.',
      'The hall is [flooded](/evil).',
    ])
    expect(visitor.text()).toContain('Read the reasons first. Then you can ask for a visit again')
    expect(visitor.text()).toContain('by phone, or in person')
    await visitor.follows('Ask for a new visit')
    expect(visitor.heading()).toBe('Which prison do you want to visit?')
  })

  test('reads the same for each reason that would tell of another', async () => {
    const told: string[][] = []
    for (const reason of ['child_protection', 'prisoner_cannot'] as const) {
      await forgetVisits(owner)
      told.push(reasonsOn(await openPage(await cancelledFor([reason]))))
    }
    expect(told).toEqual([['The prisoner cannot have this visit.'], ['The prisoner cannot have this visit.']])
  })

  test.each(cancellationReasons)('has words for %s in both languages', async (reason) => {
    const address = await linkTo(await cancelledFor([reason], { otherReason: 'Painting.' }))
    const english = await browser(service.url).opens(address)
    const welsh = await (await browser(service.url).opens('/?lang=cy')).opens(address)
    expect(english.page()('main li').length).toBe(welsh.page()('main li').length)
    expect(welsh.page()('main').text()).not.toMatch(/\b(visit|cancelled|prisoner)\b/i)
  })
})

describe('a visit that the prison has moved', () => {
  async function aMovedVisit(of: { prisonNumber?: string } = {}) {
    const visit = await aDecidedVisit(db, {}, of)
    const [, , , later] = await bookableSlots(db)
    const asked = { visitId: visit.id, version: visit.version, personId: await aClerk(db), message: '' }
    await moveVisit(db, { ...asked, slotId: later?.id ?? 0 }, clock.now())
    return mustRead(db, visit.id)
  }

  test('says the new time and the old one, and what to do if it does not suit', async () => {
    const visitor = await openPage(await aMovedVisit())
    expect(visitor.heading()).toBe('Visit booked')
    expect(visitor.text()).toContain('The prison has moved your visit')
    expect(visitor.text()).toMatch(/New time: .* 2026/)
    expect(visitor.text()).toContain('Old time: 2pm to 3pm, Tuesday 24 November 2026. Do not go')
    expect(visitor.text()).toContain('If you cannot come at the new time, change or cancel the visit here')
    expect(visitor.page()('dt:contains("When")').next().text()).not.toContain('24 November')
  })

  test('says that the change asked for has ended with it, until the visitor asks again', async () => {
    const visit = await aDecidedVisit(db)
    const [, , , later, wanted] = await bookableSlots(db)
    await anAskedChange(db, visit, { slotIds: [wanted?.id ?? 0] })
    const asked = { visitId: visit.id, version: visit.version, personId: await aClerk(db), message: '' }
    await moveVisit(db, { ...asked, slotId: later?.id ?? 0 }, clock.now())
    const ended = 'The change you asked for has ended, and the prison will not answer it.'
    expect((await openPage(visit)).text()).toContain(ended)
    const moved = await mustRead(db, visit.id)
    await anAskedChange(db, moved, { slotIds: [wanted?.id ?? 0] })
    expect((await openPage(visit)).text()).not.toContain(ended)
    clock.set('2026-11-18T11:00:00Z')
    expect((await openPage(await aMovedVisit({ prisonNumber: 'B1234BC' }))).text()).not.toContain(ended)
  })

  test('does not say so any more once it is over', async () => {
    const visit = await aMovedVisit()
    const address = await linkTo(visit)
    clock.set(visit.slot?.endsAt.toISOString() ?? '')
    const visitor = await browser(service.url).opens(address)
    expect(visitor.heading()).toBe('Visit over')
    expect(visitor.text()).not.toContain('has moved your visit')
  })
})

test('a request whose decision was undone says that the prison looks at it again', async () => {
  const visit = await aDecidedVisit(db, { message: 'Come early.' })
  const asked = { visitId: visit.id, version: visit.version, personId: await aClerk(db), isManager: false }
  await undoDecision(db, asked, clock.now())
  const visitor = await openPage(visit)
  expect(visitor.heading()).toBe('Request sent')
  expect(visitor.text()).toContain('The prison is looking at your request again')
  expect(visitor.text()).not.toContain('Come early.')
})

test('a request whose decision was undone says that the change asked for has ended too', async () => {
  const visit = await aDecidedVisit(db)
  const [, , , wanted] = await bookableSlots(db)
  await anAskedChange(db, visit, { slotIds: [wanted?.id ?? 0] })
  const asked = { visitId: visit.id, version: visit.version, personId: await aClerk(db), isManager: false }
  await undoDecision(db, asked, clock.now())
  expect((await openPage(visit)).text()).toContain('The change you asked for has ended')
})

test('messages from the prison stand newest first, with their days', async () => {
  const visit = await aDecidedVisit(db, { message: 'With the decision.' })
  const personId = await aClerk(db)
  await messageVisitor(db, { visitId: visit.id, personId, text: 'On the same day.' }, clock.now())
  clock.set('2026-11-20T10:00:00Z')
  await messageVisitor(db, { visitId: visit.id, personId, text: 'Two days later.' }, clock.now())
  const visitor = await openPage(visit)
  const $ = visitor.page()
  expect($('h2').text()).toContain('Messages from the prison')
  const shown = $('.govuk-inset-text')
    .toArray()
    .map((inset) => $(inset).text().replace(/\s+/g, ' ').trim())
  expect(shown).toEqual([
    'Sent on Friday 20 November 2026 Two days later.',
    'Sent on Wednesday 18 November 2026 On the same day.',
    'Sent on Wednesday 18 November 2026 With the decision.',
  ])
  expect(visitor.text()).not.toContain('The clerk')
})
