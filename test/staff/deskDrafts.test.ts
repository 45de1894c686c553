/** The drafts of the prison's desk are a person's own, and its requests keep the public's rules. */
import { randomUUID } from 'node:crypto'
import { query } from '../../src/store/database.ts'
import type { Database } from '../../src/store/database.ts'
import { bookableSlots, forgetVisits } from '../builders.ts'
import { clock } from '../clock.ts'
import { testDatabase } from '../database.ts'
import { typedPrisoner, typedYou } from '../journeyAnswers.ts'
import { testService } from '../service.ts'
import type { TestService } from '../service.ts'
import { deskOf } from './desk.ts'
import type { Desk } from './desk.ts'
import { summaryOf } from './staffBrowser.ts'

let db: Database
let owner: Database
let service: TestService
let clerk: Desk

beforeAll(async () => {
  ;({ db, owner } = await testDatabase())
  service = await testService(db)
})
beforeEach(async () => {
  clock.set('2026-11-18T10:00:00Z')
  await forgetVisits(owner)
  clerk = await deskOf(service.url, 'clerk')
})

describe('drafts', () => {
  test('of two tabs do not mix', async () => {
    await clerk.upTo('your-details')
    const first = clerk.address()
    await clerk.upTo('prisoner')
    await clerk.answers({ ...typedPrisoner, prisonNumber: 'B9876CD' })
    await clerk.opens(first.replace('your-details', 'prisoner'))
    expect(clerk.value('prisonNumber')).toBe('a1234bc')
    await clerk.opens('/staff/book')
    expect(clerk.heading()).toBe('Which prison is the visit to?')
  })

  test('are the person’s, in every browser', async () => {
    await clerk.upTo('your-details')
    const address = clerk.address()
    const again = await deskOf(service.url, 'clerk')
    await again.opens(address)
    expect(again.heading()).toBe('Main visitor’s details')
    await again.opens('/staff/book/prisoner')
    expect(again.value('prisonNumber')).toBe('a1234bc')
  })

  test.each(['clerk-two', 'clerk-elsewhere'])('are not opened for %s', async (person) => {
    await clerk.upTo('check-answers')
    const address = clerk.address()
    const other = await deskOf(service.url, person)
    await other.opens(address)
    expect(other.status()).toBe(403)
    expect(other.heading()).toBe('You need to start again')
    expect(other.text()).not.toContain('Gwen')
    await other.posts(address, {})
    expect(other.status()).toBe(403)
    await other.posts(address.replace('check-answers', 'prison'), { prison: 'leeds' })
    expect(await query(db, 'select id from visits')).toEqual([])
  })

  test('of the public are not opened at the desk', async () => {
    const id = randomUUID()
    await query(
      db,
      `insert into drafts (id, owner, journey, answers, created_at, last_used_at)
       select '${id}', cast(id as text), 'public', '{"prison": {"prison": "leeds"}}', :now, :now
       from people where name = 'Clara Clerk'`,
      { now: clock.now() },
    )
    await clerk.opens(`/staff/book/${id}/prisoner`)
    expect(clerk.status()).toBe(403)
  })

  test('end after a day', async () => {
    await clerk.upTo('your-details')
    const address = clerk.address()
    clock.set('2026-11-19T10:00:01Z')
    clerk = await deskOf(service.url, 'clerk')
    await clerk.opens(address)
    expect(clerk.heading()).toBe('You need to start again')
    await clerk.follows('Book a visit')
    expect(clerk.heading()).toBe('Which prison is the visit to?')
  })

  test('that are sent lead to the one visit, however often', async () => {
    await clerk.upTo('check-answers')
    const address = clerk.address()
    const token = clerk.value('_csrf')
    await clerk.answers()
    const visit = clerk.address()
    await clerk.posts(address, { _csrf: token })
    expect(clerk.address()).toBe(visit)
    await clerk.opens(address.replace('check-answers', 'prisoner'))
    expect(clerk.address()).toBe(visit)
    expect(await query(db, 'select count(*) from visits')).toEqual([{ count: 1 }])
  })
})

describe('the rules', () => {
  test('are the public’s: a time that was taken is asked again', async () => {
    await clerk.upTo('check-answers')
    const [slot] = await bookableSlots(db)
    await query(db, 'update slots set wanted = 0 where id = :id', { id: slot?.id })
    await clerk.answers()
    expect(clerk.heading()).toBe('When is the visit wanted?')
    expect(summaryOf(clerk.page())).toEqual([
      'The time that was chosen has just been taken. Choose another time',
    ])
    expect(clerk.page()('fieldset').first().find('input')).toHaveLength(3)
  })

  test('are the public’s: the same again is told only that it was asked for', async () => {
    await clerk.upTo('check-answers')
    await clerk.answers()
    await clerk.upTo('check-answers')
    await clerk.answers()
    expect(clerk.heading()).toBe('This visitor has already asked for this time')
  })

  test('are the public’s: who is too young cannot be the main visitor', async () => {
    await clerk.upTo('your-details')
    await clerk.answers({ ...typedYou, 'dateOfBirth-year': '2015' })
    expect(clerk.heading()).toBe('The main visitor must be 18 or over')
  })

  test('limit requests about one prisoner, and none by address', async () => {
    await clerk.upTo('check-answers')
    await clerk.answers()
    const limits = await query<{ key: string }>(db, 'select key from rate_limits')
    expect(limits.map(({ key }) => key.split(':')[0])).toEqual(['requestsPerPrisoner'])
  })
})
