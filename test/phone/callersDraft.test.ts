/** What a caller typed online is named by a code on its pages, and gone on with in a call. */
import type { Database } from '../../src/store/database.ts'
import { browser } from '../browser.ts'
import { forgetVisits } from '../builders.ts'
import { testDatabase } from '../database.ts'
import { typedPrisoner, upTo } from '../journeyAnswers.ts'
import { testService } from '../service.ts'
import type { TestService } from '../service.ts'
import { deskOf } from '../staff/desk.ts'
import type { Desk } from '../staff/desk.ts'
import { aCall, lookupsOf, personOf } from './calls.ts'

let db: Database
let owner: Database
let service: TestService
let agent: Desk
let call: string

beforeAll(async () => {
  ;({ db, owner } = await testDatabase())
  service = await testService(db)
})
beforeEach(async () => {
  await forgetVisits(owner)
  agent = await deskOf(service.url, 'agent')
  call = await aCall(db, await personOf(db, 'agent'))
})

const born = { 'dateOfBirth-day': '15', 'dateOfBirth-month': '6', 'dateOfBirth-year': '1985' }
const firstError = () => agent.page()('.govuk-error-summary a').first().text()

describe('a caller’s own answers', () => {
  const codeOn = (page: string) => /\b[0-9A-Z]{4}-[0-9A-Z]{4}\b/.exec(page)?.[0] ?? ''

  test.each([
    ['en', 'give this code'],
    ['cy', 'rhowch y cod hwn'],
  ])('are named by a code on every page but the first, in %s', async (language, words) => {
    const visitor = browser(service.app)
    await visitor.opens(`/book/prison?lang=${language}`)
    expect(visitor.page()('body').text()).not.toContain(words)
    await visitor.answers({ prison: 'leeds' })
    expect(visitor.page()('body').text()).toContain(words)
    const code = codeOn(visitor.page()('body').text())
    await visitor.answers({})
    expect([visitor.status(), codeOn(visitor.page()('body').text())]).toEqual([422, code])
    await visitor.answers(typedPrisoner)
    expect(codeOn(visitor.page()('body').text())).toBe(code)
  })

  test('are gone on with in the call, with a date of birth that they have', async () => {
    const visitor = browser(service.app)
    await upTo(visitor, 'other-visitors')
    await agent.opens(`/phone/calls/${call}/resume`)
    await agent.answers({ code: codeOn(visitor.page()('body').text()), 'dateOfBirth-day': '1' })
    expect(agent.status()).toBe(422)
    await agent.answers({ ...born, 'dateOfBirth-year': '1986' })
    expect(firstError()).toContain('You can try 2 more times')
    await agent.answers({ code: codeOn(visitor.page()('body').text()).toLowerCase(), ...born })
    expect(agent.address()).toMatch(/^\/phone\/calls\/[\w-]+\/book\/[\w-]+\/other-visitors$/)
    await visitor.answers({ another: 'no' })
    expect(visitor.address()).toMatch(/first-choice$/)
    expect((await lookupsOf(db, call)).map(({ what, failure }) => [what, failure])).toEqual([
      ['draft', 1],
      ['draft', null],
    ])
  })
})
