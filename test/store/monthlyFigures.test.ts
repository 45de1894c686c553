/** The counts of a month, made of what is there; and what the database refuses of figures. */
import { decideVisit } from '../../src/actions/decideVisit.ts'
import { measureMonths } from '../../src/actions/measureMonths.ts'
import { endCall } from '../../src/store/calls.ts'
import { query } from '../../src/store/database.ts'
import type { Database } from '../../src/store/database.ts'
import { forgetOld } from '../../src/store/forget.ts'
import { insertFeedback } from '../../src/store/measures/feedback.ts'
import { aCall } from '../phone/calls.ts'
import { aClerk, aDecision, aRequest, bookableSlots, forgetVisits } from '../builders.ts'
import { clock } from '../clock.ts'
import { testDatabase } from '../database.ts'

let db: Database
let owner: Database

beforeAll(async () => ({ db, owner } = await testDatabase()))
beforeEach(async () => {
  clock.set('2026-11-18T10:00:00Z')
  await forgetVisits(owner)
  await owner.raw(
    `delete from monthly_figures; delete from measured_months; delete from journey_counts; delete from journey_errors;
     delete from feedback; delete from calls; delete from phone_line_hours; delete from keyed_changes;
     delete from offline_volumes; delete from costs`,
  )
})

const figures = (month = '2026-11-01') =>
  query<{ place: string | null; figure: string; part: string; count: number }>(
    db,
    `select slug as place, figure, part, count from monthly_figures left join places on places.id = place_id
     where month = :month order by figure, part, slug`,
    { month },
  )

const months = () => query(db, 'select month, closed from measured_months order by month')

/** A request that was decided so many hours later. */
async function decidedAfter(hours: number, prisonNumber: string, slot: number) {
  const slots = await bookableSlots(db)
  const visit = await aRequest(db, { prisonNumber, slotIds: [slots[slot]?.id ?? 0] })
  const personId = await aClerk(db)
  const at = new Date(clock.now().getTime() + hours * 3_600_000)
  await decideVisit(db, { visitId: visit.id, version: 1, personId, form: aDecision() }, at)
}

async function aMonth() {
  const personId = await aClerk(db)
  await decidedAfter(5, 'A1111AA', 0)
  await decidedAfter(5.9, 'A2222AA', 1)
  await decidedAfter(24 * 6, 'A3333AA', 12)
  await aRequest(db, { slug: 'wandsworth', prisonNumber: 'A4444AA', channel: 'phone' })
  const call = await aCall(db, personId)
  await query(db, 'update calls set paused_seconds = 60 where id = :call', { call })
  const end = { outcome: 'information', satisfaction: 4, now: new Date('2026-11-18T10:11:00Z') } as const
  await endCall(db, { id: call, agentId: personId }, end)
  const said = {
    comment: '',
    channel: 'online',
    area: 'public',
    page: 'request-sent',
    language: 'cy',
  } as const
  for (const score of [5, 5, 1] as const) await insertFeedback(db, { ...said, score, at: clock.now() })
  await query(
    db,
    `insert into phone_line_hours (date, hour, offered, answered, abandoned, wait_seconds, longest_wait_seconds,
       keyed_by, keyed_at)
     values ('2026-11-18', 9, 10, 8, 2, 300, 90, :personId, now()), ('2026-11-18', 10, 5, 5, 0, 50, 20, :personId, now())`,
    { personId },
  )
  await query(
    db,
    `insert into journey_counts (day, place_id, journey, language, outcome, steps, count)
     values ('2026-11-30', null, 'public', 'en', 'abandoned', '{prison}', 3),
       ('2026-11-01', 1, 'public', 'cy', 'sent', '{prison,prisoner}', 2),
       ('2026-10-31', 1, 'public', 'cy', 'sent', '{prison}', 9)`,
  )
  await query(
    db,
    "insert into journey_errors values ('2026-11-02', 'public', 'prisoner', 'prisonNumber', 'missing', 4)",
  )
}

test('a month is counted from every source, by place where it is of one', async () => {
  await aMonth()
  await measureMonths(db, new Date('2026-11-30T12:00:00Z'))
  const [first] = await query<{ slug: string }>(db, 'select slug from places where id = 1')
  expect(
    (await figures()).map(({ place, figure, part, count }) => `${place} ${figure} ${part} ${count}`),
  ).toEqual([
    'leeds bookings online 3',
    'wandsworth bookings phone 1',
    'null calls phone/calls 1',
    'null calls phone/on_behalf 1',
    'null calls phone/reason/no_email 1',
    'null calls phone/satisfaction/4 1',
    'null calls phone/seconds 600',
    'leeds decision_hours 144 1',
    'leeds decision_hours 5 2',
    'leeds decisions late 1',
    'leeds decisions within 2',
    'null feedback online/1 1',
    'null feedback online/5 2',
    'null journeys public/abandoned 3',
    `${first?.slug} journeys public/sent 2`,
    'null line abandoned 2',
    'null line answered 13',
    'null line offered 15',
    'null line wait_seconds 350',
    'null refused public/prisoner/prisonNumber/missing 4',
    `${first?.slug} steps public/prison 2`,
    'null steps public/prison 3',
    `${first?.slug} steps public/prisoner 2`,
  ])
})

test('counting again gives the same, and changes nothing', async () => {
  await aMonth()
  await measureMonths(db, new Date('2026-11-30T12:00:00Z'))
  const before = [await figures(), await query(db, 'select * from measured_months')]
  expect(await measureMonths(db, new Date('2026-11-30T13:00:00Z'))).toBe(0)
  expect([await figures(), await query(db, 'select * from measured_months')]).toEqual(before)
})

test('what is gone or has changed while the month is open is so in its figures', async () => {
  await aMonth()
  await measureMonths(db, new Date('2026-11-30T12:00:00Z'))
  await owner.raw(
    "delete from feedback where score = 1; update journey_counts set count = 8 where outcome = 'abandoned'",
  )
  expect(await measureMonths(db, new Date('2026-11-30T13:00:00Z'))).toBe(3)
  const parts = (await figures()).map(({ part, count }) => `${part} ${count}`)
  expect(parts).not.toContain('online/1 1')
  expect(parts).toContain('public/abandoned 8')
})

test('several jobs at once count once', async () => {
  await aMonth()
  await Promise.all(Array.from({ length: 4 }, () => measureMonths(db, new Date('2026-11-30T12:00:00Z'))))
  expect(await figures()).toHaveLength(23)
})

test('a month is closed on the fifth of the next, and keeps its figures when what they were counted from is gone', async () => {
  await aMonth()
  await measureMonths(db, new Date('2026-12-04T23:30:00Z'))
  expect(await months()).toEqual([
    { month: '2026-11-01', closed: false },
    { month: '2026-12-01', closed: false },
  ])
  await measureMonths(db, new Date('2026-12-05T00:30:00Z'))
  const before = await figures()
  await forgetOld(db, new Date('2028-01-01T00:00:00Z'))
  await owner.raw('delete from feedback; delete from journey_counts')
  await measureMonths(db, new Date('2028-01-01T00:00:00Z'))
  expect(await figures()).toEqual(before)
  expect((await months()).at(0)).toEqual({ month: '2026-11-01', closed: true })
})

test('a month begins and ends at midnight in London', async () => {
  const [september, october] = [await aRequest(db), await aRequest(db, { prisonNumber: 'B1234BC' })]
  const askedAt = 'update visits set requested_at = :at where id = :id'
  await query(db, askedAt, { id: september.id, at: '2026-09-30T22:59:00Z' })
  await query(db, askedAt, { id: october.id, at: '2026-09-30T23:00:00Z' })
  await measureMonths(db, new Date('2026-10-10T12:00:00Z'))
  expect(await figures('2026-09-01')).toMatchObject([{ figure: 'bookings', count: 1 }])
  expect(await figures('2026-10-01')).toMatchObject([{ figure: 'bookings', count: 1 }])
})

test('a request that nobody answered counts in the month in which it expired, once it is', async () => {
  const visit = await aRequest(db)
  await query(db, "update visits set status = 'expired', version = 2, held_slot_id = null where id = :id", {
    id: visit.id,
  })
  await measureMonths(db, new Date(`${visit.expiresOn}T12:00:00Z`))
  const all = [...(await figures('2026-11-01')), ...(await figures('2026-12-01'))]
  expect(all).toMatchObject([
    { figure: 'bookings', part: 'online' },
    { figure: 'decisions', part: 'unanswered', count: 1 },
  ])
})

test('comments are forgotten after a year, scores are not', async () => {
  const said = {
    channel: 'online',
    area: 'public',
    page: 'request-sent',
    language: 'en',
    comment: 'Good',
  } as const
  await insertFeedback(db, { ...said, score: 5, at: clock.now() })
  await forgetOld(db, new Date('2027-11-18T09:00:00Z'))
  expect(await query(db, 'select score, comment from feedback')).toEqual([{ score: 5, comment: 'Good' }])
  expect(await forgetOld(db, new Date('2027-11-18T11:00:00Z'))).toMatchObject({ feedback: 1 })
  expect(await query(db, 'select score, comment from feedback')).toEqual([{ score: 5, comment: '' }])
})

const feedbackOf = (score: number, page: string, area = 'public') =>
  `insert into feedback (score, channel, area, page, language, at)
   values (${score}, 'online', '${area}', '${page}', 'en', now())`
const volume = (month: string, bookings: number, channel = 'phone') =>
  `insert into offline_volumes (month, place_id, channel, bookings) values ('${month}', 1, '${channel}', ${bookings})`
const cost = (first: string, last: string, pence: number) =>
  `insert into costs (first_month, last_month, channel, category, pence) values ('${first}', '${last}', 'phone', 'it', ${pence})`

test.each([
  ['a score of 6', feedbackOf(6, 'sent'), 'feedback_score_check'],
  ['a page that is an address', feedbackOf(5, '/visits/x'), 'feedback_page_check'],
  ['an unknown part of the service', feedbackOf(5, 'sent', 'x'), 'feedback_area_check'],
  ['a month that begins on the 2nd', volume('2026-11-02', 1), 'offline_volumes_month_check'],
  ['fewer bookings than none', volume('2026-11-01', -1), 'offline_volumes_bookings_check'],
  ['a channel that the service has', volume('2026-11-01', 1, 'online'), 'offline_volumes_channel_check'],
  ['costs of months in the wrong order', cost('2026-11-01', '2026-10-01', 1), 'costs_in_order'],
  ['costs of more than a year', cost('2026-01-01', '2027-01-01', 1), 'costs_in_order'],
  ['costs below nothing', cost('2026-01-01', '2026-01-01', -1), 'costs_pence_check'],
  [
    'a count of journeys that is none',
    "insert into journey_counts values ('2026-11-01', null, 'public', 'en', 'sent', '{}', 0)",
    'journey_counts_count_check',
  ],
  [
    'a figure below nothing',
    "insert into monthly_figures values ('2026-11-01', null, 'bookings', 'online', -1)",
    'monthly_figures_count_check',
  ],
])('the database refuses %s', async (_what, statement, constraint) => {
  await expect(query(db, statement)).rejects.toThrow(constraint)
})

test('the same figure cannot be there twice', async () => {
  for (const statement of [
    volume('2026-11-01', 1),
    cost('2026-11-01', '2026-11-01', 1),
    "insert into monthly_figures values ('2026-11-01', null, 'bookings', 'online', 1)",
  ]) {
    await query(db, statement)
    await expect(query(db, statement)).rejects.toThrow('_once')
  }
})

test.each(["update keyed_changes set what = 'added'", 'delete from keyed_changes', 'delete from feedback'])(
  'the application may not: %s',
  async (statement) => {
    await expect(query(db, statement)).rejects.toThrow('permission denied')
  },
)
