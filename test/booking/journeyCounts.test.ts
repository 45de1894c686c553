/** Journeys are counted, once each and without anybody in the counts. Standards K8, K11, K12. */
import { randomUUID } from 'node:crypto'
import { changeJourney, deskJourney, publicJourney } from '../../src/booking/pages/journeys.ts'
import { journeyOutcomes } from '../../src/domain/measures/completion.ts'
import { query } from '../../src/store/database.ts'
import type { Database } from '../../src/store/database.ts'
import { forgetOld } from '../../src/store/forget.ts'
import { countEndedDrafts, countRefused } from '../../src/store/measures/journeys.ts'
import { aRequest, forgetVisits } from '../builders.ts'
import { browser } from '../browser.ts'
import type { Browser } from '../browser.ts'
import { clock } from '../clock.ts'
import { testDatabase } from '../database.ts'
import { typedChild, typedYou, upTo } from '../journeyAnswers.ts'
import { testService } from '../service.ts'
import type { TestService } from '../service.ts'

let db: Database
let owner: Database
let service: TestService

beforeAll(async () => {
  ;({ db, owner } = await testDatabase())
  service = await testService(db, { limitMultiplier: 100 })
})
beforeEach(async () => {
  clock.set('2026-11-18T10:00:00Z')
  await forgetVisits(owner)
  await owner.raw('delete from journey_counts; delete from journey_errors')
})

const upToFirstChoice = ['other-visitors', 'prison', 'prisoner', 'your-details']
const allSteps = [
  ...['contact-details', 'first-choice', 'other-visitors', 'prison', 'prisoner', 'second-choice', 'support'],
  'your-details',
]

/** What is counted once all drafts are over; the place by its slug. */
async function counted() {
  await forgetOld(db, new Date('2026-11-20T10:00:00Z'))
  return query(
    db,
    `select journey_counts.day, slug as place, journey, language, outcome, steps, count
     from journey_counts left join places on places.id = place_id order by outcome, language, steps`,
  )
}

const leeds = { day: '2026-11-18', place: 'leeds', journey: 'public', language: 'en', count: 1 }
const someone = (): Browser => browser(service.url)

describe('a journey', () => {
  test('is counted once when sent, however often its pages are opened, and in its last language', async () => {
    const visitor = await upTo(someone(), 'check-answers')
    await visitor.opens(visitor.address())
    await visitor.opens(visitor.address().replace('check-answers', 'support'))
    await visitor.opens('?lang=cy')
    await visitor.answers()
    await visitor.answers()
    expect(visitor.address()).toMatch(/^\/visits\//)
    expect(await counted()).toEqual([{ ...leeds, language: 'cy', outcome: 'sent', steps: allSteps }])
    expect(await counted()).toHaveLength(1)
  })

  test('begins with the first answer: opening pages, coming back and checking health begin none', async () => {
    const visitor = await someone().opens('/book/prison')
    await visitor.opens('/book/prison')
    await visitor.opens('/health/ready')
    expect(await counted()).toEqual([])
  })

  test('that goes on later is the same one', async () => {
    const visitor = await upTo(someone(), 'your-details')
    clock.set('2026-11-18T10:50:00Z')
    await visitor.opens('/book/your-details')
    await visitor.answers(typedYou)
    expect(await counted()).toMatchObject([{ steps: upToFirstChoice.slice(1), count: 1 }])
  })

  test('that is given up counts with those that got as far', async () => {
    for (let n = 0; n < 3; n += 1) await upTo(someone(), 'first-choice')
    expect(await counted()).toEqual([{ ...leeds, outcome: 'abandoned', steps: upToFirstChoice, count: 3 }])
  })

  test('ends on the page that stops it, unless the person goes on', async () => {
    const stopped = await upTo(someone(), 'your-details')
    await stopped.answers(typedChild)
    expect(stopped.address()).toContain('/too-young')
    const wentOn = await upTo(someone(), 'your-details')
    await wentOn.answers(typedChild)
    await wentOn.opens(wentOn.address().replace('too-young', 'your-details'))
    await wentOn.answers(typedYou)
    expect(await counted()).toMatchObject([
      { outcome: 'abandoned' },
      { outcome: 'too-young', place: 'leeds' },
    ])
  })

  test('for a time that was asked for already ends as a duplicate', async () => {
    const first = await upTo(someone(), 'check-answers')
    const second = await upTo(someone(), 'check-answers')
    await first.answers()
    await second.answers()
    expect(await counted()).toMatchObject([{ outcome: 'duplicate' }, { outcome: 'sent' }])
  })

  test('that met a problem with the service ends there, unless it is sent after all', async () => {
    const [unlucky, patient] = [await upTo(someone(), 'check-answers'), await upTo(someone(), 'support')]
    await owner.raw('alter table visit_choices rename to away')
    await unlucky.answers()
    expect(unlucky.status()).toBe(500)
    await owner.raw('alter table away rename to visit_choices')
    await patient.answers()
    await patient.answers({ email: 'gwen@example.org' })
    await patient.answers()
    expect(await counted()).toMatchObject([{ outcome: 'problem' }, { outcome: 'sent' }])
  })

  test('that changes a visit is none of these', async () => {
    const { id } = await aRequest(db)
    await query(
      db,
      `insert into drafts (id, owner, journey, answers, created_at, last_used_at, changes_visit_id)
       values (:draft, 'x', 'change', '{}', :now, :now, :id)`,
      { draft: randomUUID(), now: clock.now(), id },
    )
    expect(await counted()).toEqual([])
  })

  test('is counted once by two jobs at once', async () => {
    const rows = Array.from(
      { length: 300 },
      () => `('${randomUUID()}', 'x', 'public', '{"prison": {}}', now(), now())`,
    )
    await owner.raw(
      `insert into drafts (id, owner, journey, answers, created_at, last_used_at) values ${rows.join()}`,
    )
    const later = new Date(Date.now() + 25 * 3_600_000)
    const gone = await Promise.all(Array.from({ length: 6 }, () => countEndedDrafts(db, later)))
    expect(gone.reduce((sum, n) => sum + n, 0)).toBe(300)
    expect(
      await query(db, 'select sum(count) as count, count(place_id) as places from journey_counts'),
    ).toEqual([{ count: 300, places: 0 }])
  })
})

test('refused answers are counted by field and problem, without what was typed', async () => {
  const visitor = await upTo(someone(), 'prisoner')
  await visitor.answers({ firstName: 'Secret', prisonNumber: 'nothing like it' })
  await visitor.answers({ firstName: 'Secret', prisonNumber: '' })
  await visitor.answers({ firstName: 'Secret', prisonNumber: '' })
  const errors = await query<{ field: string }>(
    db,
    'select day, journey, step, field, problem, count from journey_errors',
  )
  const ofNumber = errors.filter(({ field }) => field === 'prisonNumber')
  const here = { day: '2026-11-18', journey: 'public', step: 'prisoner', field: 'prisonNumber' }
  expect(ofNumber).toEqual([
    { ...here, problem: 'wrongFormat', count: 1 },
    { ...here, problem: 'missing', count: 2 },
  ])
  expect(JSON.stringify(errors)).not.toMatch(/Secret|nothing like/)
})

test('refused answers of many people at once are all counted', async () => {
  const refused = [
    { field: 'b', problem: 'missing' },
    { field: 'a', problem: 'missing' },
  ]
  const count = () => countRefused(db, { day: '2026-11-18', journey: 'public', step: 'prisoner', refused })
  await Promise.all(Array.from({ length: 40 }, count))
  expect(await query(db, 'select field, count from journey_errors order by field')).toEqual([
    { field: 'a', count: 40 },
    { field: 'b', count: 40 },
  ])
})

test('every page that stops a journey has its place among the outcomes', () => {
  const journeys = [publicJourney, deskJourney, changeJourney]
  const stops = journeys.flatMap(({ list }) =>
    list.flatMap(({ kind, slug }) => (kind === 'stop' ? [slug] : [])),
  )
  expect([...new Set(stops)].filter((slug) => !(slug in journeyOutcomes))).toEqual([])
})
