/** What prisons are told by e-mail, if they want: cancellations by visitors, and every working day what is overdue. */
import { cancelOwnVisit } from '../../src/actions/cancelOwnVisit.ts'
import { sendDigests } from '../../src/actions/sendDigests.ts'
import { londonInstant } from '../../src/domain/dates.ts'
import { digest } from '../../src/notifications/prisonMessages.ts'
import { query } from '../../src/store/database.ts'
import { listNotifications } from '../../src/store/notifications.ts'
import type { OverdueRequest } from '../../src/store/prisonNotices.ts'
import type { Visit } from '../../src/store/visits.ts'
import { anAskedChange } from '../askedChanges.ts'
import { aClerk, aDecidedVisit, aRequest, bookableSlots, forgetChanges } from '../builders.ts'
import { clock } from '../clock.ts'
import { testDatabase } from '../database.ts'
import type { TestDatabase } from '../database.ts'
import { keeping, rows, work } from './work.ts'

const leeds = 'visits.leeds@example.org'

let database: TestDatabase

beforeAll(async () => {
  database = await testDatabase()
})
beforeEach(async () => {
  clock.set('2026-11-18T10:00:00Z')
  await forgetChanges(database.owner)
  await aClerk(database.db)
})

const setPlace = (assignments: string, slug = 'leeds') =>
  query(database.owner, `update places set ${assignments} where slug = :slug`, { slug })

async function sent() {
  const { kept, deliver } = keeping()
  await work(database, deliver)
  return kept
}

/** What goes to the prison. */
const toPrison = async () => (await sent()).filter(({ to }) => to === leeds)

const cancel = ({ id, version }: Visit) => cancelOwnVisit(database.db, { visitId: id, version }, clock.now())

describe('a cancellation by the visitor', () => {
  test('is told to a prison that wants it: reference and slot, and nobody’s name', async () => {
    await setPlace('wants_cancellations = true')
    const visit = await aDecidedVisit(database.db)
    await sent()
    await cancel(visit)
    const [message, ...others] = await toPrison()
    expect(others).toEqual([])
    expect(message).toMatchObject({
      subject: 'A visitor has cancelled a visit',
      channel: 'email',
      language: 'en',
      visitReference: visit.reference,
    })
    expect(message?.body).toBe(
      `A visitor has cancelled a booked visit.\n\nPrison: Leeds\nReference: ${visit.reference}\n` +
        'Time: Tuesday 24 November 2026, 14:00 to 15:00\n\n' +
        'You get this email because your prison wants it. A manager can change that in the settings, under “Messages to the prison”.\n',
    )
    expect((await listNotifications(database.db, visit.id)).map(({ recipient }) => recipient)).toContain(
      'prison',
    )
  })

  test('is not told to a prison that does not want it, or has no address', async () => {
    for (const assignments of ['wants_cancellations = false', "wants_cancellations = true, email = ''"]) {
      await setPlace(assignments)
      const visit = await aDecidedVisit(database.db)
      await cancel(visit)
      expect((await sent()).map(({ to }) => to)).not.toContain(leeds)
    }
  })

  test('is not told once the visit would be over, or the prison has changed its mind', async () => {
    await setPlace('wants_cancellations = true')
    const [first, second] = [
      await aDecidedVisit(database.db),
      await aDecidedVisit(database.db, {}, { prisonNumber: 'B1234CD' }),
    ]
    await sent()
    await cancel(first)
    await setPlace('wants_cancellations = false')
    expect(await toPrison()).toEqual([])
    await setPlace('wants_cancellations = true')
    await cancel(second)
    clock.set(second.slot?.endsAt.toISOString() ?? '')
    expect(await toPrison()).toEqual([])
  })
})

describe('the daily digest', () => {
  /** Requests of Wednesday 18 November at Leeds, to be answered by Monday 23. */
  async function requests(count: number, overrides: Parameters<typeof aRequest>[1] = {}) {
    const visits: Visit[] = []
    for (let one = 0; one < count; one += 1) {
      visits.push(await aRequest(database.db, { prisonNumber: `A123${one}BC`, choices: 2, ...overrides }))
    }
    await query(database.db, "update visits set expires_on = '2026-12-10'")
    await sent()
    return visits
  }

  const at = (date: string, time: string) => {
    clock.set(londonInstant(date, time).toISOString())
    return sendDigests(database.db, clock.now())
  }

  test('lists at 8 in London what should have been answered on an earlier day, without names', async () => {
    await setPlace('wants_digest = true')
    const [first, second] = await requests(2)
    expect(await at('2026-11-23', '08:00')).toBe(0)
    expect(await at('2026-11-24', '07:59')).toBe(0)
    expect(await at('2026-11-24', '08:00')).toBe(1)
    const [message, ...others] = await toPrison()
    expect(others).toEqual([])
    expect(message?.subject).toBe('2 visit requests are overdue')
    expect(message?.visitReference).toBeUndefined()
    expect(message?.body).toBe(
      'Prison: Leeds\n\n2 visit requests should have been answered on an earlier day:\n' +
        [first, second]
          .map(
            (visit) =>
              `- ${visit?.reference}, first choice Tuesday 24 November 2026, 14:00 to 15:00, to be answered by Monday 23 November 2026\n`,
          )
          .join('') +
        '\nSee the requests:\nhttps://visits.example.org/staff\n\n' +
        'You get this email because your prison wants it. A manager can change that in the settings, under “Messages to the prison”.\n',
    )
  })

  test('lists changes of booked visits that wait, as such', async () => {
    await setPlace('wants_digest = true')
    const slots = await bookableSlots(database.db)
    const [first = 0, second = 0] = slots.filter(({ date }) => date > '2026-11-30').map(({ id }) => id)
    const booked = await aDecidedVisit(database.db, {}, { slotIds: [first] })
    const change = await anAskedChange(database.db, booked, { slotIds: [second] })
    await sent()
    expect(await at(change.answerBy, '08:00')).toBe(0)
    await query(database.owner, "update visit_changes set answer_by = '2026-11-23'")
    expect(await at('2026-11-24', '08:00')).toBe(1)
    const [message] = await toPrison()
    expect(message?.body).toContain(
      `\n- ${booked.reference}, change of a booked visit, Tuesday 1 December 2026, 15:30 to 16:30, to be answered by Monday 23 November 2026\n`,
    )
    await query(database.db, "update visit_changes set status = 'withdrawn'")
    expect(await at('2026-11-25', '08:00')).toBe(0)
  })

  test('goes once a day, also with several workers, and again the next working day', async () => {
    await setPlace('wants_digest = true')
    await requests(1)
    clock.set('2026-11-24T08:00:00Z')
    const counts = await Promise.all([1, 2, 3].map(() => sendDigests(database.db, clock.now())))
    expect(counts.sort()).toEqual([0, 0, 1])
    expect(await at('2026-11-24', '17:00')).toBe(0)
    expect(await at('2026-11-25', '08:00')).toBe(1)
  })

  test.each([
    ['a Saturday', '2026-11-28', 'works_weekends = false', 0],
    ['a Saturday where weekends are worked', '2026-11-28', 'works_weekends = true', 1],
    ['a bank holiday', '2026-12-25', 'works_weekends = true', 0],
  ])('on %s goes to as many places as should have it', async (_day, date, works, count) => {
    await setPlace(`wants_digest = true, ${works}`)
    await requests(1)
    expect(await at(date, '08:00')).toBe(count)
  })

  test('is at 8 in London in summer, too', async () => {
    await setPlace('wants_digest = true')
    await requests(1)
    clock.set('2027-06-04T06:59:00Z')
    expect(await sendDigests(database.db, clock.now())).toBe(0)
    clock.set('2027-06-04T07:00:00Z')
    expect(await sendDigests(database.db, clock.now())).toBe(1)
  })

  test('is not for places that do not want it, have no address, or have nothing overdue', async () => {
    await requests(1)
    for (const assignments of ['wants_digest = false', "wants_digest = true, email = ''"]) {
      await setPlace(assignments)
      expect(await at('2026-11-24', '08:00')).toBe(0)
    }
    await setPlace('wants_digest = true', 'wandsworth')
    expect(await at('2026-11-24', '08:00')).toBe(0)
  })

  test('is not sent when meanwhile everything has been answered, nor on another day', async () => {
    await setPlace('wants_digest = true')
    const [visit] = await requests(1)
    await at('2026-11-24', '08:00')
    clock.set('2026-11-25T00:05:00Z')
    expect(await toPrison()).toEqual([])
    await at('2026-11-25', '08:00')
    await query(
      database.db,
      "update visits set status = 'withdrawn', version = version + 1, held_slot_id = null where id = :id",
      { id: visit?.id ?? 0 },
    )
    expect(await toPrison()).toEqual([])
    const failures = (await rows(database.db))
      .filter(({ kind }) => kind === 'digest')
      .map(({ failure }) => failure)
    expect(failures.sort()).toEqual(['overtaken', 'too_late'])
  })

  test('lists a hundred requests at most, and counts the others', () => {
    const request: OverdueRequest = {
      reference: '7KX2M9QD',
      isChange: false,
      answerBy: '2026-11-23',
      date: '2026-12-04',
      startsAt: new Date('2026-12-04T14:00:00Z'),
      endsAt: new Date('2026-12-04T16:00:00Z'),
    }
    const { subject, body } = digest(
      'Leeds',
      Array.from({ length: 103 }, () => request),
      'https://visits.example.org/staff',
    )
    expect(subject).toBe('103 visit requests are overdue')
    expect(body.match(/7KX2M9QD/g)).toHaveLength(100)
    expect(body).toContain('\n- 3 more\n')
    expect(digest('Leeds', [request], '').subject).toBe('1 visit request is overdue')
  })
})
