/** What clerks do with a visit after its decision, on its pages: cancel, undo. */
import type { Database } from '../../src/store/database.ts'
import { listEvents } from '../../src/store/events.ts'
import type { Visit } from '../../src/store/visits.ts'
import { aDecidedVisit, aRequest, bookableSlots, forgetVisits, mustRead } from '../builders.ts'
import { clock } from '../clock.ts'
import { testDatabase } from '../database.ts'
import { testService } from '../service.ts'
import type { TestService } from '../service.ts'
import { pathOf, post, sendForm } from './actionBrowser.ts'
import { checked, formOf, headingOf, open, sendDecision, signedIn, summaryOf } from './staffBrowser.ts'
import type { Agent, Form } from './staffBrowser.ts'

let db: Database
let owner: Database
let service: TestService
let clerk: Agent

beforeAll(async () => {
  ;({ db, owner } = await testDatabase())
  service = await testService(db)
})
beforeEach(async () => {
  clock.set('2026-11-18T10:00:00Z')
  await forgetVisits(owner)
  clerk = await signedIn(service.url, 'clerk')
})

/** A visit that the clerk has confirmed on the page. */
async function aConfirmedVisit(): Promise<Visit> {
  const visit = await aRequest(db, { choices: 2 })
  await sendDecision(clerk, visit.reference, { decision: 'choice1' })
  return mustRead(db, visit.id)
}

const eventsOf = async ({ id }: Visit) => (await listEvents(db, id)).map(({ what }) => what)

async function actionsOf(visit: Visit, agent = clerk): Promise<string[]> {
  const $ = await open(agent, pathOf(visit))
  return $('main .govuk-button-group a.govuk-button')
    .toArray()
    .map((link) => $(link).text().trim())
}

describe('the visit’s page offers', () => {
  test('a message for a request', async () => {
    expect(await actionsOf(await aRequest(db))).toEqual(['Send a message'])
  })

  test('everything for a visit that this clerk has booked, all but undoing for another clerk', async () => {
    const visit = await aConfirmedVisit()
    const common = ['Move this visit', 'Cancel this visit', 'Send a message']
    expect(await actionsOf(visit)).toEqual([...common, 'Undo this decision'])
    expect(await actionsOf(visit, await signedIn(service.url, 'clerk-two'))).toEqual(common)
    const manager = await signedIn(service.url, 'manager')
    expect(await actionsOf(visit, manager)).toContain('Undo this decision')
  })

  test('nothing for a visit whose time has come but to say who attended', async () => {
    const visit = await aDecidedVisit(db)
    clock.set(visit.slot?.startsAt.toISOString() ?? '')
    clerk = await signedIn(service.url, 'clerk')
    expect(await actionsOf(visit)).toEqual([])
    expect((await open(clerk, pathOf(visit)))('input[name=attendance]')).toHaveLength(2)
  })
})

describe('cancelling', () => {
  test('is asked with reasons, and said on the visit’s page', async () => {
    const visit = await aDecidedVisit(db)
    const sent = await sendForm(clerk, visit, 'cancel', {
      reasons: ['child_protection', 'other'],
      otherReason: 'The hall is flooded.',
      message: 'Sorry.\nRing us.',
    })
    expect(sent.headers.location).toBe(`${pathOf(visit)}?done=cancel`)
    const $ = await open(clerk, String(sent.headers.location))
    expect($('h1').text()).toBe('Visit cancelled')
    expect($('.moj-alert--success').text()).toContain('Visit cancelled')
    const text = $('main').text()
    for (const words of ['Child protection', 'Other: The hall is flooded.', 'By Clara Clerk', 'Ring us.']) {
      expect(text).toContain(words)
    }
    expect(await actionsOf(visit)).toEqual([])
  })

  test.each([
    ['no reason', {}, 'Select at least one reason for cancelling'],
    ['“other” without a sentence', { reasons: 'other' }, 'Enter the sentence to send'],
    [
      'a message that is too long',
      { reasons: 'slot_closed', message: 'x'.repeat(501) },
      'Message to the visitor must be 500 characters or less',
    ],
  ])('says what is wrong with %s and keeps what was typed', async (_what, form: Form, message) => {
    const visit = await aDecidedVisit(db)
    const answer = await sendForm(clerk, visit, 'cancel', { message: 'Kept', ...form })
    expect(answer.status).toBe(422)
    const $ = await checked(answer)
    expect(summaryOf($)).toEqual([message])
    expect(formOf($)).toMatchObject({ message: 'Kept', ...form })
    expect((await mustRead(db, visit.id)).status).toBe('booked')
  })

  test('is refused to who has not seen the latest change, and says how the visit is now', async () => {
    const visit = await aDecidedVisit(db)
    const form = formOf(await open(clerk, pathOf(visit, 'cancel')))
    const [, , , later] = await bookableSlots(db)
    await sendForm(clerk, visit, 'move', { slot: String(later?.id) })
    const answer = await post(clerk, visit, 'cancel', { ...form, reasons: 'slot_closed' })
    expect(answer.status).toBe(409)
    const $ = await checked(answer)
    expect($('h1').text()).toBe('This visit has changed')
    expect($('main').text()).toContain('Booked')
    expect($('main').text()).toContain('By Clara Clerk')
    expect(await eventsOf(visit)).toEqual(['moved', 'confirmed', 'requested'])
  })

  test('shows the form again when the slot stays locked', async () => {
    const visit = await aDecidedVisit(db)
    const form = formOf(await open(clerk, pathOf(visit, 'cancel')))
    const lock = await owner.transaction()
    await lock.raw('select from slots where id = ? for update', [visit.slot?.id ?? 0])
    const answer = await post(clerk, visit, 'cancel', { ...form, reasons: 'slot_closed', message: 'Kept' })
    await lock.rollback()
    expect(answer.status).toBe(503)
    const $ = await checked(answer)
    expect(formOf($)).toMatchObject({ reasons: 'slot_closed', message: 'Kept' })
    expect(summaryOf($)).toEqual([
      'The visit was not cancelled because the service is busy. Send the form again',
    ])
  })
})

describe('undoing', () => {
  test('makes it a request again, with the decision form', async () => {
    const visit = await aConfirmedVisit()
    const page = await open(clerk, pathOf(visit, 'undo'))
    expect(page('main').text()).toContain('first choice: Tuesday 24 November 2026, 14:00 to 15:00')
    const sent = await sendForm(clerk, visit, 'undo', {})
    const $ = await open(clerk, String(sent.headers.location))
    expect($('h1').text()).toBe('Visit request')
    expect($('.moj-alert--success').text()).toContain('Decision undone')
    expect($('form[action$="/decision"]')).toHaveLength(1)
    expect(await eventsOf(visit)).toEqual(['undone', 'confirmed', 'requested'])
  })

  test('is refused to another clerk, with the reason', async () => {
    const visit = await aConfirmedVisit()
    const other = await signedIn(service.url, 'clerk-two')
    const answer = await sendForm(other, visit, 'undo', {})
    expect(answer.status).toBe(409)
    const $ = await checked(answer)
    expect($('h1').text()).toBe('This decision cannot be undone')
    expect($('main').text()).toContain('Only the clerk who made the decision, or a manager')
    expect((await mustRead(db, visit.id)).status).toBe('booked')
  })

  test('is done once', async () => {
    const visit = await aConfirmedVisit()
    const form = formOf(await open(clerk, pathOf(visit, 'undo')))
    const answers = await Promise.all([post(clerk, visit, 'undo', form), post(clerk, visit, 'undo', form)])
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 409])
    const late = answers.find(({ status }) => status === 409)
    if (late) expect(headingOf(late)).toBe('This visit has changed')
  })
})

test.each(['cancel', 'move', 'undo'])(
  'leads who wants to %s what cannot be back to the visit',
  async (action) => {
    const visit = await aRequest(db)
    const answer = await clerk.get(pathOf(visit, action))
    expect([answer.status, answer.headers.location]).toEqual([303, pathOf(visit)])
  },
)

test.each(['cancel', 'move', 'message', 'undo', 'attendance', 'notes'])(
  'does not let who works elsewhere %s',
  async (action) => {
    const visit = await aDecidedVisit(db, {}, { slug: 'wandsworth' })
    const own = await aRequest(db)
    const { _csrf = '' } = formOf(await open(clerk, pathOf(own)))
    expect((await clerk.get(pathOf(visit, action))).status).toBe(404)
    expect((await post(clerk, visit, action, { _csrf, version: '2' })).status).toBe(404)
  },
)
