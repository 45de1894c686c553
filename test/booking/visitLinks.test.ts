/** Reaching a visit: by its private link, or by reference and date of birth. */
import { createHash, randomBytes } from 'node:crypto'
import { requestVisit } from '../../src/actions/requestVisit.ts'
import { addDays } from '../../src/domain/dates.ts'
import { query } from '../../src/store/database.ts'
import type { Database } from '../../src/store/database.ts'
import { mintLink } from '../../src/store/links.ts'
import type { Visit } from '../../src/store/visits.ts'
import { browser } from '../browser.ts'
import { aDecidedVisit, aRequest, aVisitRequest, child, forgetVisits, gwen, mustRead } from '../builders.ts'
import { clock } from '../clock.ts'
import { testDatabase } from '../database.ts'
import { testService } from '../service.ts'
import type { TestService } from '../service.ts'

const start = '2026-11-18T10:00:00Z'
let db: Database
let owner: Database
let service: TestService

beforeAll(async () => {
  ;({ db, owner } = await testDatabase())
  service = await testService(db, { limitMultiplier: 100 })
})
beforeEach(async () => {
  clock.set(start)
  await forgetVisits(owner)
})

const linkTo = async ({ id }: Visit) => `/visits/${await mintLink(db, id, clock.now(), randomBytes)}`

describe('a private link', () => {
  test('is a secret of 256 bits of which only the hash is kept', async () => {
    const visit = await aRequest(db)
    const secret = (await linkTo(visit)).split('/').at(-1) ?? ''
    expect(secret).toMatch(/^[\w-]{43}$/)
    const kept = await query<{ hash: string }>(
      owner,
      "select encode(secret_hash, 'hex') as hash from visit_links where visit_id = :id",
      { id: visit.id },
    )
    expect(kept.map(({ hash }) => hash)).toContain(createHash('sha256').update(secret).digest('hex'))
    await browser(service.url).opens(`/visits/${secret}`)
    for (const table of ['visits', 'visit_links', 'visit_events', 'sessions', 'notifications', 'drafts']) {
      const [{ text = '' } = {}] = await query<{ text: string }>(
        owner,
        `select coalesce(string_agg(t::text, ' '), '') as text from ${table} as t`,
      )
      expect(text).not.toContain(secret)
    }
  })

  test('is new each time, and the others stay', async () => {
    const visit = await aRequest(db)
    const links = [await linkTo(visit), await linkTo(visit)]
    expect(new Set(links).size).toBe(2)
    for (const link of links) {
      expect((await browser(service.url).opens(link)).heading()).toBe('Request sent')
    }
  })

  test.each(['booked', 'requested'])('ends 30 days after the date of a %s visit', async (status) => {
    const visit = status === 'booked' ? await aDecidedVisit(db) : await aRequest(db)
    const date = visit.slot?.date ?? visit.expiresOn
    const address = await linkTo(visit)
    clock.set(`${addDays(date, 30)}T23:59:00Z`)
    expect((await browser(service.url).opens(address)).status()).toBe(200)
    clock.set(`${addDays(date, 31)}T00:00:00Z`)
    expect((await browser(service.url).opens(address)).status()).toBe(404)
  })

  test('that has ended, or never was, is not found: both look alike', async () => {
    const visit = await aRequest(db)
    const ended = await linkTo(visit)
    await query(owner, 'update visit_links set ended_at = now()')
    const pages: string[] = []
    for (const address of [ended, `/visits/${'x'.repeat(43)}`, '/visits/x', `/visits/${visit.id}`]) {
      const visitor = await browser(service.url).opens(address)
      expect(visitor.status()).toBe(404)
      pages.push(visitor.page().html('main'))
    }
    expect(new Set(pages).size).toBe(1)
  })

  test.each(['%00', "' or 1=1 --", '%27%3B%20drop%20table%20visits', 'a'.repeat(5000), '__proto__'])(
    'is not found for %s',
    async (secret) => {
      const visitor = await browser(service.url).opens(`/visits/${secret}`)
      expect(visitor.status()).toBe(404)
    },
  )

  test('is not the reference', async () => {
    const visit = await aRequest(db)
    expect((await browser(service.url).opens(`/visits/${visit.reference}`)).status()).toBe(404)
  })
})

describe('find your visit', () => {
  const born = { 'dateOfBirth-day': '15', 'dateOfBirth-month': 'June', 'dateOfBirth-year': '1985' }

  /** A visit whose reference is `01AB01CD`. */
  async function withReference(): Promise<Visit> {
    const outcome = await requestVisit(db, await aVisitRequest(db, { party: [gwen, child] }), {
      now: clock.now(),
      randomBytes: () => Buffer.from([0, 1, 10, 11, 0, 1, 12, 13]),
    })
    if ('refused' in outcome) throw new Error(outcome.refused)
    return mustRead(db, outcome.visitId)
  }

  test.each([
    '01AB01CD',
    '01ab01cd',
    ' 01ab 01cd ',
    'O1AB-OlCD',
    'oiab o1cd',
    '０１ＡＢ０１ＣＤ',
    '01AB\u200B01CD',
  ])('takes the reference typed as "%s"', async (reference) => {
    expect((await withReference()).reference).toBe('01AB01CD')
    const visitor = await browser(service.url).opens('/visits')
    expect(visitor.heading()).toBe('Find your visit')
    await visitor.answers({ reference, ...born })
    expect(visitor.heading()).toBe('Request sent')
    expect(visitor.address()).toMatch(/^\/visits\/[\w-]{43}$/)
  })

  test('takes the date of birth of nobody but the main visitor', async () => {
    await withReference()
    const visitor = await browser(service.url).opens('/visits')
    const childBorn = { 'dateOfBirth-day': '28', 'dateOfBirth-month': '2', 'dateOfBirth-year': '2018' }
    await visitor.answers({ reference: '01AB01CD', ...childBorn })
    expect(visitor.status()).toBe(422)
    expect(visitor.errors()).toEqual([
      'We cannot find a visit with that reference and date of birth. Check both and try again',
    ])
    expect(visitor.value('reference')).toBe('01AB01CD')
    expect(visitor.value('dateOfBirth-year')).toBe('2018')
  })

  test('says what is missing, and what cannot be', async () => {
    const visitor = await browser(service.url).opens('/visits')
    await visitor.answers()
    expect(visitor.errors()).toEqual(['Enter your reference', 'Enter the main visitor’s date of birth'])
    await visitor.answers({ reference: 'UUUUUUUU', ...born, 'dateOfBirth-day': '31' })
    expect(visitor.errors()).toEqual([
      'Enter a reference in the correct format, like 7KX2M9QD',
      'The main visitor’s date of birth must be a real date',
    ])
  })
})
