/** What is forgotten after a year, and alerts of places (specification §4 "Retention"), as the application's own role. */
import { query } from '../../src/store/database.ts'
import type { Database } from '../../src/store/database.ts'
import { forgetOld } from '../../src/store/forget.ts'
import { aClerk, aDecidedVisit, aPlace, forgetVisits } from '../builders.ts'
import { testDatabase } from '../database.ts'

let db: Database
let owner: Database

beforeAll(async () => ({ db, owner } = await testDatabase()))
beforeEach(async () => {
  await forgetVisits(owner)
  await owner.raw('truncate place_events')
})

const countOf = async (table: string, condition = 'true') => {
  const [row] = await query<{ count: number }>(
    owner,
    `select count(*) as count from ${table} where ${condition}`,
  )
  return row?.count ?? 0
}
const withoutNone = (gone: Record<string, number>) =>
  Object.fromEntries(Object.entries(gone).filter(([, rows]) => rows > 0))

describe('after a year', () => {
  const last = '2027-11-18T10:00:00Z'
  const aYearAfter = (milliseconds: number) => new Date(Date.parse(last) + milliseconds)

  test('history goes, with what was sent and who looked; what the prison wrote goes with its visit', async () => {
    const visit = await aDecidedVisit(db)
    const person = await aClerk(db)
    await query(
      db,
      "insert into visit_views (visit_id, person_id, viewed_at) values (:id, :person, '2026-11-18T10:00:00Z')",
      { id: visit.id, person },
    )
    await query(
      db,
      "insert into place_events (place_id, at, what, person_id) values (:placeId, '2026-11-18T10:00:00Z', 'closed', :person)",
      { placeId: visit.place.id, person },
    )
    await query(
      db,
      `insert into notifications (place_id, recipient, kind, about, channel, queued_at)
       values (:placeId, 'prison', 'digest', '2026-11-18', 'email', '2026-11-18T10:00:00Z')`,
      { placeId: visit.place.id },
    )
    expect(withoutNone(await forgetOld(db, aYearAfter(0)))).toEqual({ visits: 1 })
    const gone = { visit_events: 2, visit_views: 1, place_events: 1, notifications: 3, people: 1 }
    expect(withoutNone(await forgetOld(db, aYearAfter(1)))).toEqual(gone)
    for (const table of ['visit_events', 'notifications', 'people']) expect(await countOf(table)).toBe(0)
  })

  test('a person who did not sign in goes, unless something still tells of them', async () => {
    const [gone, still] = [await aClerk(db, 'gone'), await aClerk(db, 'still')]
    await query(
      db,
      `insert into privacy_requests (reference, kind, language, name, email, words, received_at, acknowledge_by, handled_by)
       values ('ABCDEFGH', 'complaint', 'en', 'Gwen', 'gwen@example.org', 'Why?', now(), '2026-12-18', :still)`,
      { still },
    )
    await forgetOld(db, aYearAfter(1))
    expect(await query(db, 'select id from people where id in (:gone, :still)', { gone, still })).toEqual([
      { id: still },
    ])
  })

  test('an answered request about data goes; one that waits does not', async () => {
    await query(
      db,
      `insert into privacy_requests (reference, kind, language, name, email, words, received_at, acknowledge_by,
         acknowledged_at, answered_at)
       values ('ABCDEFGH', 'complaint', 'en', 'Gwen', 'gwen@example.org', 'Why?', '2026-01-01', '2026-01-31',
           '2026-01-02', '2026-11-18T10:00:00Z'),
         ('BBCDEFGH', 'complaint', 'en', 'Gwen', 'gwen@example.org', 'Why?', '2026-01-01', '2026-01-31', '2026-01-02', null)`,
    )
    await forgetOld(db, aYearAfter(0))
    expect(await countOf('privacy_requests')).toBe(2)
    await forgetOld(db, aYearAfter(1))
    expect(await query(db, 'select reference from privacy_requests')).toEqual([{ reference: 'BBCDEFGH' }])
  })
})

test('an alert goes thirty days after it ended or its last date, with its links and messages', async () => {
  const { id: placeId } = await aPlace(db)
  await query(
    db,
    `with alert as (
       insert into place_alerts (place_id, visit_type, language, email, first_date, last_date, asked_at, ended_at)
       values (:placeId, 'social', 'en', 'past@example.org', '2026-11-20', '2026-12-01', '2026-11-18', null),
         (:placeId, 'social', 'en', 'ended@example.org', '2026-11-20', '2027-03-01', '2026-11-18', '2026-12-01T23:59Z'),
         (:placeId, 'social', 'en', 'live@example.org', '2026-11-20', '2026-12-02', '2026-11-18', null)
       returning id),
     link as (
       insert into place_alert_links (secret_hash, alert_id, created_at)
       select sha256(convert_to(cast(id as text), 'UTF8')), id, now() from alert)
     insert into notifications (alert_id, slot_id, kind, channel, queued_at)
     select id, (select min(id) from slots), 'places_appeared', 'email', now() from alert`,
    { placeId },
  )
  await forgetOld(db, new Date('2026-12-31T23:59:00Z'))
  expect(await countOf('place_alerts')).toBe(3)
  await forgetOld(db, new Date('2027-01-01T00:00:00Z'))
  expect(await query(db, 'select email from place_alerts')).toEqual([{ email: 'live@example.org' }])
  for (const table of ['place_alert_links', 'notifications']) expect(await countOf(table)).toBe(1)
})
