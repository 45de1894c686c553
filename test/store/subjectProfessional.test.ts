/** What is held about a professional, and nothing of colleagues, clients and staff. */
import { randomUUID } from 'node:crypto'
import { query } from '../../src/store/database.ts'
import { readSubjectAccess } from '../../src/store/subjectAccess.ts'
import { aClerk, anOfficialRequest, aProfessional } from '../builders.ts'
import { testDatabase } from '../database.ts'

test('a professional is told of the profile, its shares and visits, and of no colleague', async () => {
  const { db } = await testDatabase()
  const [sunil, rhian] = [
    await aProfessional(db, { subject: 'sunil', name: 'Sunil Example' }),
    await aProfessional(db, { subject: 'rhian', name: 'Rhian Example' }),
  ]
  const visit = await anOfficialRequest(db, { professionalId: sunil })
  const [agent, call, draft] = [await aClerk(db), randomUUID(), randomUUID()]
  const statements = [
    `insert into professional_events (professional_id, at, what, person_id) values (:sunil, now(), 'verified', :agent)`,
    `insert into list_shares (owner_id, email, invited_at) values (:sunil, 'rhian@example.org', '2026-11-18T10:00Z'),
       (:rhian, 'sunil@example.org', '2026-11-18T11:00Z')`,
    `insert into calls (id, agent_id, channel, manner, reason, started_at, visit_id)
     values (:call, :agent, 'phone', 'on_behalf', 'no_internet', now(), :visitId)`,
    `insert into call_lookups (call_id, person_id, at, what, visit_id) values (:call, :agent, now(), 'reference', :visitId)`,
    `insert into drafts (id, owner, journey, answers, created_at, last_used_at) values (:draft, :sunil, 'official',
       '{"prisoner": {"firstName": "Dewi"}, "purpose": {"purpose": "probation"}}', now(), now())`,
  ]
  for (const statement of statements)
    await query(db, statement, { sunil, rhian, agent, call, draft, visitId: visit.id })
  const found = await readSubjectAccess(db, 'Sunil@example.org')
  expect(found).toMatchObject({
    visits: [
      {
        ...{ reference: visit.reference, official: { purpose: 'legal_adviser' } },
        ...{ calls: [{ reason: 'no_internet' }], lookedUpInCalls: [{ what: 'reference', hasFailed: false }] },
      },
    ],
    drafts: [{ journey: 'official', answers: { purpose: { purpose: 'probation' } } }],
    professionals: [
      { name: 'Sunil Example', organisation: expect.any(String) as string, history: [{ what: 'verified' }] },
    ],
    shares: [{ takesPart: 'inviting' }, { takesPart: 'invited' }],
  })
  expect(JSON.stringify(found)).not.toMatch(/Rhian|rhian@|Dewi|The clerk/)
  expect(await readSubjectAccess(db, visit.reference)).toEqual({ ...found, askedFor: visit.reference })
})
