/** Asking for another visit of the same party. */
import { randomBytes } from 'node:crypto'
import { cancelOwnVisit } from '../../src/actions/cancelOwnVisit.ts'
import { expireVisits } from '../../src/actions/expireVisits.ts'
import { withdrawVisit } from '../../src/actions/withdrawVisit.ts'
import { query } from '../../src/store/database.ts'
import type { Database } from '../../src/store/database.ts'
import { mintLink } from '../../src/store/links.ts'
import type { Visit } from '../../src/store/visits.ts'
import { browser } from '../browser.ts'
import { aDecidedVisit, aRequest, child, forgetVisits, gwen, mustRead } from '../builders.ts'
import { clock } from '../clock.ts'
import { testDatabase } from '../database.ts'
import { firstFree } from '../journeyAnswers.ts'
import { testService } from '../service.ts'
import type { TestService } from '../service.ts'

let db: Database
let owner: Database
let service: TestService

beforeAll(async () => {
  ;({ db, owner } = await testDatabase())
  service = await testService(db, { limitMultiplier: 100 })
})
beforeEach(async () => {
  clock.set('2026-11-18T10:00:00Z')
  await forgetVisits(owner)
  await owner.raw("update places set bookable = true, not_bookable_reason = null where slug = 'leeds'")
})

const linkTo = async ({ id }: Visit) => `/visits/${await mintLink(db, id, clock.now(), randomBytes)}`
const openPage = async (visit: Visit) => browser(service.url).opens(await linkTo(visit))
const own = ({ id, version }: Visit) => ({ visitId: id, version })

const asked = {
  party: [gwen, child],
  support: { wheelchair: true, interpreter: 'Polish' } as const,
  mobile: '+447700900123',
  wantsTexts: true,
}

const ended: Record<string, () => Promise<Visit>> = {
  rejected: () => aDecidedVisit(db, { decision: 'reject', reasons: ['slot_unavailable'] }, asked),
  withdrawn: async () => {
    const visit = await aRequest(db, asked)
    await withdrawVisit(db, own(visit), clock.now())
    return visit
  },
  expired: async () => {
    const visit = await aRequest(db, asked)
    clock.set(`${visit.expiresOn}T00:00:00Z`)
    await expireVisits(db, clock.now())
    return visit
  },
  cancelled: async () => {
    const visit = await aDecidedVisit(db, {}, asked)
    await cancelOwnVisit(db, own(visit), clock.now())
    return visit
  },
  over: async () => {
    const visit = await aDecidedVisit(db, {}, asked)
    clock.set(visit.slot?.endsAt.toISOString() ?? '')
    return visit
  },
}

test.each(Object.keys(ended))('a visit that is %s is booked again with new times alone', async (status) => {
  const visit = await ended[status]?.()
  if (!visit) throw new Error(status)
  const visitor = await openPage(visit)
  await visitor.follows('Book again')
  expect(visitor.heading()).toBe('Book again')
  expect(visitor.text()).toContain('Tomos Example')
  expect(await query(db, 'select from drafts')).toEqual([])
  await visitor.answers()
  expect(visitor.heading()).toBe('When do you want to visit?')
  expect(visitor.address()).toMatch(/^\/book\/[0-9a-f-]{36}\/first-choice$/)
  await visitor.answers({ slot: firstFree(visitor) })
  await visitor.answers({ slot: 'none' })
  expect(visitor.heading()).toBe('Check your answers')
  await visitor.answers()
  expect(visitor.heading()).toBe('Request sent')
  const [{ id = 0 } = {}] = await query<{ id: number }>(db, 'select max(id) as id from visits')
  expect(id).not.toBe(visit.id)
  const { prisonNumber, prisoner, email, mobile, wantsTexts, support } = visit
  expect(await mustRead(db, id)).toMatchObject({
    ...{ prisonNumber, prisoner, email, mobile, wantsTexts, support },
    status: 'requested',
    channel: 'online',
    party: [gwen, child],
    place: { slug: 'leeds' },
  })
})

test('sent twice, it makes one draft', async () => {
  const visitor = await openPage(await aDecidedVisit(db, { decision: 'reject', reasons: ['no_allowance'] }))
  await visitor.follows('Book again')
  const form = [visitor.address(), { draft: visitor.value('draft') }] as const
  await visitor.posts(...form)
  const first = visitor.address()
  await visitor.opens('/visits')
  await visitor.posts(...form)
  expect(visitor.address()).toBe(first)
  expect(await query(db, 'select from drafts')).toHaveLength(1)
})

test.each(['', 'x', '0b3c9f1e-8f7a-1a55-9d4e-0123456789ab'])(
  'the form with the draft "%s" makes one of its own',
  async (draft) => {
    const visitor = await openPage(await aDecidedVisit(db, { decision: 'reject', reasons: ['duplicate'] }))
    await visitor.follows('Book again')
    await visitor.answers({ draft })
    expect(visitor.heading()).toBe('When do you want to visit?')
  },
)

test('nobody gets into the draft of another browser', async () => {
  const visit = await aDecidedVisit(db, { decision: 'reject', reasons: ['duplicate'] })
  const [one, other] = [await openPage(visit), await openPage(visit)]
  await one.follows('Book again')
  const draft = one.value('draft')
  await one.answers()
  await other.follows('Book again')
  await other.answers({ draft })
  expect(other.status()).toBe(403)
  expect(other.text()).not.toContain('Leeds')
})

test('speaks Welsh', async () => {
  const address = await linkTo(await aDecidedVisit(db, { decision: 'reject', reasons: ['duplicate'] }))
  const visitor = await browser(service.url).opens('/?lang=cy')
  await visitor.opens(address)
  await visitor.follows('Trefnu eto')
  expect(visitor.heading()).toBe('Trefnu eto')
  await visitor.answers()
  expect(visitor.page()('html').attr('lang')).toBe('cy')
})

const rejected = () => aDecidedVisit(db, { decision: 'reject', reasons: ['duplicate'] })

test.each([
  ['requested', () => aRequest(db)],
  ['booked', () => aDecidedVisit(db)],
  ['at a place that takes no bookings', rejected],
])('a visit is not booked again that is %s', async (what, make) => {
  const visit = await make()
  if (what.startsWith('at a place')) {
    await owner.raw("update places set bookable = false, not_bookable_reason = 'closed' where slug = 'leeds'")
  }
  const visitor = await openPage(visit)
  const address = visitor.address()
  expect(visitor.text()).not.toContain('Book again')
  await visitor.opens(`${address}/book-again`)
  expect(visitor.address()).toBe(address)
})
