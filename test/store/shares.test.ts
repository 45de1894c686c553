/** The database keeps a shared list to who was invited, in time, and for as long as both want it. */
import type { Database } from '../../src/store/database.ts'
import { query } from '../../src/store/database.ts'
import { aProfessional } from '../builders.ts'
import { testDatabase } from '../database.ts'
import { forgetOfficials } from '../officials.ts'

let db: Database
let owner: Database
let people: { owner: string; colleague: string; other: string }

beforeAll(async () => ({ db, owner } = await testDatabase()))
beforeEach(async () => {
  await forgetOfficials(owner)
  people = {
    owner: await aProfessional(db, { subject: 'owner' }),
    colleague: await aProfessional(db, { subject: 'colleague' }),
    other: await aProfessional(db, { subject: 'other' }),
  }
  await invite()
})

const invite = (email = 'colleague@example.org') =>
  query(
    db,
    `insert into list_shares (owner_id, email, invited_at) values (:owner, :email, '2026-11-18T10:00Z')`,
    { ...people, email },
  )

const change = (sql: string) => query(db, `update list_shares set ${sql}`, people)
const accept = (by: 'owner' | 'colleague' | 'other', at = '2026-11-20T10:00Z') =>
  change(`colleague_id = :${by}, accepted_at = '${at}'`)

test('its address’s owner accepts within 14 days', async () => {
  await expect(accept('colleague', '2026-12-02T10:00Z')).resolves.toBeDefined()
})

test.each([
  ['another', () => accept('other')],
  ['the owner of the list', () => accept('owner')],
  ['the colleague too late', () => accept('colleague', '2026-12-02T10:01Z')],
])('%s does not accept', async (_who, act) => {
  await expect(act()).rejects.toThrow(/accepted in time|list_shares_with_another/)
})

test('one invitation of an address is open at a time', async () => {
  await expect(invite()).rejects.toThrow('list_shares_open_once')
  await change("ended_at = '2026-11-19T10:00Z', ended_by = :owner")
  await expect(invite()).resolves.toBeDefined()
})

test.each([["email = 'other@example.org'"], ['owner_id = :other'], ["invited_at = '2027-11-18T10:00Z'"]])(
  'it is not made another’s or longer: %s',
  async (sql) => {
    await expect(change(sql)).rejects.toThrow('keeps whose it is')
  },
)

test('what was accepted stays the colleague’s, and what has ended stays ended', async () => {
  await accept('colleague')
  await expect(change('colleague_id = :other')).rejects.toThrow('keeps whose it is')
  await change("ended_at = '2026-11-21T10:00Z', ended_by = :colleague")
  await expect(change('ended_at = null, ended_by = null')).rejects.toThrow('keeps whose it is')
})

test('a message is about one thing, and an invitation is sent once', async () => {
  const [share] = await query<{ id: number }>(db, 'select id from list_shares')
  const tell = () =>
    query(
      db,
      `insert into notifications (share_id, kind, channel, queued_at) values (:id, 'share_invited', 'email', now())`,
      { id: share?.id },
    )
  await tell()
  await expect(tell()).rejects.toThrow('notifications_share_once')
  await expect(
    query(
      db,
      "insert into notifications (kind, channel, queued_at) values ('share_invited', 'email', now())",
    ),
  ).rejects.toThrow('notifications_about_one_thing')
  await owner.raw('delete from list_shares')
  expect(await query(db, 'select from notifications')).toEqual([])
})
