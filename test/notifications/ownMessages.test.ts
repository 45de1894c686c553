/** What a visitor is told of what they did themselves. */
import { cancelOwnVisit } from '../../src/actions/cancelOwnVisit.ts'
import { withdrawVisit } from '../../src/actions/withdrawVisit.ts'
import type { Visit } from '../../src/store/visits.ts'
import { aDecidedVisit, aRequest, forgetVisits } from '../builders.ts'
import { clock } from '../clock.ts'
import { testDatabase } from '../database.ts'
import type { TestDatabase } from '../database.ts'
import { keeping, work } from './work.ts'

let database: TestDatabase

beforeAll(async () => {
  database = await testDatabase()
})
beforeEach(async () => {
  clock.set('2026-11-18T10:00:00Z')
  await forgetVisits(database.owner)
})

const own = ({ id, version }: Visit) => ({ visitId: id, version })

async function sent() {
  const { kept, deliver } = keeping()
  await work(database, deliver)
  return kept
}

test.each([
  [
    'en',
    'You have withdrawn your visit request',
    'so the prison will not answer it. Do not go to the prison.',
  ],
  ['cy', 'Rydych wedi tynnu eich cais am ymweliad yn ôl', 'Peidiwch â mynd i’r carchar.'],
] as const)('of a withdrawn request, in %s', async (language, subject, lead) => {
  const visit = await aRequest(database.db, { language })
  await sent()
  await withdrawVisit(database.db, own(visit), clock.now())
  const [message, ...others] = await sent()
  expect(others).toEqual([])
  expect(message).toMatchObject({ to: 'gwen@example.org', subject })
  expect(message?.body).toContain(lead)
  expect(message?.body).toContain(visit.reference)
  expect(message?.body).toMatch(new RegExp(`/visits/[\\w-]{43}\\?lang=${language}\n`))
})

test.each([
  ['en', 'You have cancelled your visit', 'Cancelled visit: 2pm to 3pm, Tuesday 24 November 2026'],
  ['cy', 'Rydych wedi canslo eich ymweliad', 'dydd Mawrth 24 Tachwedd 2026'],
] as const)('of a cancelled visit, in %s', async (language, subject, time) => {
  const visit = await aDecidedVisit(database.db, {}, { language })
  await sent()
  await cancelOwnVisit(database.db, own(visit), clock.now())
  const [message, ...others] = await sent()
  expect(others).toEqual([])
  expect(message).toMatchObject({ to: 'gwen@example.org', subject })
  expect(message?.body).toContain(time)
})
