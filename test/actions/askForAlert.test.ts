/** When alerts end by themselves, and what asking again means. */
import { askForAlert } from '../../src/actions/askForAlert.ts'
import { tellOfPlaces } from '../../src/actions/tellOfPlaces.ts'
import { endAlert } from '../../src/store/alerts.ts'
import { query } from '../../src/store/database.ts'
import type { Database } from '../../src/store/database.ts'
import { aFullSlot, appear, forgetAlerts, listTold, waits } from '../alerts.ts'
import { clock } from '../clock.ts'
import { testDatabase } from '../database.ts'
import type { TestDatabase } from '../database.ts'

let database: TestDatabase
let db: Database
let owner: Database

beforeAll(async () => {
  database = await testDatabase()
  ;({ db, owner } = database)
})
beforeEach(async () => {
  clock.set('2026-11-18T10:00:00Z')
  await forgetAlerts(database)
})

const tell = () => tellOfPlaces(db, clock.now())
const told = async () => (await listTold(db)).map(({ who }) => who)
const alerts = () =>
  query<{ id: string; email: string | null; endedAt: Date | null; lastDate: string; language: string }>(
    db,
    `select id, email, ended_at as "endedAt", last_date as "lastDate", language from place_alerts order by asked_at`,
  )

async function fourWait() {
  for (const name of ['anna', 'bryn', 'carys', 'dafydd']) await waits(db, name)
}

describe('an alert ends by itself', () => {
  test('when its last date can be booked no more', async () => {
    await waits(db, 'anna', { to: '2026-11-25' })
    clock.set('2026-11-19T10:00:00Z')
    await tell()
    expect(await alerts()).toMatchObject([{ endedAt: null }])
    clock.set('2026-11-20T10:00:00Z')
    await tell()
    expect(await alerts()).toMatchObject([{ endedAt: clock.now() }])
  })

  test('when the prison takes no bookings any more', async () => {
    await waits(db, 'anna')
    await query(
      owner,
      "update places set bookable = false, not_bookable_reason = 'closed' where slug = 'leeds'",
    )
    await tell()
    expect(await alerts()).toMatchObject([{ endedAt: clock.now() }])
    await query(owner, "update places set bookable = true, not_bookable_reason = null where slug = 'leeds'")
  })

  test('when its address turns out to take no messages', async () => {
    const slot = await aFullSlot(db)
    await waits(db, 'anna')
    await appear(db, slot)
    await tell()
    await query(db, "update notifications set state = 'failed', failure = 'permanent_failure'")
    await tell()
    expect(await alerts()).toMatchObject([{ endedAt: clock.now() }])
  })
})

describe('asking again', () => {
  test('changes the dates and keeps the turn, whatever the letters of the address', async () => {
    const slot = await aFullSlot(db)
    await fourWait()
    await waits(db, 'ANNA', { to: slot.date, language: 'cy' })
    expect(await alerts()).toHaveLength(4)
    await appear(db, slot)
    await tell()
    expect(await told()).toEqual(['anna', 'bryn', 'carys'])
    expect((await alerts())[0]).toMatchObject({ lastDate: slot.date, language: 'cy' })
  })

  test('after it has ended begins anew, at the end', async () => {
    await fourWait()
    const [first] = await alerts()
    await endAlert(db, first?.id ?? '', clock.now())
    await waits(db, 'anna')
    expect((await alerts()).map(({ email }) => email?.split('@')[0])).toEqual([
      'anna',
      'bryn',
      'carys',
      'dafydd',
      'anna',
    ])
  })

  test('twenty times at once keeps one alert', async () => {
    await Promise.all(
      Array.from({ length: 20 }, () => waits(db, 'anna', { email: null, mobile: '+447700900982' })),
    )
    expect(await alerts()).toHaveLength(1)
  })

  test('is refused at a prison that takes no bookings', async () => {
    const asked = {
      visitType: 'social' as const,
      language: 'en' as const,
      email: 'a@example.org',
      mobile: null,
    }
    const dates = { from: '2026-11-18', to: '2026-12-18' }
    expect(await askForAlert(db, { ...asked, ...dates, placeId: 99_999 }, clock.now())).toEqual({
      refused: 'notBookable',
    })
  })
})
