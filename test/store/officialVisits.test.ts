/** The database keeps official visits apart from social ones, and knows who did what: proved in SQL, as the application's own role. */
import {
  aClerk,
  aDecidedVisit,
  aProfessional,
  aRequest,
  anOfficialRequest,
  forgetVisits,
  gwen,
} from '../builders.ts'
import { testDatabase } from '../database.ts'
import { aDecidedOfficial } from '../officials.ts'
import type { Database } from '../../src/store/database.ts'
import { listEvents } from '../../src/store/events.ts'

let db: Database
let owner: Database

beforeAll(async () => ({ db, owner } = await testDatabase()))
beforeEach(() => forgetVisits(owner))

const sql = (statement: string, bindings: Record<string, string | number | null> = {}) =>
  db.raw<{ rows: Record<string, unknown>[] }>(statement, bindings)

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

/** The constraint that refuses. */
const by = (constraint: string | RegExp): { constraint: string } => ({
  constraint: expect.stringMatching(constraint) as string,
})

describe('an official visit', () => {
  const refuses = (statement: string, bindings: Record<string, string | number | null>, constraint: string) =>
    expect(sql(statement, bindings)).rejects.toMatchObject(by(constraint))

  test.each([
    ["purpose = 'friend'", 'official_visits_purpose_check'],
    ["items = '{knife}'", 'official_visits_items_check'],
    ["items_approved = '{laptop}'", 'official_visits_approve_what_was_asked'],
    ["items_details = repeat('x', 501)", 'official_visits_items_details_check'],
    ["organisation = repeat('x', 201)", 'official_visits_organisation_check'],
    ["case_reference = repeat('x', 101)", 'official_visits_case_reference_check'],
    ["joining_details = repeat('x', 1001)", 'official_visits_joining_details_check'],
    ["urgent_reason = 'It is near'", 'official_visits_know_why'],
    ['professional_id = null', 'official_visits_know_why'],
  ])('cannot have %s', async (change, constraint) => {
    const { id } = await anOfficialRequest(db, { official: { items: ['papers'] } })
    await refuses(`update official_visits set ${change} where visit_id = :id`, { id }, constraint)
  })

  test('knows why it is urgent', async () => {
    const { id } = await anOfficialRequest(db, { official: { urgentReason: 'The hearing is near' } })
    await refuses("update official_visits set urgent_reason = '' where visit_id = :id", { id }, 'know_why')
  })

  test('keeps its professional', async () => {
    const { id } = await anOfficialRequest(db)
    const other = await aProfessional(db, { subject: 'solicitor-two' })
    const statement = 'update official_visits set professional_id = :other where visit_id = :id'
    await refuses(statement, { id, other }, 'official_visits_keep_professional')
  })

  test('cannot be without its details, nor a social visit have them', async () => {
    const { id } = await aRequest(db)
    const professional = await aProfessional(db)
    await refuses(
      "insert into official_visits (visit_id, professional_id, purpose) values (:id, :professional, 'police')",
      { id, professional },
      'official_visits_are_official',
    )
    const bare = `insert into visits (reference, place_id, visit_type, channel, language, prison_number,
        prisoner_first_name, prisoner_last_name, prisoner_date_of_birth, main_visitor_key, requested_at, answer_by,
        expires_on)
      select '0123456Z', place_id, 'official_video', channel, language, prison_number, prisoner_first_name,
        prisoner_last_name, prisoner_date_of_birth, main_visitor_key, requested_at, answer_by, expires_on
      from visits where id = :id`
    await refuses(bare, { id }, 'visits_official_have_details')
  })

  test('has no private link', async () => {
    const { id } = await anOfficialRequest(db)
    const statement = `insert into visit_links (secret_hash, visit_id, created_at)
      values (decode(repeat('ab', 32), 'hex'), :id, now())`
    await refuses(statement, { id }, 'visit_links_are_social')
  })

  test('knows the place that it is at', async () => {
    const { id, place } = await anOfficialRequest(db)
    const { rows } = await sql('select place_id as place from official_visits where visit_id = :id', { id })
    expect(rows).toEqual([{ place: place.id }])
  })

  test('is the only one that can be urgent', async () => {
    const { id } = await aRequest(db)
    await refuses('update visits set urgent = true where id = :id', { id }, 'visits_urgent_are_official')
  })
})

describe('who comes', () => {
  const add = (kind: string, born: string | null, position = 1) => ({
    statement: `insert into visit_visitors (visit_id, position, kind, first_name, last_name, date_of_birth)
      values (:id, ${position}, '${kind}', 'Una', 'Other', :born)`,
    born,
  })

  test.each([
    ['an official visitor with a date of birth', add('official_visitor', '1980-01-01'), 'born_if_social'],
    ['a visitor', add('visitor', '1980-01-01'), 'visitors_suit_type'],
    ['somebody of a kind that nobody knows', add('ghost', null), 'visit_visitors_kind_check'],
  ])('to an official visit is never %s', async (_who, { statement, born }, constraint) => {
    const { id } = await anOfficialRequest(db)
    await expect(sql(statement, { id, born })).rejects.toMatchObject(by(constraint))
  })

  test('to a social visit is no official visitor', async () => {
    const { id } = await aRequest(db, { party: [gwen] })
    const { statement, born } = add('official_visitor', null)
    await expect(sql(statement, { id, born })).rejects.toMatchObject(by('visitors_suit_type'))
    const { statement: visitor } = add('visitor', null)
    await expect(sql(visitor, { id, born: null })).rejects.toMatchObject(by('born_if_social'))
  })

  test('first is no interpreter', async () => {
    const { id } = await anOfficialRequest(db)
    await expect(
      sql("update visit_visitors set kind = 'interpreter' where visit_id = :id", { id }),
    ).rejects.toMatchObject(by('visit_visitors_main_is_no_interpreter'))
  })

  const ofChange = async (visit: number, kind: string, born: string | null) => {
    const { rows } = await db.raw<{ rows: { id: number }[] }>(
      `insert into visit_changes (visit_id, draft_id, requested_at, answer_by, expires_on)
       values (:visit, gen_random_uuid(), now(), '2026-11-20', '2026-11-30') returning id`,
      { visit },
    )
    return sql(
      `insert into visit_change_visitors (change_id, position, kind, first_name, last_name, date_of_birth)
       values (:change, 0, :kind, 'Una', 'Other', :born)`,
      { change: rows[0]?.id ?? 0, kind, born },
    )
  }

  test.each([
    ['official_visitor', null, 'visitors_suit_type'],
    ['visitor', null, 'born_if_social'],
  ])('instead, in a change of a social visit, is never %s born %s', async (kind, born, constraint) => {
    const { id } = await aDecidedVisit(db)
    await expect(ofChange(id, kind, born)).rejects.toMatchObject(by(constraint))
  })

  test.each([
    ['visitor', '1980-01-01', 'visitors_suit_type'],
    ['official_visitor', '1980-01-01', 'born_if_social'],
    ['interpreter', null, 'main_is_no_interpreter'],
    ['ghost', null, 'kind_check'],
  ])('instead, in a change of an official one, is never %s born %s', async (kind, born, constraint) => {
    const { id } = await aDecidedOfficial(db)
    await expect(ofChange(id, kind, born)).rejects.toMatchObject(by(constraint))
  })
})

describe('a professional', () => {
  const change = async (assignment: string) => {
    const id = await aProfessional(db)
    return sql(`update professionals set ${assignment} where person_id = :id`, { id })
  }

  test.each([
    ["name = ''", 'professionals_name_check'],
    ["email = ''", 'professionals_email_check'],
    ["organisation = ''", 'professionals_organisation_check'],
    ["role = ''", 'professionals_role_check'],
    ["phone = ''", 'professionals_phone_check'],
    ["body_number = repeat('x', 51)", 'professionals_body_number_check'],
    ["language = 'fr'", 'professionals_language_check'],
    ["feed_hash = decode('ab', 'hex')", 'professionals_feed_hash_check'],
    ['verified_by = null', 'professionals_verified_by_someone'],
    ['verified_by = person_id', 'professionals_do_not_verify_themselves'],
  ])('cannot have %s', async (assignment, constraint) => {
    await expect(change(assignment)).rejects.toMatchObject(by(constraint))
  })

  test.each([
    "name = 'Another Name'",
    "organisation = 'Other & Co'",
    "role = 'Barrister'",
    "body_number = '9'",
  ])('is not verified any more with %s', async (assignment) => {
    const id = await aProfessional(db, { subject: `changed ${assignment}` })
    await sql(`update professionals set ${assignment} where person_id = :id`, { id })
    const { rows } = await sql('select verified_until as until from professionals where person_id = :id', {
      id,
    })
    expect(rows).toEqual([{ until: null }])
  })

  test('stays verified with another phone number', async () => {
    const id = await aProfessional(db, { subject: 'phoned' })
    await sql("update professionals set phone = '01632 960002' where person_id = :id", { id })
    const { rows } = await sql('select verified_until as until from professionals where person_id = :id', {
      id,
    })
    expect(rows).toEqual([{ until: '2027-11-18' }])
  })

  test('has a history that is only added to', async () => {
    await expect(sql('delete from professional_events')).rejects.toThrow('permission denied')
    await expect(sql("update professional_events set what = 'verified'")).rejects.toThrow('permission denied')
    await expect(
      sql(
        `insert into professional_events (professional_id, at, what, person_id) values (:id, now(), 'Not a key', :id)`,
        { id: await aProfessional(db) },
      ),
    ).rejects.toMatchObject(by('professional_events_what_check'))
  })
})

describe('a shared list', () => {
  const share = async (columns: string, values: string, email = 'other@example.org') =>
    sql(
      `insert into list_shares (owner_id, email, invited_at${columns}) values (:id, :email, now()${values})`,
      { id: await aProfessional(db), email },
    )

  test('is invited to once, at an address in small letters', async () => {
    await owner.raw('delete from list_shares')
    await share('', '')
    await expect(share('', '')).rejects.toMatchObject(by('list_shares_open_once'))
    await expect(share('', '', 'Other@example.org')).rejects.toMatchObject(by('list_shares_email_check'))
    await expect(sql("update list_shares set email = 'new@example.org'")).rejects.toMatchObject(
      by('list_shares_keep'),
    )
    await owner.raw('delete from list_shares')
  })

  test.each([
    [', accepted_at', ', now()', 'list_shares_accepted_by_someone'],
    [', ended_at', ', now()', 'list_shares_ended_by_someone'],
    [', colleague_id, accepted_at', ', :id, now()', 'list_shares_with_another'],
  ])('knows who it was with%s', async (columns, values, constraint) => {
    await expect(share(columns, values)).rejects.toMatchObject(by(constraint))
  })
})
