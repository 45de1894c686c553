/** A change at a prison that has stopped taking bookings: refused for that reason, and not as too late. */
import { randomBytes } from 'node:crypto'
import { query } from '../../src/store/database.ts'
import type { Database } from '../../src/store/database.ts'
import { mintLink } from '../../src/store/links.ts'
import type { Visit } from '../../src/store/visits.ts'
import { browser } from '../browser.ts'
import { aDecidedVisit, aRequest, forgetVisits, mustRead } from '../builders.ts'
import { clock } from '../clock.ts'
import { testDatabase } from '../database.ts'
import { typedChild } from '../journeyAnswers.ts'
import { testService } from '../service.ts'
import type { TestService } from '../service.ts'

let db: Database
let owner: Database
let service: TestService

const stops = () =>
  query(owner, "update places set bookable = false, not_bookable_reason = 'closed' where slug = 'leeds'")
const linkTo = async ({ id }: Visit) => `/visits/${await mintLink(db, id, clock.now(), randomBytes)}`

beforeAll(async () => {
  ;({ db, owner } = await testDatabase())
  service = await testService(db, { limitMultiplier: 100 })
})
beforeEach(async () => {
  clock.set('2026-11-18T10:00:00Z')
  await forgetVisits(owner)
})
afterEach(() =>
  query(owner, "update places set bookable = true, not_bookable_reason = null where slug = 'leeds'"),
)

test.each([
  ['en', 'You cannot change this visit here at the moment'],
  ['cy', 'Ni allwch newid yr ymweliad hwn yma ar hyn o bryd'],
])('is why a change cannot be begun, in %s, and says whom to call', async (language, title) => {
  const visit = await aDecidedVisit(db)
  await stops()
  const visitor = await browser(service.url).opens(`/?lang=${language}`)
  await visitor.opens(`${await linkTo(visit)}/change`)
  expect(visitor.heading()).toBe(title)
  expect(visitor.text()).toContain(visit.place.phone)
})

test.each(['requested', 'booked'])(
  'is why a change of a %s visit, once begun, is refused',
  async (status) => {
    const visit = status === 'booked' ? await aDecidedVisit(db) : await aRequest(db)
    const visitor = await browser(service.url).opens(`${await linkTo(visit)}/change`)
    await visitor.answers()
    await visitor.answers({ another: 'yes' })
    await visitor.answers(typedChild)
    await visitor.answers({ another: 'no' })
    while (visitor.page()('input[name=slot]').length > 0) await visitor.answers()
    expect(visitor.heading()).toBe('Check your answers')
    await stops()
    await visitor.answers()
    expect(visitor.heading()).toBe('You cannot change this visit here at the moment')
    expect(visitor.text()).toContain(visit.place.phone)
    expect(await mustRead(db, visit.id)).toMatchObject({ party: visit.party, version: visit.version })
    await visitor.follows('See your visit')
    expect(visitor.text()).toContain(visit.reference)
  },
)
