/** A clerk decides an official visit: the same form, for other people. */
import { query } from '../../src/store/database.ts'
import type { Database } from '../../src/store/database.ts'
import { aProfessional, aRequest, anOfficialRequest, mustRead, solicitor } from '../builders.ts'
import { testDatabase } from '../database.ts'
import { forgetOfficials, interpreter, joining } from '../officials.ts'
import { testService } from '../service.ts'
import type { TestService } from '../service.ts'
import { checked, open, sendDecision, signedIn, summaryOf, textOf } from './staffBrowser.ts'
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
  await forgetOfficials(owner)
  clerk = await signedIn(service.url, 'clerk')
})

const unverified = () => aProfessional(db, { isVerified: false })

const rowOf = ($: Awaited<ReturnType<typeof open>>, label: string) =>
  textOf($, `dt:contains("${label}") + dd`)

test('shows who asks, what for, and everybody who comes by kind instead of age', async () => {
  const visit = await anOfficialRequest(db, {
    professionalId: await unverified(),
    party: [solicitor, interpreter],
    official: {
      items: ['papers', 'laptop'],
      itemsDetails: 'Two folders',
      caseReference: 'T20261234',
      courtDate: '2026-12-10',
      urgentReason: 'The hearing is near',
    },
  })
  const $ = await open(clerk, `/staff/visits/${visit.reference}`)
  expect(textOf($, 'h2:contains("Who asks") + dl')).toBe(
    'Name Sioned Sample Organisation Sample & Co Role Solicitor Phone number 01632 960001 Email address solicitor@example.org Who they are Not verifiedA manager who has checked who they are can verify them for a year, with a decision or on their own page.',
  )
  expect(textOf($, 'h2:contains("What is asked for") + dl')).toBe(
    'Type of visit Official, in person Purpose Legal adviser Why it is urgent The hearing is near Court date 10/12/2026 Case reference T20261234 To be brought in Papers, Laptop Details of what is brought in Two folders',
  )
  const party = $('caption:contains("Visitors, and what")').parent()
  expect(
    party
      .find('td')
      .toArray()
      .map((cell) => $(cell).text()),
  ).toEqual(['Official visitor', 'Interpreter'])
  expect(party.find('thead').text()).not.toMatch(/birth|age/i)
  expect($('main').text()).not.toMatch(/contact list|allowance|closed visit|Age on the day/i)
})

test('offers only what makes sense of an official visit', async () => {
  const visit = await anOfficialRequest(db, { official: { items: ['laptop'] } })
  const $ = await open(clerk, `/staff/visits/${visit.reference}`)
  const words = (selector: string) =>
    $(selector)
      .toArray()
      .map((element) => $(element).text().trim())
  expect(words('#visitor-0 option')).toEqual([
    'Can visit',
    'Banned (until)',
    'Cannot come for another reason',
  ])
  expect(words('input[name=itemsApproved] + label')).toEqual(['Laptop'])
  expect(words('input[name=reasons] + label')).toEqual([
    ...['Slot unavailable', 'Prisoner details do not match', 'Prisoner moved', 'Prisoner released'],
    ...['Prisoner out of prison', 'Prisoner cannot have this visit', 'Duplicate request', 'Visitor banned'],
    ...['Visitor cannot come for another reason', 'Official visitor could not be verified', 'Other'],
  ])
  expect($('[name=closedVisit], [name=joiningDetails], [name=verifies]').length).toBe(0)
  expect(rowOf($, 'Who they are')).toBe('Verified until 18/11/2027')
})

test('confirms with some of the items, and shows what was approved', async () => {
  const visit = await anOfficialRequest(db, { official: { items: ['papers', 'laptop'] } })
  const sent = await sendDecision(clerk, visit.reference, {
    decision: 'choice1',
    itemsApproved: 'papers',
    closedVisit: 'yes',
    joiningDetails: 'https://not.asked.example.org',
  })
  expect(sent.status).toBe(303)
  expect(await mustRead(db, visit.id)).toMatchObject({
    status: 'booked',
    closedVisit: false,
    official: { itemsApproved: ['papers'], joiningDetails: '' },
  })
  const $ = await open(clerk, `/staff/visits/${visit.reference}`)
  expect(rowOf($, 'To be brought in')).toBe('Papers (approved), Laptop (not approved)')
})

test('approves nothing that was not asked for', async () => {
  const visit = await anOfficialRequest(db, { official: { items: ['papers'] } })
  await sendDecision(clerk, visit.reference, { decision: 'choice1', itemsApproved: ['laptop', 'knife'] })
  expect((await mustRead(db, visit.id)).official?.itemsApproved).toEqual([])
})

test.each([
  ['official_video', '', 'Enter how to join, or reject the request'],
  ['official_video', 'Ring us', 'How to join must include a link starting with https://'],
  ['official_video', 'http://video.example.org', 'Every link in how to join must start with https://'],
  ['official_video', 'x'.repeat(1001), 'How to join must be 1000 characters or less'],
  ['official_telephone', '', 'Enter how to join, or reject the request'],
  ['official_telephone', 'extension 12', 'How to join must include a telephone number of 10 to 15 digits'],
] as const)('asks how to join an %s when it says “%s”', async (visitType, joiningDetails, message) => {
  const visit = await anOfficialRequest(db, { visitType })
  const sent = await sendDecision(clerk, visit.reference, { decision: 'choice1', joiningDetails })
  expect(sent.status).toBe(422)
  const $ = await checked(sent)
  expect(summaryOf($)).toEqual([message])
  expect($('.govuk-error-summary a').attr('href')).toBe('#joiningDetails')
  expect($('#joiningDetails').val()).toBe(joiningDetails)
  expect((await mustRead(db, visit.id)).status).toBe('requested')
})

test.each(['official_video', 'official_telephone'] as const)(
  'confirms an %s with how to join, and rejects it without',
  async (visitType) => {
    const visit = await anOfficialRequest(db, { visitType })
    const joiningDetails = joining[visitType]
    const sent = await sendDecision(clerk, visit.reference, { decision: 'choice1', joiningDetails })
    expect(sent.status).toBe(303)
    expect((await mustRead(db, visit.id)).official).toMatchObject({ joiningDetails })
    const $ = await open(clerk, `/staff/visits/${visit.reference}`)
    expect(rowOf($, 'How to join')).toBe(joiningDetails)
    const other = await anOfficialRequest(db, { visitType, prisonNumber: 'B1234BC' })
    const rejected = await sendDecision(clerk, other.reference, {
      decision: 'reject',
      reasons: ['visitor_not_verified', 'no_allowance'],
    })
    expect(rejected.status).toBe(303)
    expect(await mustRead(db, other.id)).toMatchObject({
      status: 'rejected',
      rejectionReasons: ['visitor_not_verified'],
      official: { itemsApproved: null, joiningDetails: '' },
    })
  },
)

test('takes no reason of official visits for a social one', async () => {
  const visit = await aRequest(db)
  const sent = await sendDecision(clerk, visit.reference, {
    decision: 'reject',
    reasons: ['visitor_not_verified'],
  })
  expect(summaryOf(await checked(sent))).toEqual(['Select at least one reason for rejecting'])
})

test('a manager verifies with the first decision, once for a year and for all prisons', async () => {
  const professionalId = await unverified()
  const visit = await anOfficialRequest(db, { professionalId })
  const other = await anOfficialRequest(db, { professionalId, slug: 'wandsworth', prisonNumber: 'B1234BC' })
  const manager = await signedIn(service.url, 'manager')
  const page = await open(manager, `/staff/visits/${visit.reference}`)
  expect(textOf(page, 'input[name=verifies] + label')).toBe(
    'I have checked who this is: verify Sioned Sample for a year',
  )
  const sent = await sendDecision(manager, visit.reference, { decision: 'choice1', verifies: 'yes' })
  expect(sent.status).toBe(303)
  expect(
    await query(owner, 'select verified_until as until from professionals where person_id = :id', {
      id: professionalId,
    }),
  ).toEqual([{ until: '2027-11-18' }])
  const [event] = await query<{ what: string; name: string; details: object }>(
    owner,
    `select what, people.name, details from professional_events join people on people.id = person_id`,
  )
  expect(event).toEqual({ what: 'verified', name: 'Mina Manager', details: { until: '2027-11-18' } })
  const elsewhere = await signedIn(service.url, 'clerk-elsewhere')
  const $ = await open(elsewhere, `/staff/visits/${other.reference}`)
  expect(rowOf($, 'Who they are')).toBe('Verified until 18/11/2027')
})

test('a clerk cannot verify: neither is it offered, nor taken', async () => {
  const visit = await anOfficialRequest(db, { professionalId: await unverified() })
  const $ = await open(clerk, `/staff/visits/${visit.reference}`)
  expect($('[name=verifies]').length).toBe(0)
  expect(rowOf($, 'Who they are')).toContain('A manager who has checked')
  await sendDecision(clerk, visit.reference, { decision: 'choice1', verifies: 'yes' })
  expect(await query(owner, 'select from professional_events')).toEqual([])
  expect((await mustRead(db, visit.id)).status).toBe('booked')
})

test('nothing is verified where the decision is not taken', async () => {
  const manager = await signedIn(service.url, 'manager')
  const visit = await anOfficialRequest(db, {
    professionalId: await unverified(),
    visitType: 'official_video',
  })
  const sent = await sendDecision(manager, visit.reference, { decision: 'choice1', verifies: 'yes' })
  expect(sent.status).toBe(422)
  expect((await checked(sent))('[name=verifies]').attr('checked')).toBe('checked')
  expect(await query(owner, 'select from professional_events')).toEqual([])
})

test('a clerk of another prison does not find it', async () => {
  const visit = await anOfficialRequest(db)
  const elsewhere = await signedIn(service.url, 'clerk-elsewhere')
  expect((await elsewhere.get(`/staff/visits/${visit.reference}`)).status).toBe(404)
})
