/** Our pages equal the stock renderer's, whatever people type, and nothing that they typed is kept. */
import fc from 'fast-check'
import { printed, printedResult } from '../../src/views/printed.ts'
import { createRenderer } from '../../src/views/renderer.ts'
import { createShapes } from '../../src/views/shapes.ts'
import type { Shape } from '../../src/views/shapes.ts'
import type { Skeleton } from '../../src/views/skeletons.ts'
import { globals } from './sampleFacts.ts'
import type { Page, Said } from './sampleFacts.ts'
import * as changes from './sampleChanges.ts'
import * as pages from './samplePages.ts'
import * as visits from './sampleVisits.ts'
import { createStockRenderer } from './stockRenderer.ts'

const plenty = 50_000_000
const skeletons = createShapes<Skeleton>(plenty)
const ours = createRenderer(globals, skeletons)
const stock = createStockRenderer(globals)

const samples: [string, (said: Said) => Page][] = [
  ['a question', pages.questionPage],
  ['a question with errors', pages.questionPageWithErrors],
  ['forty slots', pages.fortySlots],
  ['slots with an error', pages.slotsPage],
  ['check answers', pages.checkAnswersPage],
  ['the start page', pages.startPage],
  ['a booked visit', (said) => visits.visitorsPage(said, 'booked')],
  ['a rejected visit', (said) => visits.visitorsPage(said, 'rejected')],
  ['a cancelled visit', (said) => visits.visitorsPage(said, 'cancelled')],
  ['a visit asked for again', (said) => visits.visitorsPage(said, 'requested')],
  ['the decision form', visits.decisionPage],
  ['a booked visit for staff', visits.bookedVisitPage],
  ['cancelling a visit', (said) => visits.actionPage(said, 'cancel')],
  ['moving a visit', (said) => visits.actionPage(said, 'move')],
  ['the list of requests', pages.requestsListPage],
  ['a visit whose change waits', changes.waitingPage],
  ['checking a change', changes.checkChangePage],
  ['deciding a change', changes.changeDecisionPage],
]

/** Everything that is kept: the parts of all shapes, and the texts of all skeletons. */
function keptIn({ next, kept }: Shape<Skeleton>): string[] {
  const texts = kept && kept !== 'none' ? kept.texts : []
  return [...texts, ...[...next].flatMap(([part, shape]) => [String(part), ...keptIn(shape)])]
}

/** Marks, as far as anybody could know them, and what other machinery might take for its own. */
const lookAlikes = ['aZ00Qt0&\\z', '/aZ00Qa1&amp;&#92;z', '$', '$&', '$1', "$'", '{name}', '$t(common.back)', '{{ 7 * 7 }}', '\\']

const hostile = fc.oneof(
  fc.constantFrom(...lookAlikes, '', ' ', '\n', 'a\r\nb', '0', 'undefined', 'yes', 'none', 'toString', '__proto__'),
  fc.constantFrom('<script>alert(1)</script>', '"><img src=x onerror=alert(1)>', "O'Brien & Sons", '[a](/b)', '/staff'),
  fc.constantFrom('Siân Llŷr', '\u202Eabc', '👩‍👩‍👧', '\uD800', '\u2028', 'x'.repeat(20_000), ' leading', 'trailing\t'),
  fc.string({ unit: 'grapheme', maxLength: 30 }),
  fc.string({ unit: fc.constantFrom('&', '<', '>', '"', "'", '\\', '`', '/', ' ', '\n', 'a', '–'), maxLength: 12 }),
)

describe('every page', () => {
  test.each(samples)('equals the stock one: %s', (_name, make) => {
    const property = fc.property(
      fc.array(hostile, { minLength: 1, maxLength: 7 }),
      fc.constantFrom('en' as const, 'cy' as const),
      (texts, language) => {
        let index = 0
        const next = () => texts[index++ % texts.length] ?? ''
        const { view, data } = make({ language, next })
        const expected = stock(view, data)
        expect(ours(view, data).toString()).toBe(Buffer.from(expected).toString())
        expect(ours(view, data).toString()).toBe(Buffer.from(expected).toString())
      },
    )
    fc.assert(property, { numRuns: 40 })
  })

  test('is filled in with what this person typed, and not with what the one before did', () => {
    const page = (name: string) => pages.questionPage({ language: 'en', next: () => name })
    for (const name of ['Gwen', 'Dewi', '<b>', 'Gwen']) {
      const { view, data } = page(name)
      expect(ours(view, data).toString()).toBe(stock(view, data))
    }
  })
})

describe('what is kept', () => {
  test('holds nothing that people typed', () => {
    let count = 0
    const next = () => `Canary${(count += 1)}`
    for (const [, make] of samples) {
      const { view, data } = make({ language: 'en', next })
      ours(view, data)
    }
    const kept = keptIn(skeletons.start())
    expect(count).toBeGreaterThan(100)
    expect(kept.filter((text) => text.includes('Canary'))).toEqual([])
    expect(kept.some((text) => text.includes('</html>'))).toBe(true)
  })

  test('does not grow with what people type', () => {
    const steps = () => keptIn(skeletons.start()).length
    const type = (count: number) => {
      for (let index = 0; index < count; index += 1) {
        const { view, data } = pages.questionPage({ language: 'en', next: () => `Name ${index}` })
        ours(view, data)
      }
    }
    type(1)
    const before = steps()
    type(50)
    expect(steps()).toBe(before)
  })

  test('is forgotten before it is too much, and made again', () => {
    const few = createShapes<Skeleton>(100_000)
    const render = createRenderer(globals, few)
    const { view, data } = pages.questionPage({ language: 'en', next: () => 'Gwen' })
    let most = 0
    for (let index = 0; index < 200; index += 1) {
      const page = render(view, { ...data, [`other${index}`]: index })
      expect(page.equals(ours(view, data))).toBe(true)
      most = Math.max(most, keptIn(few.start()).join('').length)
    }
    expect(most).toBeLessThan(150_000)
  })
})

describe('a page that cannot be kept', () => {
  test('is one whose data are more than texts, numbers and lists', () => {
    const { view, data } = pages.startPage({ language: 'en', next: () => '' })
    expect(skeletons.find(view, { ...data, at: new Date(0) }).shape).toBeUndefined()
    expect(skeletons.find(view, { ...data, at: '0' }).shape).toBeDefined()
    expect(ours(view, { ...data, at: new Date(0) }).toString()).toBe(stock(view, data))
  })

  test('is one with line breaks or white space around what is printed', () => {
    for (const text of ['a\nb', ' a', 'a ', '\u00a0a']) {
      expect(skeletons.find('view', { text: printed(text) }).shape).toBeUndefined()
    }
    expect(skeletons.find('view', { text: printed('a b') }).shape).toBeDefined()
  })
})

describe('shapes', () => {
  const find = (data: object) => skeletons.find('view', data).shape

  test.each([
    [{ a: '1' }, { a: 1 }],
    [{ a: undefined }, {}],
    [{ a: null }, { a: undefined }],
    [{ a: 'true' }, { a: true }],
    [{ a: { b: 1 }, c: 2 }, { a: { b: 1, c: 2 } }],
    [{ a: ['b', 'c'] }, { a: ['b'], c: 'c' }],
    [{ a: [['b'], 'c'] }, { a: [['b', 'c']] }],
    [{ a: 1, b: 2 }, { b: 2, a: 1 }],
    [{ a: [] }, { a: {} }],
    [{ a: printed('x') }, { a: 'x' }],
    [{ a: printed('x') }, { a: printed('') }],
    [{ a: printed('x') }, { a: printed('/x') }],
    [{ a: printed('x') }, { a: printedResult(() => 'x') }],
    [{ a: () => 1 }, { a: () => 1 }],
  ])('%j and %j are two', (one, other) => {
    expect(find(one)).toBe(find(one))
    expect(find(one)).not.toBe(find(other))
  })

  test('are the same whatever is printed', () => {
    expect(find({ a: printed('x'), b: printed(['y', 'z']) })).toBe(find({ a: printed('1'), b: printed([2, 3]) }))
  })
})
