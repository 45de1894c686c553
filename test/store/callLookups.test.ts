/** Look-ups in calls and the phone line's figures: what the database refuses, proved in SQL as the application's role. */
import { copyDraft } from '../../src/actions/copyDraft.ts'
import { lookUpVisit } from '../../src/actions/lookUpVisit.ts'
import { codeOfDraft } from '../../src/domain/draftCode.ts'
import { query } from '../../src/store/database.ts'
import type { Database } from '../../src/store/database.ts'
import { insertDraft } from '../../src/store/drafts.ts'
import { aClerk, aRequest, forgetVisits } from '../builders.ts'
import { clock } from '../clock.ts'
import { testDatabase } from '../database.ts'
import { aCall, lookupsOf } from '../phone/calls.ts'

let db: Database
let owner: Database
let agentId: string
let callId: string

beforeAll(async () => ({ db, owner } = await testDatabase()))
beforeEach(async () => {
  await forgetVisits(owner)
  agentId = await aClerk(db, 'agent')
  callId = await aCall(db, agentId)
})

const insert = (values: {
  failure?: number | null
  what?: string
  visitId?: number | null
  person?: string
}) => {
  const { failure = null, what = 'reference', visitId = null, person = agentId } = values
  return query(
    db,
    `insert into call_lookups (call_id, person_id, at, what, visit_id, failure)
     values (:callId, :person, now(), :what, :visitId, :failure)`,
    { callId, person, what, visitId, failure },
  )
}

describe('the database refuses', () => {
  test('a fourth failure in a call, and the same one twice', async () => {
    for (const failure of [1, 2, 3]) await insert({ failure })
    await expect(insert({ failure: 4 })).rejects.toThrow('call_lookups_failure_check')
    await expect(insert({ failure: 3 })).rejects.toThrow('call_lookups_count_failures')
  })

  test('a look-up that found nothing and did not fail', async () => {
    await expect(insert({})).rejects.toThrow('call_lookups_lead_somewhere')
    const { id } = await aRequest(db)
    await expect(insert({ what: 'draft', visitId: id })).rejects.toThrow('call_lookups_lead_somewhere')
    await expect(insert({ what: 'name', visitId: id })).rejects.toThrow('call_lookups_what_check')
  })

  test('a look-up by somebody else, or in a call that has ended', async () => {
    const { id: visitId } = await aRequest(db)
    const person = await aClerk(db, 'agent-two')
    await expect(insert({ visitId, person })).rejects.toThrow('only the agent of a call that goes on')
    await query(db, "update calls set ended_at = started_at, outcome = 'information' where id = :callId", {
      callId,
    })
    await expect(insert({ visitId })).rejects.toThrow('only the agent of a call that goes on')
  })

  test('to change or delete what was looked up', async () => {
    await insert({ failure: 1 })
    await expect(db.raw('update call_lookups set failure = null')).rejects.toThrow('permission denied')
    await expect(db.raw('delete from call_lookups')).rejects.toThrow('permission denied')
  })

  const hour = { offered: 10, answered: 8, abandoned: 2, wait: 300, longest: 90, hour: 9 }
  test.each([
    [{ answered: 9 }, 'phone_line_hours_add_up'],
    [{ longest: 301 }, 'phone_line_hours_waits_add_up'],
    [{ longest: 20 }, 'phone_line_hours_waits_add_up'],
    [{ hour: 24 }, 'phone_line_hours_hour_check'],
    [{ abandoned: -1 }, 'phone_line_hours_abandoned_check'],
  ])('figures of the phone line that do not add up: %p', async (wrong, constraint) => {
    const figures = { ...hour, ...wrong, agentId }
    const sql = `insert into phone_line_hours values ('2026-11-17', :hour, :offered, :answered, :abandoned, :wait, :longest,
      :agentId, now())`
    await expect(query(db, sql, figures)).rejects.toThrow(constraint)
    await expect(query(db, sql, { ...figures, ...hour })).resolves.toBeDefined()
    await owner.raw('delete from phone_line_hours')
  })
})

const now = clock.now()

test('ten wrong look-ups at once are three failures, and no answer is looked at after them', async () => {
  const { reference } = await aRequest(db)
  const wrong = { lookedFor: { reference }, answers: { dateOfBirth: '1985-06-15', contact: 'x@example.org' } }
  const outcomes = await Promise.all(
    Array.from({ length: 10 }, () => lookUpVisit(db, { callId, agentId }, wrong, now)),
  )
  const refusals = outcomes.map((outcome) => ('refused' in outcome ? outcome.refused : 'found'))
  expect(refusals.filter((refused) => refused === 'wrong')).toHaveLength(2)
  expect(refusals.filter((refused) => refused === 'ended')).toHaveLength(8)
  expect(await lookupsOf(db, callId)).toHaveLength(3)
  const right = {
    lookedFor: { reference },
    answers: { dateOfBirth: '1985-06-15', contact: 'gwen@example.org' },
  }
  expect(await lookUpVisit(db, { callId, agentId }, right, now)).toEqual({ refused: 'ended' })
})

describe('a caller’s draft', () => {
  const id = '0b3c9f1e-8f7a-4a55-9d4e-0123456789ab'
  const copyId = '1b3c9f1e-8f7a-4a55-9d4e-0123456789ab'
  const born = { 'dateOfBirth-day': '15', 'dateOfBirth-month': 'June', 'dateOfBirth-year': '1985' }
  const answers = { prison: { prison: 'leeds' }, 'your-details': { firstName: 'Gwen', ...born } }
  const copy = (code = codeOfDraft(id), dateOfBirth: string | undefined = '1985-06-15') => {
    const to = { id: copyId, owner: `call:${callId}`, journey: 'phone' }
    return copyDraft(db, { callId, agentId }, { code, dateOfBirth, to }, now)
  }
  const aDraft = (overrides = {}) =>
    insertDraft(db, { id, owner: 'somebody', journey: 'public', answers, now, ...overrides })

  test('is copied into the call’s own, and stays the caller’s', async () => {
    await aDraft()
    expect(await copy()).toEqual({ done: true })
    const drafts = await query(db, 'select id, owner, journey, answers from drafts order by owner desc')
    expect(drafts).toEqual([
      { id, owner: 'somebody', journey: 'public', answers },
      { id: copyId, owner: `call:${callId}`, journey: 'phone', answers },
    ])
    expect(await lookupsOf(db, callId)).toEqual([{ what: 'draft', visitId: null, failure: null }])
  })

  test('needs no date of birth while it has none', async () => {
    await aDraft({ answers: { prison: { prison: 'leeds' } } })
    expect(
      await copyDraft(
        db,
        { callId, agentId },
        {
          code: codeOfDraft(id),
          dateOfBirth: undefined,
          to: { id: copyId, owner: 'call', journey: 'phone' },
        },
        now,
      ),
    ).toEqual({ done: true })
  })

  test.each([
    ['another date of birth', {}, undefined, '1985-06-16'],
    ['another code', {}, '00000000', undefined],
    ['a draft of the desk', { journey: 'desk' }, undefined, undefined],
    ['a draft of yesterday', { now: new Date(now.getTime() - 25 * 3_600_000) }, undefined, undefined],
  ])('is not found by %s', async (_, overrides, code, dateOfBirth) => {
    await aDraft(overrides)
    expect(await copy(code, dateOfBirth)).toEqual({ refused: 'wrong', left: 2 })
    expect(await lookupsOf(db, callId)).toEqual([{ what: 'draft', visitId: null, failure: 1 }])
  })
})
