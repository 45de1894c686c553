/** Where letters go: what the database refuses of an address, and that it goes with what is forgotten. */
import { query } from '../../src/store/database.ts'
import type { Database } from '../../src/store/database.ts'
import { forgetOld } from '../../src/store/forget.ts'
import { readSubjectAccess } from '../../src/store/subjectAccess.ts'
import { writeVisitAddress } from '../../src/store/visitAddresses.ts'
import { aDecidedVisit, aRequest, forgetVisits, mustRead } from '../builders.ts'
import { testDatabase } from '../database.ts'

let db: Database
let owner: Database

beforeAll(async () => ({ db, owner } = await testDatabase()))
beforeEach(() => forgetVisits(owner))

const postalAddress = { name: 'Gwen Example', lines: ['1 Made Up Street', 'Leeds'], postcode: 'LS12 1AA' }
const written = { email: null, postalAddress }

test('a visit knows where its letters go, until that is corrected', async () => {
  const visit = await aRequest(db, written)
  expect(visit.postalAddress).toEqual(postalAddress)
  const corrected = { ...postalAddress, lines: ['2 Made Up Street'] }
  await writeVisitAddress(db, visit.id, corrected)
  expect((await mustRead(db, visit.id)).postalAddress).toEqual(corrected)
  expect((await aRequest(db, { prisonNumber: 'B1234BC' })).postalAddress).toBeNull()
})

test.each([
  ['no name', { name: '' }, 'visit_addresses_name_check'],
  ['a name too long for an envelope', { name: 'a'.repeat(101) }, 'visit_addresses_name_check'],
  ['no line', { lines: [] }, 'visit_addresses_have_lines'],
  ['five lines', { lines: ['1', '2', '3', '4', '5'] }, 'visit_addresses_have_lines'],
  ['an empty line', { lines: ['1', ''] }, 'visit_addresses_have_lines'],
  ['far too long lines', { lines: ['a'.repeat(401)] }, 'visit_addresses_have_lines'],
  ['a postcode in another shape', { postcode: 'ls121aa' }, 'visit_addresses_postcode_check'],
])('the database refuses %s', async (_what, change, constraint) => {
  const { id } = await aRequest(db)
  await expect(writeVisitAddress(db, id, { ...postalAddress, ...change })).rejects.toMatchObject({
    constraint,
  })
})

test('the database refuses a line that is no text', async () => {
  const { id } = await aRequest(db)
  const sql =
    "insert into visit_addresses (visit_id, name, lines, postcode) values (:id, 'G', array['1', null], 'LS1 1AA')"
  await expect(query(db, sql, { id })).rejects.toMatchObject({ constraint: 'visit_addresses_have_lines' })
})

test('an address goes with its visit, and none is kept of what is forgotten', async () => {
  const visit = await aDecidedVisit(db, {}, written)
  await forgetOld(db, new Date('2027-12-01T10:00:00Z'))
  expect(await query(db, 'select from visits where forgotten_at is not null')).toHaveLength(1)
  expect(await query(db, 'select from visit_addresses')).toEqual([])
  await expect(writeVisitAddress(db, visit.id, postalAddress)).rejects.toMatchObject({
    constraint: 'visit_addresses_of_known_visits',
  })
})

test('who asks what is held of them is told the address and the letters', async () => {
  const visit = await aRequest(db, written)
  expect((await readSubjectAccess(db, visit.reference)).visits).toMatchObject([
    { postalAddress, messages: [{ kind: 'request_received', channel: 'letter', state: 'queued' }] },
  ])
})

test.each([
  ['a fourth way', "channel = 'pigeon'", 'notifications_channel_check'],
  ['a letter to the prison', "recipient = 'prison'", 'notifications_letters_tell_of_visits'],
])('the database refuses %s', async (_what, set, constraint) => {
  await aRequest(db, written)
  await expect(query(db, `update notifications set ${set}`)).rejects.toMatchObject({ constraint })
})
