import fc from 'fast-check'
import { nameKey, tidyName } from '../../src/domain/names.ts'
import { query } from '../../src/store/database.ts'
import type { Database } from '../../src/store/database.ts'
import { searchVisits } from '../../src/store/searchVisits.ts'
import type { Criteria } from '../../src/store/searchWays.ts'
import { aDecidedVisit, aRequest, bookableSlots, child, forgetVisits, gwen, otherAdult } from '../builders.ts'
import { testDatabase } from '../database.ts'

let db: Database
let owner: Database

beforeAll(async () => {
  ;({ db, owner } = await testDatabase())
})
beforeEach(() => forgetVisits(owner))

const prisons = ['LEI', 'CFI']
const search = (criteria: Criteria, page = 1) => searchVisits(db, criteria, { prisons, page })
const referencesOf = async (criteria: Criteria) =>
  (await search(criteria)).rows.map(({ reference }) => reference)
const named = (firstName: string, lastName: string) => ({ ...gwen, firstName, lastName })

test('tells who visits whom, where and when', async () => {
  const visit = await aRequest(db, { party: [gwen, { ...child, firstName: 'Gwenllian' }, otherAdult] })
  expect(await search({ name: 'gwen' })).toEqual({
    rows: [
      expect.objectContaining({
        reference: visit.reference,
        status: 'requested',
        prisonNumber: 'A1234BC',
        prisoner: { firstName: 'Dewi', lastName: 'Test' },
        placeName: 'Leeds',
        mainVisitor: { firstName: 'Gwen', lastName: 'Example' },
        visitors: [
          { position: 0, firstName: 'Gwen', lastName: 'Example' },
          { position: 1, firstName: 'Gwenllian', lastName: 'Example' },
        ],
        startsAt: visit.choices[0]?.slot.startsAt,
        endsAt: visit.choices[0]?.slot.endsAt,
      }),
    ],
    total: 1,
    hasMore: false,
    page: 1,
    pages: 1,
  })
})

describe('a name', () => {
  test.each([
    'gwe ex',
    'EX gwe',
    'example',
    'g',
    'Gwen Example',
    '  example ,  gwen ',
    'gwen-example',
    'alun samp',
    "Gw'en",
    'Gwên',
  ])('is found by %s', async (name) => {
    const { reference } = await aRequest(db, { party: [gwen, otherAdult] })
    expect(await referencesOf({ name })).toEqual([reference])
  })

  test.each([
    'wen',
    'gwenx',
    'gwen sample',
    'alun example',
    'gwen gwen alun',
    "'",
    '- ',
    '%',
    'gwen | x',
    "g' | 'a",
    '\\',
  ])('is not found by %s', async (name) => {
    await aRequest(db, { party: [gwen, otherAdult] })
    expect(await referencesOf({ name })).toEqual([])
  })

  test.each([
    ['O’Brien', "o'brien"],
    ['O’Brien', 'obrien'],
    ["O'Brien", 'O`BRIEN'],
    ['Siân', 'sian'],
    ['Sian', 'SIÂN'],
    ['Llŷr', 'Llyr'],
    ['Łukasz', 'lukasz'],
    ['Þóra', 'thora'],
    ['Smith-Jones', 'jones'],
    ['Smith-Jones', 'smith jones'],
    ['Zoe\u0308', 'zoë'],
    ['Зоя', 'зОЯ'],
    ['İpek', 'ipek'],
  ])('%s is found as %s', async (stored, typed) => {
    const { reference } = await aRequest(db, { party: [named('Gwen', stored)] })
    expect(await referencesOf({ name: typed })).toEqual([reference])
  })

  test('is found whatever its accents, case and apostrophes, as stored and as typed', async () => {
    const letter = fc.constantFrom(...'aeiouwybcdlnsz')
    const dressings = [
      (text: string) => text,
      (text: string) => text.toUpperCase(),
      (text: string) => text.replace(/./gu, (one) => (/[aeiouwy]/.test(one) ? `${one}\u0302` : one)),
      (text: string) => text.replace(/./gu, (one) => `${one}\u0301`).normalize('NFC'),
      (text: string) => `${text.slice(0, 1)}’${text.slice(1)}`,
      (text: string) => `${text.slice(0, 1)}'${text.slice(1)}ʼ`,
    ]
    const dressed = fc.constantFrom(...dressings)
    const word = fc.string({ unit: letter, minLength: 2, maxLength: 8 })
    const property = fc.asyncProperty(
      word,
      dressed,
      dressed,
      fc.nat(7),
      async (plain, asStored, asTyped, cut) => {
        const [row] = await query<{ found: boolean }>(
          db,
          'select search_keys(7, :stored, :last) @@ search_query(7, :typed) as found',
          { stored: asStored(plain).normalize('NFC'), last: 'Last', typed: asTyped(plain.slice(0, cut + 1)) },
        )
        expect(row).toEqual({ found: true })
      },
    )
    await fc.assert(property, { numRuns: 200 })
  })

  test('has the same words as its key has, which tells duplicates', async () => {
    const unit = fc.constantFrom(...'aZbŵŶéÀñçÖøŁđßIi', '’', "'", 'ʼ', ' ', 'e\u0301', '\u00a0')
    const property = fc.asyncProperty(fc.string({ unit, minLength: 1, maxLength: 12 }), async (text) => {
      const name = tidyName(text)
      const [row] = await query<{ same: boolean }>(
        db,
        'select search_words(:name) = search_words(:key) as same',
        { name, key: nameKey(name, '') },
      )
      expect(row).toEqual({ same: true })
    })
    await fc.assert(property, { numRuns: 200 })
  })

  test('may be as long as it likes', async () => {
    const { reference } = await aRequest(db, { party: [named('x'.repeat(50), 'é'.repeat(50))] })
    expect(await referencesOf({ name: `${'x'.repeat(50)} ${'e'.repeat(50)}` })).toEqual([reference])
  })
})

describe('an e-mail address', () => {
  test.each(['gwen@example.org', 'GWEN@example.ORG', 'gw', 'Gwen@'])('is found by %s', async (email) => {
    const { reference } = await aRequest(db, { email: 'Gwen@Example.org' })
    expect(await referencesOf({ email })).toEqual([reference])
  })

  test.each(['example.org', 'gwen@example.org.uk', '%', 'gw_n', 'h'])('is not found by %s', async (email) => {
    await aRequest(db, { email: 'Gwen@Example.org' })
    expect(await referencesOf({ email })).toEqual([])
  })
})

describe('a date', () => {
  test('is that of the visit, or of any choice while there is no visit', async () => {
    const slots = await bookableSlots(db)
    const [first, last] = [slots[0], slots.at(-1)]
    if (!first || !last) throw new Error('No slots')
    const asked = await aRequest(db, { slotIds: [first.id, last.id] })
    const booked = await aDecidedVisit(db, {}, { slotIds: [first.id, last.id], prisonNumber: 'B1234BC' })
    expect(await referencesOf({ from: first.date, to: first.date })).toEqual([
      booked.reference,
      asked.reference,
    ])
    expect(await referencesOf({ from: last.date })).toEqual([asked.reference])
    expect(await referencesOf({ to: first.date, status: 'booked' })).toEqual([booked.reference])
    expect(await referencesOf({ prisonNumber: 'B1234BC', from: last.date })).toEqual([])
    expect(await referencesOf({ name: 'gwen', to: first.date })).toHaveLength(2)
    expect(await referencesOf({ to: '2026-11-01' })).toEqual([])
  })
})

test('everything that is asked for must hold', async () => {
  const visit = await aRequest(db)
  const { reference } = visit
  const right: Criteria = {
    reference,
    prisonNumber: 'A1234BC',
    email: 'gwen@',
    name: 'gwen',
    from: visit.choices[0]?.slot.date ?? '',
    status: 'requested',
  }
  const wrong: Criteria = {
    reference: '00000000',
    prisonNumber: 'A1234BD',
    email: 'h',
    name: 'h',
    from: '2028-01-01',
    status: 'booked',
  }
  expect(await referencesOf(right)).toEqual([reference])
  for (const name of Object.keys(right) as (keyof Criteria)[]) {
    expect(await referencesOf({ [name]: right[name] })).toEqual([reference])
    expect(await referencesOf({ ...right, [name]: wrong[name] })).toEqual([])
  }
})

test('visits at other prisons are never found', async () => {
  const { reference, choices } = await aRequest(db, { slug: 'wandsworth' })
  const date = choices[0]?.slot.date ?? ''
  const criteria: Criteria[] = [
    { reference },
    { prisonNumber: 'A1234BC' },
    { name: 'gwen' },
    { email: 'gwen@example.org' },
    { from: date, to: date },
    { status: 'requested' },
  ]
  for (const one of criteria) {
    expect(await referencesOf(one)).toEqual([])
    expect((await searchVisits(db, one, { prisons: [], page: 1 })).total).toBe(0)
    expect((await searchVisits(db, one, { prisons: ['WWI'], page: 1 })).total).toBe(1)
  }
})

test('needs something to search by', async () => {
  await expect(search({})).rejects.toThrow('Nothing to search by')
})

describe('with more than a page holds', () => {
  beforeEach(async () => {
    await owner.raw('update slots set wanted = 100')
    for (let n = 0; n < 27; n += 1) await aRequest(db, { prisonNumber: `A${1000 + n}BC` })
  })

  test('gives 25 a page, those asked for last first, and the last page for one beyond it', async () => {
    const first = await search({ name: 'gwen' })
    expect(first).toMatchObject({ total: 27, page: 1, pages: 2, hasMore: false })
    expect(first.rows).toHaveLength(25)
    expect(first.rows[0]?.prisonNumber).toBe('A1026BC')
    for (const page of [2, 3, 100_000]) {
      const last = await search({ name: 'gwen' }, page)
      expect(last).toMatchObject({ total: 27, page: 2, pages: 2 })
      expect(last.rows.map(({ prisonNumber }) => prisonNumber)).toEqual(['A1001BC', 'A1000BC'])
    }
  })
})

test('the place of each visitor is kept by the database, as earlier versions of the service do not write it', async () => {
  const { reference } = await aRequest(db)
  const rows = await query(db, 'select place_id from visit_visitors where place_id is null')
  expect(rows).toEqual([])
  expect(await referencesOf({ name: 'gwen' })).toEqual([reference])
})
