/** The database keeps official visits apart from social ones, and knows who did what: proved in SQL, as the application's own role. */
import { aClerk, aProfessional, aRequest, anOfficialRequest, forgetVisits } from '../builders.ts'
import { testDatabase } from '../database.ts'
import type { Database } from '../../src/store/database.ts'
import { listEvents } from '../../src/store/events.ts'

let db: Database
let owner: Database

beforeAll(async () => ({ db, owner } = await testDatabase()))
beforeEach(() => forgetVisits(owner))

const sql = (statement: string, bindings: Record<string, string | number | null> = {}) =>
  db.raw(statement, bindings)

describe('history', () => {
  const written = `insert into visit_events (visit_id, at, what, actor, person_id)
    values (:visit, now(), 'note_added', :actor, :person)`

  test('names the professional who did something', async () => {
    const visit = await anOfficialRequest(db)
    const [event] = await listEvents(db, visit.id)
    expect(event).toMatchObject({
      what: 'requested',
      actor: 'professional',
      personId: await aProfessional(db),
      personName: 'Sioned Sample',
    })
  })

  for (const actor of ['professional', 'staff']) {
    test(`refuses what ${actor} did without saying who`, async () => {
      const visit = (await aRequest(db)).id
      await expect(sql(written, { visit, actor, person: null })).rejects.toThrow(
        'visit_events_people_are_known',
      )
    })
  }

  for (const actor of ['visitor', 'system']) {
    test(`refuses a person where the ${actor} did it`, async () => {
      const visit = (await aRequest(db)).id
      const person = await aClerk(db)
      await expect(sql(written, { visit, actor, person })).rejects.toThrow('visit_events_people_are_known')
    })
  }

  test('refuses an actor that nobody knows', async () => {
    const visit = (await aRequest(db)).id
    await expect(sql(written, { visit, actor: 'robot', person: null })).rejects.toThrow(
      'visit_events_actor_check',
    )
  })
})
