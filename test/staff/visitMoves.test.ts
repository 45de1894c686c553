/** Clerks move visits and write to visitors. */
import { withdrawChange } from '../../src/actions/withdrawChange.ts'
import { readChange } from '../../src/store/changes.ts'
import type { Database } from '../../src/store/database.ts'
import { anAskedChange } from '../askedChanges.ts'
import { aDecidedVisit, aRequest, bookableSlots, forgetVisits, mustRead, otherAdult } from '../builders.ts'
import { clock } from '../clock.ts'
import { testDatabase } from '../database.ts'
import { testService } from '../service.ts'
import type { TestService } from '../service.ts'
import { pathOf, post, sendForm } from './actionBrowser.ts'
import { checked, formOf, open, signedIn, summaryOf } from './staffBrowser.ts'
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
  clock.set('2026-11-18T10:00:00Z')
  await forgetVisits(owner)
  clerk = await signedIn(service.url, 'clerk')
})

describe('moving', () => {
  test('offers the free times to come by date, in 24 hours, without its own and without clashes', async () => {
    const [own, full, taken, free] = await bookableSlots(db)
    const visit = await aDecidedVisit(db)
    await owner.raw('update slots set wanted = 0 where id = ?', [full?.id ?? 0])
    await aDecidedVisit(db, {}, { slotIds: [taken?.id ?? 0], party: [otherAdult] })
    const $ = await open(clerk, pathOf(visit, 'move'))
    const offered = $('input[name=slot]')
      .toArray()
      .map((radio) => Number($(radio).val()))
    for (const slot of [own, full, taken]) expect(offered).not.toContain(slot?.id)
    expect(offered).toContain(free?.id)
    expect($('fieldset legend').first().text()).toMatch(/^\w+day \d+ November 2026$/)
    expect($('label[for=slot]').text()).toMatch(/^\d\d:\d\d to \d\d:\d\d \(\d+ free\)$/)
  })

  test('is done at once, and said on the visit’s page with the time it had', async () => {
    const visit = await aDecidedVisit(db)
    const [, , , later] = await bookableSlots(db)
    const sent = await sendForm(clerk, visit, 'move', {
      slot: String(later?.id),
      message: 'Use the side gate.',
    })
    expect(sent.headers.location).toBe(`${pathOf(visit)}?done=move`)
    expect((await mustRead(db, visit.id)).slot?.id).toBe(later?.id)
    const $ = await open(clerk, String(sent.headers.location))
    expect($('.moj-alert--success').text()).toContain('Visit moved')
    expect($('.moj-timeline').text()).toContain('From 24/11/2026, 14:00 to 15:00')
    expect($('main').text()).toContain('Use the side gate.')
  })

  test('tells of the change that ends with it, and ends none that came since', async () => {
    const visit = await aDecidedVisit(db)
    const [, , , later, wanted] = await bookableSlots(db)
    for (const action of ['move', 'undo']) {
      const before = await open(clerk, pathOf(visit, action))
      expect(before('input[name=changeId]').val()).toBe('0')
      expect(before('main').text()).not.toContain('has asked to change this visit')
      const form = formOf(before)
      const { id } = await anAskedChange(db, visit, { slotIds: [wanted?.id ?? 0] })
      expect((await post(clerk, visit, action, { ...form, slot: String(later?.id) })).status).toBe(409)
      const after = await open(clerk, pathOf(visit, action))
      expect(after('input[name=changeId]').val()).toBe(String(id))
      expect(after('main').text()).toContain('has asked to change this visit')
      expect(await readChange(db, id)).toMatchObject({ status: 'requested' })
      await withdrawChange(db, { visitId: visit.id, changeId: id }, clock.now())
    }
    await anAskedChange(db, visit, { slotIds: [wanted?.id ?? 0] })
    expect((await sendForm(clerk, visit, 'move', { slot: String(later?.id) })).status).toBe(303)
    const $ = await open(clerk, pathOf(visit))
    expect($('.moj-timeline').text()).toContain('Change ended: the prison moved the visit')
  })

  test('needs a time', async () => {
    const visit = await aDecidedVisit(db)
    for (const slot of ['', 'x', '0', '999999999999']) {
      const answer = await sendForm(clerk, visit, 'move', { slot })
      expect(answer.status).toBe(422)
      expect(summaryOf(await checked(answer))).toEqual(['Select a new time'])
    }
  })

  test('asks for another time when the chosen one was just taken', async () => {
    const visit = await aDecidedVisit(db)
    const [, , , later] = await bookableSlots(db)
    const form = formOf(await open(clerk, pathOf(visit, 'move')))
    await owner.raw('update slots set wanted = 0 where id = ?', [later?.id ?? 0])
    const answer = await post(clerk, visit, 'move', { ...form, slot: String(later?.id), message: 'Kept' })
    expect(answer.status).toBe(422)
    const $ = await checked(answer)
    expect(summaryOf($)).toEqual(['Select another time: this one has no free places any more'])
    expect($('#message').val()).toBe('Kept')
  })

  test('says so where there is no free time', async () => {
    const visit = await aDecidedVisit(db)
    await owner.raw('update slots set wanted = 0')
    const $ = await open(clerk, pathOf(visit, 'move'))
    expect($('main').text()).toContain('There are no free times to come')
    expect($('main form')).toHaveLength(0)
  })
})

describe('a message', () => {
  test('is sent, and its words are on the visit’s page', async () => {
    const visit = await aRequest(db)
    const sent = await sendForm(clerk, visit, 'message', { text: 'Is your sister <b>18</b>?' })
    expect(sent.headers.location).toBe(`${pathOf(visit)}?done=message`)
    const $ = await open(clerk, String(sent.headers.location))
    expect($('.govuk-inset-text').text()).toContain('Message sent. By Clara Clerk, 18/11/2026 at 10:00')
    expect($('.govuk-inset-text').text()).toContain('Is your sister <b>18</b>?')
    expect($('main table').last().text()).toContain('Message from the prison')
  })

  test('needs words, and not too many', async () => {
    const visit = await aRequest(db)
    expect(summaryOf(await checked(await sendForm(clerk, visit, 'message', {})))).toEqual([
      'Enter the message',
    ])
    const answer = await sendForm(clerk, visit, 'message', { text: 'x'.repeat(501) })
    expect(summaryOf(await checked(answer))).toEqual([
      'Message to the visitor must be 500 characters or less',
    ])
  })

  test('warns where there is no address', async () => {
    const $ = await open(clerk, pathOf(await aRequest(db, { email: null }), 'message'))
    expect($('main').text()).toContain('There is no email address.')
  })
})
