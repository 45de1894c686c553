/** The function that forgets is the purge's alone, is safe to repeat, and never in anybody's way. */
import { query } from '../../src/store/database.ts'
import type { Database } from '../../src/store/database.ts'
import { countForgettable, forgetOld } from '../../src/store/forget.ts'
import { sources } from '../conventions/sources.ts'
import { aClerk, aDecidedVisit, forgetVisits } from '../builders.ts'
import { testDatabase } from '../database.ts'

let db: Database
let owner: Database

beforeAll(async () => ({ db, owner } = await testDatabase()))
beforeEach(() => forgetVisits(owner))

const now = new Date('2027-11-19T10:00:00Z')
const forgotten = async () => {
  const rows = await query<{ id: number }>(db, 'select id from visits where forgotten_at is not null')
  return rows.map(({ id }) => id)
}
const someVisits = (count: number) =>
  Promise.all(Array.from({ length: count }, (_, n) => aDecidedVisit(db, {}, { prisonNumber: `A100${n}BC` })))

describe('only the purge', () => {
  test('may call the function', async () => {
    for (const dryRun of [true, false]) {
      await expect(query(db, 'select * from forget(:now, :dryRun)', { now, dryRun })).rejects.toThrow(
        'only the purge job forgets',
      )
    }
  })

  test('names it, and what lets it in', () => {
    const names = sources.filter(({ text }) => /\bforget\.caller\b|\bforget\(:/.test(text))
    expect(names.map(({ path }) => path)).toEqual(['src/store/forget.ts'])
    const callersOf = (name: RegExp) => sources.filter(({ text }) => name.test(text)).map(({ path }) => path)
    expect(callersOf(/\bforgetOld\b/)).toEqual([
      'src/forget.ts',
      'src/notifications/jobs.ts',
      'src/store/forget.ts',
    ])
    expect(callersOf(/\bcountForgettable\b/)).toEqual([
      'src/forget.ts',
      'src/restoreDrill.ts',
      'src/store/forget.ts',
    ])
  })

  test('is let in for one transaction', async () => {
    const connection = await db.transaction()
    await query(connection, "select set_config('forget.caller', 'purge', true)")
    await expect(query(connection, 'select * from forget(:now, true)', { now })).resolves.toBeDefined()
    await connection.commit()
    await forgetOld(db, now)
    await expect(query(db, 'select * from forget(:now, true)', { now })).rejects.toThrow('only the purge')
  })

  test.each([
    'visits_to_forget(current_date)',
    'events_to_forget(now())',
    'views_to_forget(now())',
    "forget_visits('{1}', now())",
    'unreferenced_person()',
  ])('has %s', async (call) => {
    await expect(query(db, `select * from ${call}`)).rejects.toThrow('permission denied for function')
  })

  test.each([
    'visit_events',
    'visit_views',
    'visit_notes',
    'visit_messages',
    'visit_links',
    'visit_flags',
    'visit_changes',
    'visit_change_visitors',
    'notifications',
    'place_events',
    'people',
    'visits',
  ])('deletes from %s', async (table) => {
    await expect(query(db, `delete from ${table}`)).rejects.toThrow(`permission denied for table ${table}`)
  })
})

test('a dry run says what would go, and changes nothing', async () => {
  await someVisits(3)
  const found = await countForgettable(db, now)
  expect(await forgotten()).toEqual([])
  expect(found).toMatchObject({ visits: 3, visit_events: 6, notifications: 6, people: 0 })
  // Who is known by what goes alone goes with it.
  expect(await forgetOld(db, now)).toEqual({ ...found, people: 1 })
})

test('goes on in steps until nothing is left', async () => {
  const [visit] = await someVisits(1)
  const person = await aClerk(db)
  await query(
    db,
    `insert into visit_views (visit_id, person_id, viewed_at)
     select :id, :person, '2026-11-18T10:00:00Z' from generate_series(1, 1201)`,
    { id: visit?.id, person },
  )
  expect(await forgetOld(db, now)).toMatchObject({ visit_views: 1201 })
})

test('two at once forget each visit once', async () => {
  const visits = await someVisits(8)
  const [one, other] = await Promise.all([forgetOld(db, now), forgetOld(db, now)])
  expect((one.visits ?? 0) + (other.visits ?? 0)).toBe(8)
  expect((one.visit_events ?? 0) + (other.visit_events ?? 0)).toBe(16)
  expect(await forgotten()).toHaveLength(visits.length)
})

test('what somebody else has locked is passed over, and forgotten the next time', async () => {
  const [held, free] = await someVisits(2)
  const connection = await db.transaction()
  await query(connection, 'select from visits where id = :id for no key update', { id: held?.id })
  await forgetOld(db, now)
  expect(await forgotten()).toEqual([free?.id])
  await connection.commit()
  await forgetOld(db, now)
  expect(await forgotten()).toHaveLength(2)
})
