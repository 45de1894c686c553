import fc from 'fast-check'
import type { TypedPages } from '../../src/journey/step.ts'
import { answerTo, onRequest } from '../../src/journey/step.ts'
import { problemsOf, walk } from '../../src/journey/walk.ts'
import { arrival, drink, milk, noBeer, teaRoom, typedTea } from './teaRoom.ts'
import type { Tables } from './teaRoom.ts'

const free: Tables = { takenHours: [] }
const walked = (typed: TypedPages, tables = free) => walk(teaRoom, typed, tables)
const slugs = (pages: readonly { slug: string }[]) => pages.map(({ slug }) => slug)

describe('the order', () => {
  test('begins at the first question', () => {
    const { at, passed, complete, answers } = walked({})
    expect([at, passed, complete, answers]).toEqual([drink, [], false, {}])
  })

  test('stops at the first question without an answer, whatever was answered after it', () => {
    const { at, passed, complete } = walked({ drink: { drink: 'tea' }, arrival: typedTea.arrival ?? {} })
    expect(at).toBe(milk)
    expect(slugs(passed)).toEqual(['drink'])
    expect(complete).toBe(false)
  })

  test('stops at an answer that does not parse, without reproach', () => {
    const { at, problems } = walked({ ...typedTea, milk: { words: '  ' } })
    expect([at, problems]).toEqual([milk, []])
  })

  test('stops at a question that nothing was sent for, even where nothing need be typed', () => {
    const list = [{ ...milk, slug: 'optional', parse: () => ({ value: {} }), askedWhen: () => true }]
    expect(walk(list, {}, free).complete).toBe(false)
    expect(walk(list, { optional: {} }, free).complete).toBe(true)
  })

  test('is complete when every question is answered', () => {
    const { at, passed, complete, answers } = walked(typedTea)
    expect([at, complete]).toEqual([undefined, true])
    expect(slugs(passed)).toEqual(['drink', 'milk', 'arrival'])
    expect(answers).toEqual({
      drink: { drink: 'tea' },
      milk: { words: 'a little', extras: ['sugar', 'lemon'] },
      arrival: { at: { hour: 9, minute: 30 }, name: 'Ada' },
    })
  })
})

describe('a question on request', () => {
  const list = [drink, onRequest(milk), arrival]
  const milkless = { drink: { drink: 'tea' }, arrival: typedTea.arrival ?? {} }

  test('is offered, and nobody is led to it', () => {
    const { complete, passed, offered } = walk(list, milkless, free)
    expect([complete, slugs(passed), slugs(offered)]).toEqual([true, ['drink', 'arrival'], ['milk']])
  })

  test('is like any other once it was answered', () => {
    const { complete, passed, offered } = walk(list, typedTea, free)
    expect([complete, slugs(passed), offered]).toEqual([true, ['drink', 'milk', 'arrival'], []])
    const wrong = walk(list, { ...milkless, milk: { words: '' } }, free)
    expect([wrong.at?.slug, wrong.offered]).toEqual(['milk', []])
  })

  test('is not offered where it does not arise, or before what comes before it is answered', () => {
    expect(walk(list, { ...milkless, drink: { drink: 'water' } }, free).offered).toEqual([])
    expect(walk(list, {}, free).offered).toEqual([])
  })
})

describe('a condition', () => {
  test('leaves out a question that does not arise', () => {
    const { passed, complete } = walked({ ...typedTea, drink: { drink: 'water' }, milk: {} })
    expect(complete).toBe(true)
    expect(slugs(passed)).toEqual(['drink', 'arrival'])
  })

  test('makes an answer given before as if it had never been', () => {
    const { answers } = walked({ ...typedTea, drink: { drink: 'water' } })
    expect(answerTo(milk, answers)).toBeUndefined()
    expect(Object.keys(answers)).toEqual(['drink', 'arrival'])
  })

  test('finds the old answer again when the question arises again', () => {
    expect(answerTo(milk, walked(typedTea).answers)?.words).toBe('a little')
  })
})

describe('a stop page', () => {
  test('ends the journey while it holds', () => {
    const { at, passed, complete } = walked({ ...typedTea, drink: { drink: 'beer' } })
    expect([at, complete]).toEqual([noBeer, false])
    expect(slugs(passed)).toEqual(['drink'])
  })

  test('is never among the questions passed', () => {
    expect(walked(typedTea).passed).not.toContain(noBeer)
  })
})

describe('an answer that does not hold any more', () => {
  test('is asked again, with the reason', () => {
    const { at, problems, complete } = walked(typedTea, { takenHours: [9] })
    expect([at, complete]).toEqual([arrival, false])
    expect(problems).toEqual([{ field: 'at', problem: 'taken', values: { hour: 9 } }])
  })

  test('has the problems of its parts before those of the whole', () => {
    const wrong = { 'at-hour': '', 'at-minute': '', name: 'Ada Lovelace' }
    expect(problemsOf(arrival, wrong, {}, { takenHours: [9] })).toEqual([
      { field: 'at', problem: 'noHour', controls: ['at-hour'] },
      { field: 'name', problem: 'tooLong', values: { most: 5 } },
    ])
    expect(problemsOf(arrival, typedTea.arrival ?? {}, {}, free)).toEqual([])
  })
})

describe('whatever is typed, in whatever order', () => {
  const strange = fc.constantFrom('', ' ', '7', 'tea', '__proto__', ['9'], ['sugar', 3], null, 9, {}, true)
  const pages = {
    drink: fc.record({ drink: fc.oneof(fc.constantFrom('tea', 'water', 'beer'), strange) }),
    milk: fc.record(
      {
        words: fc.oneof(fc.constant('a little'), strange),
        extras: fc.oneof(fc.constant(['lemon']), strange),
      },
      { requiredKeys: [] },
    ),
    arrival: fc.record(
      {
        'at-hour': fc.oneof(fc.constantFrom('9', '10', '11'), strange),
        'at-minute': fc.oneof(fc.constant('30'), strange),
        name: fc.oneof(fc.constant('Ada'), fc.constant('Ada Lovelace'), strange),
      },
      { requiredKeys: [] },
    ),
    unknown: fc.record({ a: strange }),
  }
  const edit: fc.Arbitrary<TypedPages> = fc.oneof(
    ...Object.entries(pages).map(([slug, typed]) => typed.map((one): TypedPages => ({ [slug]: one }))),
  )
  const tables = fc.record({ takenHours: fc.subarray([9, 10]) })
  const edits = fc.array(edit, { maxLength: 8 })

  /** What stands in the draft after each of the edits. */
  const draftsAfter = (list: TypedPages[]): TypedPages[] =>
    list.reduce<TypedPages[]>((drafts, one) => [...drafts, { ...drafts.at(-1), ...one }], [{}])

  test('the walk passes no question whose answer is not good', () => {
    fc.assert(
      fc.property(edits, tables, (list, facts) => {
        for (const typed of draftsAfter(list)) {
          const { passed, answers, at } = walked(typed, facts)
          for (const step of passed) {
            expect(problemsOf(step, typed[step.slug] ?? {}, answers, facts)).toEqual([])
            expect(step.parse(typed[step.slug] ?? {})).toEqual({ value: answers[step.slug] })
          }
          expect(Object.keys(answers)).toEqual(slugs(passed))
          if (at) expect(passed).not.toContain(at)
        }
      }),
    )
  })

  test('the questions passed are the first of those asked, in the order of the list', () => {
    fc.assert(
      fc.property(edits, tables, (list, facts) => {
        for (const typed of draftsAfter(list)) {
          const { passed, answers, at } = walked(typed, facts)
          const end = at ? teaRoom.indexOf(at) : teaRoom.length
          const asked = teaRoom
            .slice(0, end)
            .filter((page) => page.kind === 'step' && page.askedWhen(answers, facts, {}))
          expect(slugs(passed)).toEqual(slugs(asked))
        }
      }),
    )
  })

  test('a complete walk has an answer to every question asked, and meets no stop page', () => {
    fc.assert(
      fc.property(edits, tables, (list, facts) => {
        for (const typed of draftsAfter(list)) {
          const { answers, complete, at } = walked(typed, facts)
          expect(complete).toBe(at === undefined)
          for (const page of complete ? teaRoom : []) {
            if (page.kind === 'stop') expect(page.when(answers, facts)).toBe(false)
            else expect(page.slug in answers).toBe(page.askedWhen(answers, facts, {}))
          }
        }
      }),
    )
  })

  test('an edit changes nothing of what comes before it', () => {
    fc.assert(
      fc.property(edits, edit, tables, (list, last, facts) => {
        const typed = draftsAfter(list).at(-1) ?? {}
        const [before, after] = [walked(typed, facts), walked({ ...typed, ...last }, facts)]
        const edited = teaRoom.findIndex(({ slug }) => slug in last)
        const earlier = (page: { slug: string }) =>
          teaRoom.findIndex(({ slug }) => slug === page.slug) < (edited === -1 ? teaRoom.length : edited)
        expect(slugs(after.passed.filter(earlier))).toEqual(slugs(before.passed.filter(earlier)))
      }),
    )
  })
})
