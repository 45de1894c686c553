/** The public journey as a family goes through it, without JavaScript. */
import type { Database } from '../../src/store/database.ts'
import { query } from '../../src/store/database.ts'
import { browser } from '../browser.ts'
import { bookableSlots, forgetVisits } from '../builders.ts'
import { testDatabase } from '../database.ts'
import { firstFree, typedChild, typedPrisoner, typedYou, upTo } from '../journeyAnswers.ts'
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

const visits = async () => (await query<{ count: number }>(db, 'select count(*) from visits'))[0]?.count

test('a family asks for a visit', async () => {
  const visitor = await browser(service.url).opens('/')
  expect(visitor.heading()).toBe('Visit someone in prison')
  await visitor.follows('Start now')
  expect(visitor.heading()).toBe('Which prison do you want to visit?')
  await visitor.answers({ prison: 'leeds' })
  expect(visitor.heading()).toBe('Who are you visiting?')
  await visitor.answers(typedPrisoner)
  expect(visitor.heading()).toBe('Your details')
  await visitor.answers(typedYou)
  expect(visitor.heading()).toBe('Do you want to add another visitor?')
  await visitor.answers({ another: 'yes' })
  expect(visitor.heading()).toBe('Visitor details')
  await visitor.answers(typedChild)
  expect(visitor.text()).toContain('Tomos Example')
  await visitor.answers({ another: 'no' })
  expect(visitor.heading()).toBe('When do you want to visit?')
  expect(visitor.text()).toContain('Tuesday 24 November 2026')
  await visitor.answers({ slot: firstFree(visitor) })
  expect(visitor.heading()).toBe('Choose a second time')
  await visitor.answers({ slot: firstFree(visitor) })
  expect(visitor.heading()).toBe('Choose a third time')
  await visitor.answers({ slot: 'none' })
  expect(visitor.heading()).toBe('Does anyone need extra support?')
  await visitor.answers({ support: ['wheelchair', 'interpreter'], interpreter: 'Polish' })
  expect(visitor.heading()).toBe('How should we contact you?')
  await visitor.answers({ email: 'gwen@example.org', mobile: '07700 900982', texts: 'yes' })
  expect(visitor.heading()).toBe('Check your answers')
  expect(visitor.text()).toContain('A1234BC')
  expect(visitor.text()).toContain('Interpreter: Polish')
  expect(visitor.text()).toContain('Your visit is not booked until')
  await visitor.answers()
  expect(visitor.heading()).toBe('Request sent')
  expect(visitor.text()).toContain('by the end of Monday 23 November 2026')
  expect(visitor.address()).toMatch(/^\/visits\/[\w-]{43}$/)
  expect(await visits()).toBe(1)
})

test('the same journey in Welsh has no English left in it', async () => {
  const visitor = await browser(service.url).opens('/?lang=cy')
  expect(visitor.address()).toBe('/')
  expect(visitor.page()('html').attr('lang')).toBe('cy')
  await upTo(visitor, 'check-answers', { prison: 'cardiff' })
  expect(visitor.text()).toContain('Caerdydd')
  await visitor.answers()
  expect(visitor.page()('html').attr('lang')).toBe('cy')
  expect(visitor.text()).not.toMatch(/\b(request|visit|prison)\b/i)
  expect((await query<{ language: string }>(db, 'select language from visits'))[0]?.language).toBe('cy')
})

describe('order', () => {
  test('leads a deep link without any draft to the start page', async () => {
    const visitor = await browser(service.url).opens('/book/your-details')
    expect(visitor.address()).toBe('/')
  })

  test('leads a page without a draft in its address to the newest draft', async () => {
    const visitor = await upTo(browser(service.url), 'your-details')
    const here = visitor.address()
    await visitor.opens('/book/prisoner')
    expect(visitor.address()).toBe(here.replace('your-details', 'prisoner'))
    expect(visitor.value('prisonNumber')).toBe('a1234bc')
  })

  test('leads a page too far ahead to the first question not answered', async () => {
    const visitor = await upTo(browser(service.url), 'your-details')
    const here = visitor.address()
    await visitor.opens(here.replace('your-details', 'check-answers'))
    expect(visitor.address()).toBe(here)
  })

  test('refuses to send what is not complete', async () => {
    const visitor = await upTo(browser(service.url), 'contact-details')
    await visitor.posts(visitor.address().replace('contact-details', 'check-answers'), {})
    expect(visitor.heading()).toBe('How should we contact you?')
    expect(await visits()).toBe(0)
  })

  test('goes back page by page to the start', async () => {
    const visitor = await upTo(browser(service.url), 'check-answers')
    const headings: string[] = []
    while (visitor.address() !== '/') {
      await visitor.follows('Back')
      headings.push(visitor.heading())
    }
    expect(headings).toEqual([
      'How should we contact you?',
      'Does anyone need extra support?',
      'Choose a second time',
      'When do you want to visit?',
      'Do you want to add another visitor?',
      'Your details',
      'Who are you visiting?',
      'Which prison do you want to visit?',
      'Visit someone in prison',
    ])
  })

  test('keeps two tabs apart', async () => {
    const visitor = await upTo(browser(service.url), 'your-details', { prison: 'leeds' })
    const first = visitor.address()
    await upTo(visitor, 'prisoner', { prison: 'cardiff' })
    await visitor.answers({ ...typedPrisoner, prisonNumber: 'B9876CD' })
    await visitor.opens(first.replace('your-details', 'prisoner'))
    expect(visitor.value('prisonNumber')).toBe('a1234bc')
  })

  test('does not open another browser’s draft', async () => {
    const visitor = await upTo(browser(service.url), 'check-answers')
    const stranger = await browser(service.url).opens(visitor.address())
    expect(stranger.heading()).toBe('You need to start again')
    expect(stranger.text()).not.toContain('Gwen')
  })
})

describe('change', () => {
  test('goes back to check answers with the new answer', async () => {
    const visitor = await upTo(browser(service.url), 'check-answers')
    await visitor.follows('Change – Prison number')
    expect(visitor.value('firstName')).toBe('Dewi')
    await visitor.answers({ prisonNumber: 'Z9999ZZ' })
    expect(visitor.heading()).toBe('Check your answers')
    expect(visitor.text()).toContain('Z9999ZZ')
  })

  test('of the prison asks for times again', async () => {
    const visitor = await upTo(browser(service.url), 'check-answers')
    await visitor.follows('Change – Prison')
    await visitor.answers({ prison: 'cardiff' })
    expect(visitor.heading()).toBe('When do you want to visit?')
  })
})

describe('times', () => {
  test('that are full stand there in plain words', async () => {
    const [slot] = await bookableSlots(db)
    await query(db, 'update slots set wanted = 0 where id = :id', { id: slot?.id })
    const visitor = await upTo(browser(service.url), 'first-choice')
    expect(visitor.text()).toMatch(/(am|pm) – full/)
    expect(visitor.page()(`input[value="${slot?.id}"]`)).toHaveLength(0)
  })

  test('that were taken meanwhile are asked again, with the nearest free ones on top', async () => {
    const visitor = await upTo(browser(service.url), 'check-answers')
    const [slot, ...others] = await bookableSlots(db)
    await query(db, 'update slots set wanted = 0 where id = :id', { id: slot?.id })
    await visitor.answers()
    expect(visitor.heading()).toBe('When do you want to visit?')
    expect(visitor.errors()).toEqual(['The time you chose has just been taken. Choose another time'])
    const offered = visitor.page()('fieldset').first()
    expect(offered.find('legend').text().trim()).toBe('Nearest free times')
    expect(offered.find('input')).toHaveLength(3)
    expect(offered.find('input').first().val()).toBe(String(others[0]?.id))
    expect(await visits()).toBe(0)
  })
})

describe('sending', () => {
  test('twice, or going back afterwards, leads to the one visit', async () => {
    const visitor = await upTo(browser(service.url), 'check-answers')
    const page = visitor.address()
    const token = visitor.value('_csrf')
    await visitor.answers()
    await visitor.opens(page)
    expect(visitor.heading()).toBe('Request sent')
    await visitor.posts(page, { _csrf: token })
    expect(visitor.heading()).toBe('Request sent')
    await visitor.opens(page.replace('check-answers', 'prisoner'))
    expect(visitor.heading()).toBe('Request sent')
    expect(await visits()).toBe(1)
  })

  test('the same again from a new draft is told only that it was asked for', async () => {
    await (await upTo(browser(service.url), 'check-answers')).answers()
    const visitor = await (await upTo(browser(service.url), 'check-answers')).answers()
    expect(visitor.heading()).toBe('You have already asked for this time')
    expect(await visits()).toBe(1)
  })

  test('needs the token of this session', async () => {
    const visitor = await upTo(browser(service.url), 'check-answers')
    await visitor.posts(visitor.address(), { _csrf: 'somebody-else’s' })
    expect(visitor.status()).toBe(403)
    expect(await visits()).toBe(0)
  })
})
