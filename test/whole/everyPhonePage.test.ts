/** The agents' area: every page, also those in a call, with a caller's answers and a visit that was found. */
import { query } from '../../src/store/database.ts'
import { aDecidedVisit } from '../builders.ts'
import { clock } from '../clock.ts'
import { testDatabase } from '../database.ts'
import { typedPrisoner } from '../journeyAnswers.ts'
import { agentOf } from '../phone/agent.ts'
import { personOf } from '../phone/calls.ts'
import { testService } from '../service.ts'
import { signedIn } from '../staff/staffBrowser.ts'
import { everyPage } from './crawl.ts'
import { examineFrom } from './everyPage.ts'

test('as an agent in a call', async () => {
  clock.set('2026-11-18T10:00:00Z')
  const { db } = await testDatabase()
  const { url } = await testService(db, { limitMultiplier: 100 })
  const agent = await agentOf(url)
  const callPage = await agent.starts()
  const call = callPage.slice(-36)
  await agent.books(callPage, 'check-answers')
  await agent.answers({ confirmed: 'yes' })
  const sent = agent.address()
  await agent.books(callPage, 'check-answers', { prisoner: { ...typedPrisoner, prisonNumber: 'C3456DE' } })
  const checkAnswers = agent.address()
  const { id, reference } = await aDecidedVisit(db, {}, { prisonNumber: 'B2345CD', choices: 2 })
  await query(
    db,
    "insert into call_lookups (call_id, person_id, at, what, visit_id) values (:call, :person, now(), 'reference', :id)",
    { call, person: await personOf(db, 'agent'), id },
  )
  const from = [
    `${callPage}/visits/${reference}`,
    sent,
    checkAnswers,
    ...everyPage('/phone', { call, reference }),
  ]
  const examined = await examineFrom(url, agent.agent, from)
  expect(examined.wrong).toEqual([])
  expect(examined.pages).toBeGreaterThan(20)
  expect(examined.forms).toBeGreaterThan(15)
}, 120_000)

test('as an analyst', async () => {
  const { db } = await testDatabase()
  const { url } = await testService(db)
  expect((await examineFrom(url, await signedIn(url, 'analyst'), ['/phone/team'])).wrong).toEqual([])
}, 60_000)
