/** Where staff see official visits beside the social ones. */
import { parse } from 'csv-parse/sync'
import type { Database } from '../../src/store/database.ts'
import { browser } from '../browser.ts'
import { aDecidedVisit, anOfficialRequest, bookableSlots, gwen, solicitor } from '../builders.ts'
import { clock } from '../clock.ts'
import { testDatabase } from '../database.ts'
import { aDecidedOfficial, forgetOfficials, interpreter } from '../officials.ts'
import { upTo } from '../journeyAnswers.ts'
import { testService } from '../service.ts'
import type { TestService } from '../service.ts'
import { deskOf } from './desk.ts'
import type { Desk } from './desk.ts'
import { found, post, search } from './searchBrowser.ts'
import { open, signedIn, textOf } from './staffBrowser.ts'
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
  await forgetOfficials(owner)
  clerk = await signedIn(service.url, 'clerk')
  await post(clerk, '/staff/place', { place: 'leeds' })
})

const withParty = { party: [solicitor, interpreter] }

describe('the day', () => {
  test('has kinds instead of ages, what may be brought in, and who is not told how to join', async () => {
    const visit = await aDecidedOfficial(
      db,
      { itemsApproved: ['papers'] },
      { ...withParty, official: { items: ['papers', 'laptop'] } },
    )
    const video = await aDecidedOfficial(db, {}, { visitType: 'official_video', prisonNumber: 'B1234BC' })
    await owner.raw("update official_visits set joining_details = '' where visit_id = :id", { id: video.id })
    const $ = await open(clerk, `/staff/day/${visit.slot?.date ?? ''}`)
    expect(textOf($, `#visit-${visit.reference}`)).toContain(
      'Sample, Sioned, official visitor (main visitor) Terpreter, Ines, interpreter Legal adviser, Sample & CoPapers (approved)Laptop (not approved)',
    )
    expect(textOf($, `#visit-${video.reference}`)).toContain('Not told how to join yet')
    expect($(`#visit-${visit.reference}`).closest('table').find('thead').text()).not.toContain('age')
    const list = await open(clerk, '/staff?status=booked&type=official_video')
    expect(textOf(list, 'tbody th')).toContain('Not told how to join yet')
  })

  test('is recorded in the file for spreadsheets, with what each comes as', async () => {
    const visit = await aDecidedOfficial(
      db,
      { itemsApproved: ['laptop'] },
      { ...withParty, official: { items: ['laptop'] } },
    )
    const answer = await clerk.get(`/staff/day/${visit.slot?.date ?? ''}/visits.csv`)
    const rows = parse<Record<string, string>>(answer.text, { columns: true, bom: true })
    expect(rows.map((row) => [row['Kind of visit'], row['Comes as'], row['Age on the day']])).toEqual([
      ['Official visits', 'Official visitor', ''],
      ['Official visits', 'Interpreter', ''],
    ])
    expect(rows[0]?.['Purpose, items and joining']).toBe('Legal adviser, Sample & Co; Laptop (approved)')
  })
})

test('a month at a glance counts official visits under their type', async () => {
  await aDecidedOfficial(db, {}, { visitType: 'official_telephone' })
  const $ = await open(clerk, '/staff/timetable/occupancy/2026-11')
  expect(textOf($)).toContain('Official telephone visits')
})

describe('the search', () => {
  test.each([
    [{ caseReference: 't2026' }, ['Official']],
    [{ caseReference: '2026' }, []],
    [{ type: 'official_in_person' }, ['Official']],
    [{ type: 'social' }, ['Social']],
    [{ name: 'sioned' }, ['Official']],
    [{ email: 'solicitor@' }, ['Official']],
    [{ type: 'official_in_person', caseReference: 'T20261234', status: 'requested' }, ['Official']],
    [{ type: 'official_video', caseReference: 'T20261234' }, []],
  ])('finds by %j', async (typed, names) => {
    const official = await anOfficialRequest(db, { official: { caseReference: 'T20261234' } })
    const social = await aDecidedVisit(db, {}, { party: [gwen], prisonNumber: 'B1234BC' })
    const references = { Official: official.reference, Social: social.reference }
    const $ = await search(clerk, typed)
    expect(found($)).toEqual(names.map((name) => references[name as keyof typeof references]))
  })

  test('offers no ban of an official visitor, whom no date of birth tells from others', async () => {
    const visit = await anOfficialRequest(db)
    const $ = await search(clerk, { name: 'sioned' })
    expect($('a[href*="/visitors/"]').length).toBe(0)
    expect(textOf($, 'tbody')).toContain('Official, in person')
    expect((await clerk.get(`/staff/search/${visit.reference}/visitors/0`)).status).toBe(404)
  })
})

test('flagging all future visits of a prisoner flags the official ones, too, to be kept or cancelled', async () => {
  const official = await aDecidedOfficial(db)
  const social = await aDecidedVisit(db, {}, { slotIds: [(await bookableSlots(db))[0]?.id ?? 0] })
  const flagged = await post(clerk, `/staff/search/${official.reference}/prisoner`, { why: 'prisoner_moved' })
  expect(flagged.status).toBe(303)
  const $ = await open(clerk, '/staff/flagged')
  expect(textOf($)).toContain(official.reference)
  expect(textOf($)).toContain(social.reference)
})

test('history says who did what, and a professional by name', async () => {
  await aDecidedOfficial(db)
  const $ = await open(clerk, '/staff/history')
  expect(textOf($)).toContain('Sioned Sample (professional)')
  expect(textOf($)).toContain('Visit confirmed')
})

test('neither the public nor the desk is offered an official time, nor takes one that is sent', async () => {
  const [official] = await bookableSlots(db, 'leeds', 'official_in_person')
  const social = (await bookableSlots(db)).map(({ id }) => String(id))
  const offered = ($: ReturnType<Desk['page']>) =>
    $('input[name=slot]')
      .toArray()
      .map(({ attribs }) => attribs.value ?? '')
  const desk = await deskOf(service.url, 'clerk')
  await desk.upTo('first-choice')
  const visitor = await upTo(browser(service.url), 'first-choice')
  for (const ids of [offered(desk.page()), offered(visitor.page())]) {
    expect(ids.length).toBeGreaterThan(3)
    expect(ids.filter((id) => !social.includes(id))).toEqual([])
  }
  await desk.answers({ slot: String(official?.id) })
  expect(desk.status()).toBe(422)
  await visitor.answers({ slot: String(official?.id) })
  expect(visitor.status()).toBe(422)
})
