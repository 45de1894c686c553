/** Withdrawing and cancelling to the minute, in London time, on the Sundays on which the clocks change. */
import { randomBytes } from 'node:crypto'
import { londonInstant } from '../../src/domain/dates.ts'
import { query } from '../../src/store/database.ts'
import type { Database } from '../../src/store/database.ts'
import { mintLink } from '../../src/store/links.ts'
import type { Visit } from '../../src/store/visits.ts'
import { browser } from '../browser.ts'
import { aDecidedVisit, aRequest, forgetVisits, mustRead } from '../builders.ts'
import { clock } from '../clock.ts'
import { testDatabase } from '../database.ts'
import { testService } from '../service.ts'
import type { TestService } from '../service.ts'

let db: Database
let owner: Database
let service: TestService

beforeAll(async () => {
  ;({ db, owner } = await testDatabase())
  service = await testService(db, { limitMultiplier: 100 })
})
beforeEach(() => forgetVisits(owner))

const linkTo = async ({ id }: Visit) => `/visits/${await mintLink(db, id, clock.now(), randomBytes)}`
const openPage = async (visit: Visit) => browser(service.url).opens(await linkTo(visit))
const statusOf = async ({ id }: Visit) => (await mustRead(db, id)).status

/** A time at Leeds, from 2pm to 4pm in London, on a date that the timetable may not have. */
async function slotOn(date: string): Promise<number> {
  const [slot] = await query<{ id: number }>(
    owner,
    `update slots set date = :date, starts_at = :starts, ends_at = :ends
     where id = (select max(slots.id) from slots join places on places.id = place_id
       where slug = 'leeds' and visit_type = 'social') returning id`,
    { date, starts: londonInstant(date, '14:00'), ends: londonInstant(date, '16:00') },
  )
  return slot?.id ?? 0
}

describe.each([
  ['summer time begins', '2027-03-28', '2027-03-15', '2027-03-28T13:00:00Z', '2027-03-28T00:00:00Z'],
  ['summer time ends', '2027-10-31', '2027-10-18', '2027-10-31T14:00:00Z', '2027-10-30T23:00:00Z'],
])('on the Sunday on which %s', (_what, date, asked, starts, expires) => {
  const minutesFrom = (instant: string, minutes: number) =>
    clock.set(new Date(new Date(instant).getTime() + minutes * 60_000).toISOString())

  test('a visit is cancelled a minute before it starts', async () => {
    clock.set(`${asked}T12:00:00Z`)
    const visit = await aDecidedVisit(db, {}, { slotIds: [await slotOn(date)] })
    minutesFrom(starts, -1)
    const visitor = await openPage(visit)
    await visitor.follows('Cancel this visit')
    await visitor.answers()
    expect(visitor.heading()).toBe('Visit cancelled')
  })

  test.each(['en', 'cy'])('a minute after it has started the page in %s says whom to call', async (lang) => {
    clock.set(`${asked}T12:00:00Z`)
    const visit = await aDecidedVisit(db, {}, { slotIds: [await slotOn(date)] })
    minutesFrom(starts, -1)
    const visitor = await browser(service.url).opens(`/?lang=${lang}`)
    await visitor.opens(`${await linkTo(visit)}/cancel`)
    minutesFrom(starts, 1)
    await visitor.answers()
    const heading = visitor.heading()
    expect(heading).toMatch(/It is too late to cancel|Mae’n rhy hwyr i ganslo/)
    expect(visitor.text()).toContain(visit.place.phone)
    await visitor.opens(visitor.address())
    expect(visitor.heading()).toBe(heading)
    expect(await statusOf(visit)).toBe('booked')
  })

  test('a request is withdrawn a minute before its last date comes, and not a minute after', async () => {
    clock.set(`${asked}T12:00:00Z`)
    const visit = await aRequest(db, { slotIds: [await slotOn(date)] })
    minutesFrom(expires, -1)
    const visitor = await openPage(visit)
    await visitor.follows('Withdraw this request')
    minutesFrom(expires, 1)
    await visitor.answers()
    expect(visitor.heading()).toBe('You can no longer withdraw this request')
    expect(visitor.text()).toContain(visit.place.phone)
    expect(await statusOf(visit)).toBe('expired')

    await forgetVisits(owner)
    clock.set(`${asked}T12:00:00Z`)
    const other = await aRequest(db, { slotIds: [await slotOn(date)] })
    minutesFrom(expires, -1)
    await (await openPage(other)).follows('Withdraw this request').then((page) => page.answers())
    expect(await statusOf(other)).toBe('withdrawn')
  })
})
