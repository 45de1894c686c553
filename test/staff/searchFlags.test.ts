import { query } from '../../src/store/database.ts'
import type { Database } from '../../src/store/database.ts'
import { aDecidedVisit, aRequest, bookableSlots, child, forgetVisits, gwen, otherAdult } from '../builders.ts'
import { clock } from '../clock.ts'
import { testDatabase } from '../database.ts'
import { testService } from '../service.ts'
import type { TestService } from '../service.ts'
import { found, post, search } from './searchBrowser.ts'
import { addressOf, checked, open, pageOf, signedIn, summaryOf, textOf, tokenOf } from './staffBrowser.ts'
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

describe('flagging all future visits', () => {
  const slotIds = async (n: number, slug = 'leeds') => [(await bookableSlots(db, slug))[n]?.id ?? 0]
  const flags = () =>
    query<{ reference: string; why: string }>(
      db,
      `select reference, why from visit_flags join visits on visits.id = visit_id order by visits.id`,
    )

  test('of a prisoner shows them first, then flags those at own prisons', async () => {
    const booked = await aDecidedVisit(db)
    const asked = await aRequest(db, { slotIds: await slotIds(1), party: [otherAdult] })
    await aDecidedVisit(db, { decision: 'reject', reasons: ['duplicate'] }, { slotIds: await slotIds(2) })
    await aRequest(db, { slug: 'wandsworth' })
    await aRequest(db, { prisonNumber: 'B1234BC', slotIds: await slotIds(1) })
    const link = (await search(clerk, { prisonNumber: 'A1234BC' }))(
      'main a:contains("Flag all future visits")',
    )
    const address = link.attr('href') ?? ''
    expect(address).toMatch(/^\/staff\/search\/[0-9A-Z]{8}\/prisoner$/)
    const $ = await open(clerk, address)
    expect($('h1').text()).toBe('Flag all future visits of this prisoner')
    expect(found($)).toEqual([booked.reference, asked.reference])
    expect(textOf($)).toContain('2 future visits and requests at your prisons will be flagged')
    expect(textOf($)).toContain('Test, Dewi')

    const wrong = await post(clerk, address)
    expect(wrong.status).toBe(422)
    expect(summaryOf(await checked(wrong))).toEqual(['Select why these visits are flagged'])
    expect(await flags()).toEqual([])

    const done = await post(clerk, address, { why: 'prisoner_moved' })
    expect([done.status, done.headers.location]).toEqual([303, '/staff/flagged?flagged=1'])
    const expected = [booked, asked].map(({ reference }) => ({ reference, why: 'prisoner_moved' }))
    expect(await flags()).toEqual(expected)
    await post(clerk, address, { why: 'prisoner_moved' })
    expect(await flags()).toEqual(expected)
    expect(await query(db, "select distinct what, actor from visit_events where what = 'flagged'")).toEqual([
      { what: 'flagged', actor: 'staff' },
    ])
  })

  test('is offered of a prisoner only where one was searched for', async () => {
    await aRequest(db)
    expect(textOf(await search(clerk, { name: 'gwen' }))).not.toContain('of this prisoner')
  })

  test('of a visitor finds the same name and date of birth, whoever books', async () => {
    const { reference } = await aRequest(db, { party: [{ ...otherAdult, lastName: 'O’Brien' }] })
    const same = await aRequest(db, {
      prisonNumber: 'B1234BC',
      slotIds: await slotIds(1),
      party: [gwen, child, { ...otherAdult, firstName: 'ALÛN', lastName: "O'brien" }],
    })
    await aRequest(db, {
      prisonNumber: 'C1234BC',
      slotIds: await slotIds(2),
      party: [{ ...otherAdult, lastName: 'O’Brien', dateOfBirth: '1960-01-30' }],
    })
    await aRequest(db, { prisonNumber: 'D1234BC', slotIds: await slotIds(2), party: [otherAdult] })
    await aRequest(db, { slug: 'wandsworth', party: [{ ...otherAdult, lastName: 'O’Brien' }] })
    const link = (await search(clerk, { name: 'alun obrien' }))(
      'tbody a:contains("Flag future visits")',
    ).last()
    const address = link.attr('href') ?? ''
    expect(address).toBe(`/staff/search/${reference}/visitors/0`)
    const $ = await open(clerk, address)
    expect(found($)).toEqual([reference, same.reference])
    expect(textOf($)).toContain('O’Brien, Alun')
    const done = await post(clerk, address)
    expect(done.headers.location).toBe('/staff/flagged?flagged=1')
    const why = 'visitor_banned'
    expect(await flags()).toEqual([
      { reference, why },
      { reference: same.reference, why },
    ])
  })

  test('says so when there is nothing to come', async () => {
    const visit = await aDecidedVisit(db)
    clock.set('2026-11-24T14:00:01Z')
    clerk = await signedIn(service.url, 'clerk')
    const address = `/staff/search/${visit.reference}/prisoner`
    const $ = await open(clerk, address)
    expect(textOf($)).toContain('There is nothing to flag')
    expect($('main form').length).toBe(0)
    await post(clerk, address, { why: 'prisoner_moved' })
    expect(await flags()).toEqual([])
  })

  test('is of people of own visits alone', async () => {
    const elsewhere = await aRequest(db, { slug: 'wandsworth' })
    const own = await aRequest(db)
    for (const path of [
      `${elsewhere.reference}/prisoner`,
      `${elsewhere.reference}/visitors/0`,
      `${own.reference}/visitors/1`,
      `${own.reference}/visitors/x`,
      `${own.reference}/visitors/-1`,
      'nothing/prisoner',
    ]) {
      expect((await clerk.get(`/staff/search/${path}`)).status).toBe(404)
      expect((await post(clerk, `/staff/search/${path}`, { why: 'prisoner_moved' })).status).toBe(404)
    }
    expect(await flags()).toEqual([])
  })

  test('leads to the list of visits to sort out, which says so', async () => {
    const visit = await aDecidedVisit(db)
    const sent = await clerk
      .post(`/staff/search/${visit.reference}/prisoner`)
      .type('form')
      .send({ _csrf: await tokenOf(clerk), why: 'prisoner_released' })
      .redirects(1)
    expect(addressOf(sent)).toContain('/staff/flagged')
    const $ = pageOf(sent)
    expect($('.moj-alert').text()).toContain('Flagged')
    expect($('main').text()).toContain(visit.reference)
  })
})
