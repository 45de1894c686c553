/** Who may come, and the pages that end the journey for now. */
import type { Database } from '../../src/store/database.ts'
import { query } from '../../src/store/database.ts'
import { browser } from '../browser.ts'
import { forgetVisits } from '../builders.ts'
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
beforeEach(() => forgetVisits(owner))

describe('other visitors', () => {
  test('are added, changed and removed', async () => {
    const visitor = await upTo(browser(service.url), 'other-visitors')
    await visitor.answers({ another: 'yes' })
    await visitor.answers(typedChild)
    await visitor.follows('Change visitor 1')
    expect(visitor.value('firstName')).toBe('Tomos')
    await visitor.answers({ firstName: 'Twm' })
    expect(visitor.text()).toContain('Twm Example')
    await visitor.follows('Remove visitor 1')
    expect(visitor.heading()).toBe('Remove this visitor?')
    await visitor.answers()
    expect(visitor.text()).not.toContain('Twm')
  })

  test('stay as they are when a form about an older list is sent', async () => {
    const visitor = await upTo(browser(service.url), 'other-visitors')
    for (const firstName of ['Anwen', 'Bethan']) {
      await visitor.answers({ another: 'yes' })
      await visitor.answers({ ...typedChild, firstName })
    }
    await visitor.follows('Remove visitor 1')
    const [address, count] = [visitor.address(), visitor.value('count')]
    await visitor.answers()
    await visitor.posts(address, { count })
    expect(visitor.text()).toContain('Bethan Example')
    await visitor.posts(address.replace('1/remove', 'new'), { ...typedChild, firstName: 'Carys', count: '0' })
    expect(visitor.text()).not.toContain('Carys')
  })

  test('are five at most', async () => {
    const visitor = await upTo(browser(service.url), 'other-visitors')
    for (let n = 1; n <= 5; n += 1) {
      await visitor.answers({ another: 'yes' })
      await visitor.answers({ ...typedChild, firstName: `Child ${n}` })
    }
    expect(visitor.text()).toContain('This is the most you can bring')
    await visitor.answers({ another: 'yes' })
    expect(visitor.errors()).toEqual(['You can add no more than 5 other visitors'])
    await visitor.answers({ another: 'no' })
    expect(visitor.heading()).toBe('When do you want to visit?')
  })

  test('who count as adults are three at most, with the main visitor', async () => {
    const visitor = await upTo(browser(service.url), 'other-visitors')
    for (let n = 1; n <= 3; n += 1) {
      await visitor.answers({ another: 'yes' })
      await visitor.answers({ ...typedChild, firstName: `Adult ${n}`, 'dateOfBirth-year': '1990' })
    }
    await visitor.answers({ another: 'no' })
    expect(visitor.status()).toBe(422)
    expect(visitor.errors()).toEqual([
      'You can bring no more than 3 people aged 10 or over, including you. Remove someone to continue',
    ])
    await visitor.follows('Remove visitor 3')
    await visitor.answers()
    await visitor.answers({ another: 'no' })
    expect(visitor.heading()).toBe('When do you want to visit?')
  })
})

describe('pages that stop the journey', () => {
  test.each([
    ['altcourse', 'run by a private company'],
    ['dartmoor', 'has closed'],
    ['berwyn', 'does not use this service'],
  ])('say why %s takes no bookings here', async (prison, why) => {
    const visitor = await upTo(browser(service.url), 'no-bookings-here', { prison })
    expect(visitor.heading()).toBe('You cannot book a visit to this prison here')
    expect(visitor.text()).toContain(why)
    expect(visitor.status()).toBe(200)
  })

  test('say that a child cannot book', async () => {
    const visitor = await upTo(browser(service.url), 'your-details')
    await visitor.answers({ ...typedYou, 'dateOfBirth-year': '2012' })
    expect(visitor.heading()).toBe('You must be 18 or over to ask for a visit')
  })

  test('say what to do when there is no free time', async () => {
    await query(
      db,
      "update slots set wanted = 0 where place_id = (select id from places where slug = 'leeds')",
    )
    const visitor = await upTo(browser(service.url), 'no-times')
    expect(visitor.heading()).toBe('There are no free visiting times')
    expect(visitor.text()).toContain('Look again tomorrow')
  })
})
