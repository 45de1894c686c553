/** Managers verify professionals who asked at their prisons, and take it back. */
import { query } from '../../src/store/database.ts'
import type { Database } from '../../src/store/database.ts'
import { aProfessional, anOfficialRequest } from '../builders.ts'
import { clock } from '../clock.ts'
import { testDatabase } from '../database.ts'
import { forgetOfficials } from '../officials.ts'
import { testService } from '../service.ts'
import type { TestService } from '../service.ts'
import { checked, open, signedIn, summaryOf, textOf, tokenOf } from './staffBrowser.ts'
import type { Agent, Form } from './staffBrowser.ts'

let db: Database
let owner: Database
let service: TestService
let manager: Agent

beforeAll(async () => {
  ;({ db, owner } = await testDatabase())
  service = await testService(db)
})
beforeEach(async () => {
  clock.set('2026-11-18T10:00:00Z')
  await forgetOfficials(owner)
  manager = await signedIn(service.url, 'manager')
})

/** Somebody who asked for a visit at a prison; gives their id. */
async function asked(subject: string, options: { name?: string; isVerified?: boolean; slug?: string } = {}) {
  const { slug = 'leeds', isVerified = false, name = subject } = options
  const professionalId = await aProfessional(db, { subject, name, isVerified })
  const prisonNumber = `B${String(subject.length * 97 + subject.charCodeAt(0)).padStart(4, '0')}BC`
  await anOfficialRequest(db, { professionalId, slug, prisonNumber })
  return professionalId
}

const listed = async () => {
  const $ = await open(manager, '/staff/professionals')
  return $('tbody tr')
    .toArray()
    .map((row) => textOf($, `tbody tr:nth-child(${$(row).index() + 1})`))
}

async function post(path: string, form: Form = {}) {
  return manager
    .post(path)
    .type('form')
    .send({ _csrf: await tokenOf(manager), ...form })
}

const stateOf = (id: string) =>
  query(owner, 'select verified_until as until from professionals where person_id = :id', { id })

test('lists who asked here and is not verified, or not for much longer', async () => {
  await asked('Nia New')
  await asked('Vera Verified', { isVerified: true })
  const ending = await asked('Enid Ending', { isVerified: true })
  await owner.raw("update professionals set verified_until = '2026-12-18' where person_id = :id", {
    id: ending,
  })
  await asked('Will Wandsworth', { slug: 'wandsworth' })
  expect(await listed()).toEqual([
    'Nia New Sample & CoSolicitor 1 Not verified',
    'Enid Ending Sample & CoSolicitor 1 Verifieduntil 18/12/2026',
  ])
})

test('says so where there is nobody', async () => {
  expect(textOf(await open(manager, '/staff/professionals'))).toContain('There is nobody to verify.')
})

test.each([
  ['ver', ['Véra Verified']],
  ['VERIFIED', ['Véra Verified']],
  ['sample & co', ['Nia New', 'Véra Verified']],
  ['era', []],
  ['100%', []],
  ['Will', []],
])('finds by “%s” among those who asked here', async (words, names) => {
  await asked('Nia New')
  await asked('vera', { name: 'Véra Verified', isVerified: true })
  await asked('Will Wandsworth', { slug: 'wandsworth' })
  expect((await post('/staff/professionals', { words })).headers.location).toBe('/staff/professionals')
  const $ = await open(manager, '/staff/professionals')
  expect(
    $('tbody th')
      .toArray()
      .map((cell) => $(cell).text().trim()),
  ).toEqual(names)
  expect(textOf($)).toContain(words)
  await post('/staff/professionals/clear')
  expect(await listed()).toHaveLength(1)
})

test('asks for something to search by', async () => {
  expect(summaryOf(await checked(await post('/staff/professionals', { words: ' ' })))).toEqual([
    'Enter a name or an organisation',
  ])
})

test('shows a profile without its name in the title, and verifies it for a year', async () => {
  const id = await asked('Nia New')
  const $ = await open(manager, `/staff/professionals/${id}`)
  expect($('title').text()).toBe('A professional – Manage prison visits')
  expect(textOf($, 'dl')).toContain('Name Nia New Organisation Sample & Co')
  expect(textOf($)).toContain('It counts at all prisons until 18/11/2027.')
  expect($('form[action$="/end"]').length).toBe(0)
  const sent = await post(`/staff/professionals/${id}/verification`)
  expect(sent.headers.location).toBe(`/staff/professionals/${id}?done=verified`)
  expect(await stateOf(id)).toEqual([{ until: '2027-11-18' }])
  const page = await open(manager, String(sent.headers.location))
  expect(textOf(page, 'h2:contains("History") + ul')).toBe('VerifiedBy Mina Manager, 18/11/2026 at 10:00')
})

test('verifying twice is written once; a year later it is renewed', async () => {
  const id = await asked('Nia New')
  for (let n = 0; n < 2; n += 1) await post(`/staff/professionals/${id}/verification`)
  expect(await query(owner, 'select from professional_events')).toHaveLength(1)
})

test('ends a verification for a reason that is kept by its key', async () => {
  const id = await asked('Vera Verified', { isVerified: true })
  const path = `/staff/professionals/${id}/verification/end`
  expect(summaryOf(await checked(await post(path)))).toEqual(['Select why the verification ends'])
  expect((await post(path, { why: 'left_organisation' })).status).toBe(303)
  expect(await stateOf(id)).toEqual([{ until: null }])
  expect(await query(owner, 'select what, details from professional_events')).toEqual([
    { what: 'verification_ended', details: { why: 'left_organisation' } },
  ])
  expect(textOf(await open(manager, `/staff/professionals/${id}`))).toContain(
    'Verification ended: They do not work there any more',
  )
  expect((await post(path, { why: 'misuse' })).status).toBe(409)
})

test('who never asked at the manager’s prisons is not found', async () => {
  const id = await asked('Will Wandsworth', { slug: 'wandsworth' })
  for (const known of [id, '0b3c9f1e-8f7a-4a55-9d4e-0123456789ab', 'nobody']) {
    expect((await manager.get(`/staff/professionals/${known}`)).status).toBe(404)
    expect((await post(`/staff/professionals/${known}/verification`)).status).toBe(404)
    expect((await post(`/staff/professionals/${known}/verification/end`, { why: 'misuse' })).status).toBe(404)
  }
  expect(await stateOf(id)).toEqual([{ until: null }])
})

test('who has not asked for anything yet is not found either', async () => {
  const id = await aProfessional(db, { isVerified: false })
  expect((await manager.get(`/staff/professionals/${id}`)).status).toBe(404)
})
