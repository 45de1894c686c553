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

  test.each(['booked', 'requested'])(
    'made after the date of a %s visit ends 30 days after it was made',
    async (status) => {
      const visit = status === 'booked' ? await aDecidedVisit(db) : await aRequest(db)
      // In summer time: 23:30 in London on 30 June is 22:30 UTC.
      clock.set('2027-06-30T22:30:00Z')
      const address = await linkTo(visit)
      clock.set('2027-07-30T22:59:00Z')
      expect((await browser(service.url).opens(address)).status()).toBe(200)
      clock.set('2027-07-30T23:00:00Z')
      expect((await browser(service.url).opens(address)).status()).toBe(404)
    },
  )

  const below = ['', '/withdraw', '/cancel', '/contact-details', '/support', '/book-again']

  test.each(below)('that has ended, or never was, shows one page, also at "%s"', async (page) => {
    const visit = await aRequest(db)
    const ended = await linkTo(visit)
    await query(owner, 'update visit_links set ended_at = :now', { now: clock.now() })
    const pages: string[] = []
    for (const address of [ended, `/visits/${'x'.repeat(43)}`, '/visits/x', `/visits/${visit.id}`]) {
      const visitor = await browser(service.url).opens(`${address}${page}`)
      expect(visitor.status()).toBe(404)
      expect(visitor.heading()).toBe('This link has ended')
      expect(visitor.header('Cache-Control')).toBe('no-store')
      expect(visitor.header('Referrer-Policy')).toBe('no-referrer')
      pages.push(visitor.page().html('main'))
    }
    expect(new Set(pages).size).toBe(1)
  })

  test('that has ended leads to the way to find the visit, in both languages', async () => {
    const visitor = await browser(service.url).opens(`/visits/${'x'.repeat(43)}`)
    await visitor.opens('?lang=cy')
    expect(visitor.heading()).toBe('Mae’r ddolen hon wedi dod i ben')
    await visitor.follows('ddod o hyd i’ch ymweliad')
    expect(visitor.heading()).toBe('Dod o hyd i’ch ymweliad')
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

  test('renews the link of a visit long past, until the visit is forgotten', async () => {
    const visit = await withReference()
    const ended = await linkTo(visit)
    clock.set('2027-05-10T10:00:00Z')
    const visitor = await browser(service.url).opens(ended)
    expect(visitor.heading()).toBe('This link has ended')
    await visitor.opens('/visits')
    await visitor.answers({ reference: '01AB01CD', ...born })
    expect(visitor.status()).toBe(200)
    const renewed = visitor.address()
    await query(
      owner,
      `update visits set forgotten_at = :now, status = 'expired', version = version + 1, held_slot_id = null,
         prison_number = null, prisoner_first_name = null, prisoner_last_name = null,
         prisoner_date_of_birth = null, main_visitor_key = null, email = null, mobile = null, draft_id = null
       where id = :id`,
      { id: visit.id, now: clock.now() },
    )
    expect((await visitor.opens(renewed)).heading()).toBe('This link has ended')
    await visitor.opens('/visits')
    await visitor.answers({ reference: '01AB01CD', ...born })
    expect(visitor.errors()).toEqual([
      'We cannot find a visit with that reference and date of birth. Check both and try again',
    ])
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
