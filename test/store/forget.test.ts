import { randomUUID } from 'node:crypto'
import { query } from '../../src/store/database.ts'
import { forgetOld } from '../../src/store/forget.ts'
import { testDatabase } from '../database.ts'

test('forgets drafts, sessions and counts whose time is over, and no others', async () => {
  const { db } = await testDatabase()
  const now = new Date('2026-11-18T10:00:00Z')
  const [old, live] = [randomUUID(), randomUUID()]
  await query(
    db,
    `insert into drafts (id, owner, journey, answers, created_at, last_used_at) values
       (:old, 'someone', 'public', '{}', '2026-11-17T08:00Z', '2026-11-17T10:00Z'),
       (:live, 'someone', 'public', '{}', '2026-11-17T08:00Z', '2026-11-17T10:01Z')`,
    { old, live },
  )
  await query(
    db,
    `insert into sessions (sid, sess, expire) values
       ('old', '{}', timestamptz '2026-11-18T09:59Z'), ('live', '{}', timestamptz '2026-11-18T10:01Z')`,
  )
  await query(
    db,
    `insert into rate_limits (key, points, expire) values
       ('old', 1, :before), ('live', 1, :after), ('for ever', 1, null)`,
    { before: now.getTime() - 1, after: now.getTime() + 1 },
  )

  expect(await forgetOld(db, now)).toEqual({ drafts: 1, sessions: 1, limits: 1 })
  expect(await query(db, 'select id from drafts')).toEqual([{ id: live }])
  expect(await query(db, 'select sid from sessions')).toEqual([{ sid: 'live' }])
  expect(await query(db, 'select key from rate_limits order by key')).toEqual([
    { key: 'for ever' },
    { key: 'live' },
  ])
  expect(await forgetOld(db, now)).toEqual({ drafts: 0, sessions: 0, limits: 0 })
})
