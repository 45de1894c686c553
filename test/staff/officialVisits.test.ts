/** What staff do with an official visit after the decision, and where they see it. */
import { query } from '../../src/store/database.ts'
import type { Database } from '../../src/store/database.ts'
import { findOpenChange } from '../../src/store/changes.ts'
import { insertChange } from '../../src/store/changeWrites.ts'
import { aRequest, anOfficialRequest, bookableSlots, mustRead, solicitor } from '../builders.ts'
import { clock } from '../clock.ts'
import { testDatabase } from '../database.ts'
import { aDecidedOfficial, forgetOfficials, interpreter, joining } from '../officials.ts'
import { testService } from '../service.ts'
import type { TestService } from '../service.ts'
import { checked, formOf, open, pageOf, signedIn, summaryOf, textOf, tokenOf } from './staffBrowser.ts'
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
  await forgetOfficials(owner)
  clerk = await signedIn(service.url, 'clerk')
})

const kindsSent = async () =>
  (await query<{ kind: string }>(db, 'select kind from notifications order by event_id')).map(
    ({ kind }) => kind,
  )

/** Opens a page of the visit and sends its form. */
async function send(path: string, form: Form) {
  const $ = await open(clerk, path)
  return clerk
    .post(path)
    .type('form')
    .send({ ...formOf($), ...form })
}

test.each(['official_in_person', 'official_video', 'official_telephone'] as const)(
  'an %s is moved to a free time of its own type alone',
  async (visitType) => {
    const visit = await aDecidedOfficial(db, {}, { visitType })
    const path = `/staff/visits/${visit.reference}/move`
    const offered = new Set(
      (await open(clerk, path))('input[name=slot]')
        .toArray()
        .map((radio) => Number(radio.attribs.value)),
    )
    const own = (await bookableSlots(db, 'leeds', visitType)).map(({ id }) => id)
    const social = (await bookableSlots(db, 'leeds')).map(({ id }) => id)
    expect(social.some((id) => offered.has(id))).toBe(false)
    const to = own[1] ?? 0
    expect(offered.has(to)).toBe(true)
    expect((await send(path, { slot: String(to) })).status).toBe(303)
    const moved = await mustRead(db, visit.id)
    expect(moved.slot?.id).toBe(to)
    expect(moved.official?.joiningDetails).toBe(joining[visitType])
    const refused = await send(path, { slot: String(social[0]) })
    expect(summaryOf(await checked(refused))).toEqual(['Select a new time'])
  },
)

test('is cancelled for reasons that make sense of it', async () => {
  const visit = await aDecidedOfficial(db)
  const path = `/staff/visits/${visit.reference}/cancel`
  const $ = await open(clerk, path)
  expect(textOf($)).not.toMatch(/allowance|Child protection/i)
  expect((await send(path, { reasons: 'slot_closed' })).status).toBe(303)
  expect(await kindsSent()).toEqual(['request_received', 'confirmed', 'cancelled'])
})

test('a message, a note and attendance work as for any visit', async () => {
  const visit = await aDecidedOfficial(db)
  const address = `/staff/visits/${visit.reference}`
  expect((await send(`${address}/message`, { text: 'Gate two, please.' })).status).toBe(303)
  const token = await tokenOf(clerk)
  const note = await clerk.post(`${address}/notes`).type('form').send({ _csrf: token, note: 'Rang the firm' })
  expect(note.status).toBe(303)
  clock.set(`${visit.slot?.date ?? ''}T15:00:00Z`)
  clerk = await signedIn(service.url, 'clerk')
  const recorded = await clerk
    .post(`${address}/attendance`)
    .type('form')
    .send({ _csrf: await tokenOf(clerk), version: String(visit.version), attendance: 'attended' })
  expect(recorded.status).toBe(303)
  const $ = await open(clerk, address)
  expect($('h1').text()).toBe('Visit attended')
  expect(textOf($)).toContain('Rang the firm')
  expect(textOf($)).toContain('Gate two, please.')
})

test('a decision is undone, and made again', async () => {
  const visit = await anOfficialRequest(db, { official: { items: ['laptop'] } })
  const address = `/staff/visits/${visit.reference}`
  const decide = { decision: 'choice1', itemsApproved: 'laptop' }
  const $ = await open(clerk, address)
  await clerk
    .post(`${address}/decision`)
    .type('form')
    .send({ ...formOf($), ...decide })
  expect((await send(`${address}/undo`, {})).status).toBe(303)
  expect(await mustRead(db, visit.id)).toMatchObject({
    status: 'requested',
    official: { itemsApproved: null },
  })
  const again = await open(clerk, address)
  expect(again('[name=itemsApproved]').attr('checked')).toBeUndefined()
  const sent = await clerk
    .post(`${address}/decision`)
    .type('form')
    .send({ ...formOf(again), ...decide })
  expect(sent.status).toBe(303)
})

test('a message that did not arrive is sent again', async () => {
  const visit = await anOfficialRequest(db)
  await owner.raw("update notifications set state = 'failed', failure = 'gave_up', sent_at = now()")
  const $ = await open(clerk, `/staff/visits/${visit.reference}`)
  const action = $('form[action*="/messages/"]').attr('action') ?? ''
  const sent = await clerk
    .post(action)
    .type('form')
    .send({ _csrf: await tokenOf(clerk) })
  expect(sent.status).toBe(303)
  expect(await query(db, "select from notifications where state = 'queued'")).toHaveLength(1)
})

describe('how to join', () => {
  test('is changed on a page of its own, and told', async () => {
    const visit = await aDecidedOfficial(db, {}, { visitType: 'official_video' })
    const path = `/staff/visits/${visit.reference}/joining`
    const $ = await open(clerk, path)
    expect($('#joiningDetails').val()).toBe(joining.official_video)
    const wrong = await send(path, { joiningDetails: 'ftp://video.example.org' })
    expect(summaryOf(await checked(wrong))).toEqual(['Every link in how to join must start with https://'])
    expect(pageOf(wrong)('#joiningDetails').val()).toBe('ftp://video.example.org')
    const sent = await send(path, { joiningDetails: 'https://video.example.org/room/8' })
    expect(sent.headers.location).toBe(`/staff/visits/${visit.reference}?done=joining`)
    expect(await kindsSent()).toEqual(['request_received', 'confirmed', 'joining'])
    const page = await open(clerk, String(sent.headers.location))
    expect(textOf(page, '.moj-alert')).toContain('How to join sent')
    expect(textOf(page, '.moj-timeline')).toContain('How to join changed')
  })

  test('is no matter of visits in person, nor of requests', async () => {
    for (const { reference } of [
      await aDecidedOfficial(db),
      await anOfficialRequest(db, { visitType: 'official_video', prisonNumber: 'B1234BC' }),
      await aRequest(db, { prisonNumber: 'C1234BC' }),
    ]) {
      expect((await clerk.get(`/staff/visits/${reference}/joining`)).status).toBe(303)
      expect((await open(clerk, `/staff/visits/${reference}`))('a[href$="/joining"]').length).toBe(0)
    }
  })
})

describe('a change of one that is booked', () => {
  async function changed() {
    const visit = await aDecidedOfficial(db, {}, { visitType: 'official_video' })
    const slotIds = [(await bookableSlots(db, 'leeds', 'official_video')).at(-1)?.id ?? 0]
    await insertChange(db, {
      visitId: visit.id,
      draftId: '0b3c9f1e-8f7a-4a55-9d4e-0123456789ab',
      party: [solicitor, interpreter],
      slotIds,
      answerBy: '2026-11-20',
      expiresOn: '2026-11-30',
      now: clock.now(),
    })
    return { visit, change: await findOpenChange(db, visit.id), slotIds }
  }

  test('shows who is added without ages, and is confirmed', async () => {
    const { visit, change, slotIds } = await changed()
    expect(change).toBeDefined()
    const address = `/staff/visits/${visit.reference}`
    const $ = await open(clerk, address)
    const section = $('#change').nextAll('dl').first().text()
    expect(section).toContain('Added: Terpreter, Ines')
    expect(section).not.toMatch(/born|on the day/)
    expect($('#visitor-1').text()).not.toContain('contact list')
    const sent = await clerk
      .post(`${address}/change-decision`)
      .type('form')
      .send({ ...formOf($), decision: 'choice1', 'visitor-0': 'can_visit', 'visitor-1': 'can_visit' })
    expect(sent.status).toBe(303)
    expect(await mustRead(db, visit.id)).toMatchObject({
      slot: { id: slotIds[0] },
      party: [{ kind: 'official_visitor' }, { kind: 'interpreter', outcome: 'can_visit' }],
      official: { joiningDetails: joining.official_video },
    })
    expect(await kindsSent()).toContain('changed')
  })

  test('takes no outcome of families', async () => {
    const { visit } = await changed()
    const address = `/staff/visits/${visit.reference}`
    const form = formOf(await open(clerk, address))
    const sent = await clerk
      .post(`${address}/change-decision`)
      .type('form')
      .send({ ...form, decision: 'choice1', 'visitor-0': 'can_visit', 'visitor-1': 'not_on_list' })
    expect(summaryOf(await checked(sent))).toEqual(['Select whether Ines Terpreter can visit'])
  })
})

test('a clerk of another prison finds none of its pages', async () => {
  const visit = await aDecidedOfficial(db, {}, { visitType: 'official_video' })
  const elsewhere = await signedIn(service.url, 'clerk-elsewhere')
  for (const page of ['', '/joining', '/move', '/cancel', '/message']) {
    expect((await elsewhere.get(`/staff/visits/${visit.reference}${page}`)).status).toBe(404)
  }
})
