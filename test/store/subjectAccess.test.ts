/** What is held about one person, and nothing of the others. */
import { randomBytes, randomUUID } from 'node:crypto'
import { query } from '../../src/store/database.ts'
import type { Database } from '../../src/store/database.ts'
import { insertDraft } from '../../src/store/drafts.ts'
import { forgetOld } from '../../src/store/forget.ts'
import { mintLink } from '../../src/store/links.ts'
import { readOtherVisitor } from '../../src/store/otherVisitor.ts'
import { readSubjectAccess } from '../../src/store/subjectAccess.ts'
import type { Visit } from '../../src/store/visits.ts'
import {
  aClerk,
  aDecidedVisit,
  aPlace,
  aRequest,
  bookableSlots,
  child,
  forgetVisits,
  gwen,
} from '../builders.ts'
import { clock } from '../clock.ts'
import { testDatabase } from '../database.ts'
import { run } from '../start/processes.ts'

let db: Database
let owner: Database
let url: string

beforeAll(async () => ({ db, owner, url } = await testDatabase()))
beforeEach(() => forgetVisits(owner))

/** Everything of somebody else that lies with a visit of Gwen's. */
const others = ['Dewi', 'A1234BC', '1980-10-20', 'Tomos', '2018-02-28', 'The clerk', 'out_of_prison', 'Rhian']

/** Everything that Gwen said, or that was said to her. */
const hers = [
  ...[
    'Gwen',
    '1985-06-15',
    'gwen@example.org',
    '+447700900123',
    'A ramp for Gwen',
    'The hall is painted, Gwen',
  ],
  ...[
    'A note about Gwen',
    'Words to Gwen',
    'Kept for Gwen',
    'prisoner_cannot',
    'Gwen complains',
    'Gwenllian',
  ],
]

async function withEverything(): Promise<Visit> {
  const slots = await bookableSlots(db)
  const rejection = { decision: 'reject', reasons: ['prisoner_out_of_prison', 'other'] } as const
  const visit = await aDecidedVisit(
    db,
    { ...rejection, reasons: [...rejection.reasons], otherReason: 'The hall is painted, Gwen' },
    {
      ...{ party: [gwen, child], mobile: '+447700900123', wantsTexts: true },
      support: { other: 'A ramp for Gwen' },
    },
  )
  const booked = await aDecidedVisit(db, {}, { slotIds: [slots[2]?.id ?? 0] })
  const [id, person] = [visit.id, await aClerk(db)]
  await mintLink(db, id, clock.now(), randomBytes)
  const statements = [
    "insert into visit_notes (visit_id, person_id, at, text) values (:id, :person, now(), 'A note about Gwen')",
    `insert into visit_messages select min(id), :id, 'Words to Gwen' from visit_events where visit_id = :id`,
    `insert into visit_flags (visit_id, why, raised_at, raised_by, settled_at, settled_by, settlement, settled_because)
     values (:id, 'visitor_banned', now(), :person, now(), :person, 'kept', 'Kept for Gwen'),
       (:id, 'prisoner_moved', now(), :person, now(), :person, 'kept', 'Rhian has moved')`,
    'insert into visit_views (visit_id, person_id, viewed_at) values (:id, :person, now())',
    `with change as (
       insert into visit_changes (visit_id, requested_at, answer_by, expires_on)
       values (:booked, now(), '2026-11-23', '2026-12-24') returning id),
     choice as (insert into visit_change_choices select id, 1, :slotId from change)
     insert into visit_change_visitors
     select id, position, name, 'Example', cast(born as date) from change, (values
       (0, 'Gwenllian', '1985-06-15'), (1, 'Rhian', '1990-01-01')) as people (position, name, born)`,
    `insert into drafts (id, owner, journey, answers, created_at, last_used_at) values (:draftId, 'someone', 'public',
       '{"prisoner": {"firstName": "Dewi"}, "other-visitors": {"visitors": [{"firstName": "Rhian"}]},
         "contact-details": {"email": " Gwen@example.org "}, "a-page-of-later": {"name": "Rhian"}}', now(), now())`,
    `insert into place_alerts (place_id, visit_type, language, email, mobile, first_date, last_date, asked_at) values
       (:placeId, 'social', 'cy', null, '+447700900123', '2026-11-20', '2026-12-24', now()),
       (:placeId, 'social', 'cy', 'GWEN@example.org', null, '2026-11-20', '2026-12-24', now()),
       (:placeId, 'social', 'cy', 'rhian@example.org', null, '2026-11-20', '2026-12-24', now())`,
    `insert into privacy_requests (reference, kind, language, name, email, words, received_at, acknowledge_by) values
       ('PR1VACY0', 'complaint', 'en', 'Gwen', 'Gwen@example.org', 'Gwen complains', now(), '2026-12-18'),
       ('PR1VACY1', 'objection', 'en', 'Rhian', 'rhian@example.org', 'Rhian objects', now(), '2026-12-18')`,
  ]
  const values = {
    ...{ id, person, booked: booked.id, slotId: slots[3]?.id, draftId: randomUUID() },
    placeId: (await aPlace(db)).id,
  }
  for (const statement of statements) await query(db, statement, values)
  await aRequest(db, {
    ...{ prisonNumber: 'B1234BC', email: 'rhian@example.org' },
    party: [{ ...gwen, firstName: 'Rhian' }],
  })
  return visit
}

test('everything about somebody is there, and nothing about anybody else', async () => {
  const visit = await withEverything()
  const found = await readSubjectAccess(db, 'gwen@EXAMPLE.org')
  const told = JSON.stringify(found)
  expect(hers.filter((words) => !told.includes(words))).toEqual([])
  expect(others.filter((words) => told.includes(words))).toEqual([])
  expect(found.visits).toHaveLength(2)
  expect(found).toMatchObject({
    visits: [
      {
        reference: visit.reference,
        otherVisitors: 1,
        rejectionReasons: ['prisoner_cannot', 'other'],
        messages: [
          { kind: 'request_received', channel: 'email' },
          { kind: 'request_received', channel: 'text' },
          { kind: 'rejected', channel: 'email' },
          { kind: 'rejected', channel: 'text' },
        ],
        history: [
          { what: 'requested', by: 'visitor' },
          { what: 'rejected', by: 'staff' },
        ],
        flags: [{ why: 'visitor_banned' }],
        lookedAtByStaff: [{}],
        privateLinks: [{}],
      },
      { changes: [{ mainVisitor: { firstName: 'Gwenllian' }, otherVisitors: 1, choices: [{ rank: 1 }] }] },
    ],
    drafts: [{ answers: { 'contact-details': { email: ' Gwen@example.org ' } } }],
    alerts: [{ mobile: '+447700900123' }, { email: 'GWEN@example.org' }],
    privacyRequests: [{ reference: 'PR1VACY0' }],
  })
})

test('a reference stands for its main visitor, or for who asked about data', async () => {
  const { reference } = await withEverything()
  const byEmail = await readSubjectAccess(db, 'gwen@example.org')
  for (const asked of [reference, ` ${reference.toLowerCase()} `, 'PR1VACY0']) {
    expect(await readSubjectAccess(db, asked)).toEqual({ ...byEmail, askedFor: asked })
  }
})

test('a visit without an address is told by its reference alone', async () => {
  const visit = await aRequest(db, { email: null })
  const other = await aRequest(db, { email: null, prisonNumber: 'B1234BC' })
  const { visits } = await readSubjectAccess(db, visit.reference)
  expect(visits).toMatchObject([{ reference: visit.reference }])
  expect(JSON.stringify(visits)).not.toContain(other.reference)
})

test('a draft that changes a visit belongs to its main visitor, who is all that it tells of', async () => {
  const visit = await aDecidedVisit(db)
  const answers = { 'other-visitors': { visitors: [{ firstName: 'Rhian' }] }, support: { other: 'A ramp' } }
  const draft = { id: randomUUID(), owner: 'somebody', journey: 'change', answers, now: clock.now() }
  await insertDraft(db, { ...draft, changesVisitId: visit.id })
  const { drafts } = await readSubjectAccess(db, visit.reference)
  expect(drafts).toMatchObject([{ journey: 'change', answers: { support: { other: 'A ramp' } } }])
  expect(JSON.stringify(drafts)).not.toContain('Rhian')
  const other = await aRequest(db, { prisonNumber: 'B1234BC', email: 'rhian@example.org' })
  expect(await readSubjectAccess(db, other.reference)).toMatchObject({ drafts: [] })
})

test('a mobile number finds the visits and alerts that have it, however it is written', async () => {
  const { reference } = await withEverything()
  for (const asked of [
    ...['+447700900123', '07700900123', '07700 900 123', '+44 (0)7700 900123'],
    ...['7700900123', '07700/900123', '\u202A07700\u200B 900123\u202C'],
  ]) {
    const { visits, alerts } = await readSubjectAccess(db, asked)
    expect(visits).toMatchObject([{ reference }])
    expect(alerts).toMatchObject([{ mobile: '+447700900123', email: null }])
    expect(alerts).toHaveLength(1)
  }
  expect(await readSubjectAccess(db, '07700900124')).toMatchObject({ visits: [], alerts: [] })
})

test('an other visitor is told the own row, place and time, and nothing of anybody else', async () => {
  const visitors = [
    { outcome: 'can_visit', bannedUntil: null },
    { outcome: 'banned', bannedUntil: '2027-03-01' },
  ] as const
  const support = { other: 'A ramp for Gwen' }
  const { reference, slot } = await aDecidedVisit(db, { visitors }, { party: [gwen, child], support })
  const found = await readOtherVisitor(db, reference.toLowerCase(), child.dateOfBirth)
  const times = [{ startsAt: expect.any(String) as string, endsAt: expect.any(String) as string }]
  expect(found.visits).toEqual([
    { ...{ reference, prison: 'Leeds', times }, ...child, outcome: 'banned', bannedUntil: '2027-03-01' },
  ])
  const [told] = found.visits[0]?.times as { startsAt: string }[]
  expect(new Date(told?.startsAt ?? '')).toEqual(slot?.startsAt)
  expect(found.changes).toEqual([])
  expect(JSON.stringify(found)).not.toMatch(/Gwen|1985|Dewi|A1234BC|gwen@example/)
  for (const [asked, born] of [
    [reference, gwen.dateOfBirth],
    [reference, '2018-02-27'],
    ['7KX2M9QD', child.dateOfBirth],
    ['no reference', child.dateOfBirth],
  ] as const) {
    expect(await readOtherVisitor(db, asked, born)).toMatchObject({ visits: [], changes: [] })
  }
})

test('somebody named in a change of a visit is told of that change alone', async () => {
  await withEverything()
  const { visits } = await readSubjectAccess(db, 'gwen@example.org')
  const references = visits.map(({ reference }) => String(reference))
  const found = await Promise.all(references.map((one) => readOtherVisitor(db, one, '1990-01-01')))
  expect(found.flatMap((one) => one.visits)).toEqual([])
  const changes = found.flatMap((one) => one.changes)
  expect(changes).toMatchObject([{ firstName: 'Rhian', status: 'requested', times: [{}] }])
  expect(JSON.stringify(changes)).not.toContain('Gwen')
})

test('of a forgotten visit nothing is told', async () => {
  const { reference } = await aDecidedVisit(db)
  await forgetOld(db, new Date('2027-11-18T10:00:00Z'))
  for (const asked of [reference, 'gwen@example.org', 'nobody@example.org', 'no reference', '%']) {
    expect(await readSubjectAccess(db, asked)).toMatchObject({
      ...{ visits: [], drafts: [], alerts: [], privacyRequests: [] },
    })
  }
  expect(await readOtherVisitor(db, reference, child.dateOfBirth)).toMatchObject({ visits: [] })
})

describe('the commands', () => {
  test('tell what is held as JSON, and nothing else', async () => {
    const { reference } = await aRequest(db, { party: [gwen, child] })
    const told = run('src/subjectAccess.ts', { DATABASE_URL: url }, [reference])
    expect(await told.exit).toBe(0)
    expect(JSON.parse(told.said())).toMatchObject({ askedFor: reference, visits: [{ reference }] })
    const none = run('src/subjectAccess.ts', { DATABASE_URL: url })
    expect([await none.exit, none.said()]).toEqual([1, expect.stringContaining('Usage')])
    const other = run('src/subjectAccess.ts', { DATABASE_URL: url }, [reference, child.dateOfBirth])
    expect(await other.exit).toBe(0)
    expect(JSON.parse(other.said())).toMatchObject({ visits: [{ reference, firstName: child.firstName }] })
    const odd = run('src/subjectAccess.ts', { DATABASE_URL: url }, [reference, '31/12/2018'])
    expect([await odd.exit, odd.said()]).toEqual([1, expect.stringContaining('Usage')])
    const lost = run('src/subjectAccess.ts', {}, [reference])
    expect([await lost.exit, lost.said()]).toEqual([1, expect.stringContaining('DATABASE_URL')])
  })

  test('count what is over, and forget it', async () => {
    await query(
      db,
      "insert into sessions (sid, sess, expire) values ('old', '{}', timestamptz '2020-01-01T00:00Z')",
    )
    const dry = run('src/forget.ts', { DATABASE_URL: url }, ['--dry-run'])
    expect([await dry.exit, dry.said()]).toEqual([0, expect.stringMatching(/^Would be forgotten +Rows\n/)])
    expect(dry.said()).toMatch(/^sessions +1$/m)
    expect(await query(db, 'select from sessions')).toHaveLength(1)
    const wet = run('src/forget.ts', { DATABASE_URL: url })
    expect([await wet.exit, wet.said()]).toEqual([0, expect.stringMatching(/^sessions +1$/m)])
    expect(await query(db, 'select from sessions')).toHaveLength(0)
    const odd = run('src/forget.ts', { DATABASE_URL: url }, ['--dri-run'])
    expect([await odd.exit, odd.said()]).toEqual([1, expect.stringContaining('Usage')])
  })
})
