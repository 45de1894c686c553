/** The addresses, guard and order of a journey, over HTTP. */
import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { walk } from '../../src/journey/walk.ts'
import { teaRoom } from './teaRoom.ts'
import { openTeaRoom } from './teaRoomGuest.ts'
import type { TeaRoom } from './teaRoomGuest.ts'

let drafts: TeaRoom['drafts']
let get: TeaRoom['get']
let post: TeaRoom['post']
let answered: TeaRoom['answered']

beforeEach(() => {
  ;({ drafts, get, post, answered } = openTeaRoom())
})

describe('without a draft', () => {
  test('the first page is opened under an address of its own, and nothing is stored', async () => {
    const [one, other] = [await get('/tea/drink'), await get('/tea/drink')]
    expect(one.status).toBe(303)
    expect(one.to).toMatch(/^\/tea\/[0-9a-f-]{36}\/drink$/)
    expect(other.to).not.toBe(one.to)
    expect((await get(one.to ?? '')).page).toMatchObject({ view: 'tea/drink', typed: {}, back: '/start' })
    expect(await drafts.newest('ada', new Date(0))).toBeUndefined()
  })

  test('the first answer makes the draft', async () => {
    const id = randomUUID()
    const { to } = await post(`/tea/${id}/drink`, { drink: 'tea' })
    expect(to).toBe(`/tea/${id}/milk`)
    expect(drafts.typedIn(id)).toEqual({ drink: { drink: 'tea' } })
  })

  test.each(['milk', 'no-beer', 'check', ''])('the page "%s" leads to the start', async (page) => {
    expect(await get(`/tea/${page}`)).toMatchObject({ status: 303, to: '/start' })
  })

  test('a later page of a draft that is not there says so', async () => {
    const id = randomUUID()
    for (const page of ['milk', 'no-beer', 'check']) {
      expect(await get(`/tea/${id}/${page}`)).toMatchObject({ status: 403, page: { view: 'missing' } })
    }
    expect((await post(`/tea/${id}/milk`, { words: 'none' })).status).toBe(403)
    expect(drafts.typedIn(id)).toBeUndefined()
  })

  test.each([
    '/tea/nothing',
    '/tea/nothing/drink',
    `/tea/${randomUUID()}/nothing`,
    `/tea/${randomUUID()}x/milk`,
    '/tea/00000000-0000-1000-8000-000000000000/milk',
    `/tea/${randomUUID()}/__proto__`,
  ])('%s is nowhere', async (path) => {
    expect(await get(path)).toMatchObject({ status: 404, page: { view: 'notFound' } })
  })
})

describe('a page without a draft in its address', () => {
  test('leads to the newest draft of this browser', async () => {
    await answered()
    const id = await answered(['arrival'])
    expect((await get('/tea/milk')).to).toBe(`/tea/${id}/milk`)
    expect((await get('/tea/check')).to).toBe(`/tea/${id}/check`)
    expect((await get('/tea')).to).toBe(`/tea/${id}/drink`)
    expect((await get('/tea/milk', 'eve')).to).toBe('/start')
  })

  test('leads past a draft that was sent', async () => {
    const [older, sent] = [await answered(), await answered()]
    drafts.send(sent, 7)
    expect((await get('/tea/milk')).to).toBe(`/tea/${older}/milk`)
  })
})

describe('the guard', () => {
  test('shows every question passed, and the one where the draft stands', async () => {
    const id = await answered(['arrival'])
    for (const page of ['drink', 'milk', 'arrival']) {
      expect(await get(`/tea/${id}/${page}`)).toMatchObject({ status: 200, page: { view: `tea/${page}` } })
    }
  })

  test('leads everything further on to where the draft stands', async () => {
    const id = await answered(['milk'])
    for (const page of ['arrival', 'no-beer', 'check']) {
      expect(await get(`/tea/${id}/${page}`)).toMatchObject({ status: 303, to: `/tea/${id}/milk` })
    }
  })

  test('takes no answer to a question that is too far on, or not asked', async () => {
    const [tooFar, notAsked] = [await answered(['milk', 'arrival']), await answered(['milk'])]
    await post(`/tea/${notAsked}/drink`, { drink: 'water' })
    expect((await post(`/tea/${tooFar}/arrival`, { 'at-hour': '9', 'at-minute': '0' })).to).toBe(
      `/tea/${tooFar}/milk`,
    )
    expect((await post(`/tea/${notAsked}/milk`, { words: 'no' })).to).toBe(`/tea/${notAsked}/check`)
    expect(drafts.typedIn(tooFar)).not.toHaveProperty('arrival')
    expect(drafts.typedIn(notAsked)).not.toHaveProperty('milk')
  })

  test('opens no other browser’s draft, and does not change it', async () => {
    const id = await answered()
    const before = drafts.typedIn(id)
    expect(await get(`/tea/${id}/milk`, 'eve')).toMatchObject({ status: 403, page: { view: 'missing' } })
    expect((await get(`/tea/${id}/drink`, 'eve')).page.typed).toEqual({})
    expect(await post(`/tea/${id}/drink`, { drink: 'beer' }, 'eve')).toMatchObject({
      status: 403,
      page: { view: 'missing' },
    })
    expect(drafts.typedIn(id)).toEqual(before)
  })

  test('keeps two drafts of one browser apart', async () => {
    const [one, other] = [await answered(), await answered()]
    await post(`/tea/${one}/drink`, { drink: 'water' })
    expect((await get(`/tea/${other}/drink`)).page.typed).toEqual({ drink: 'tea' })
  })
})

describe('the way', () => {
  test('goes forward to the next question asked, and at last to the plain page', async () => {
    const id = randomUUID()
    expect((await post(`/tea/${id}/drink`, { drink: 'tea' })).to).toBe(`/tea/${id}/milk`)
    expect((await post(`/tea/${id}/milk`, { words: 'a little' })).to).toBe(`/tea/${id}/arrival`)
    const typed = { 'at-hour': '9', 'at-minute': '30', name: 'Ada' }
    expect((await post(`/tea/${id}/arrival`, typed)).to).toBe(`/tea/${id}/check`)
    expect((await get(`/tea/${id}/check`)).page).toEqual({
      view: 'check',
      answers: {
        drink: { drink: 'tea' },
        milk: { words: 'a little', extras: [] },
        arrival: { at: { hour: 9, minute: 30 }, name: 'Ada' },
      },
    })
  })

  test('goes back past what is not asked, and from the first page to the start', async () => {
    const id = await answered()
    const backOf = async (page: string) => (await get(`/tea/${id}/${page}`)).page.back
    expect(await backOf('arrival')).toBe(`/tea/${id}/milk`)
    await post(`/tea/${id}/drink`, { drink: 'water' })
    expect(await backOf('arrival')).toBe(`/tea/${id}/drink`)
    expect(await backOf('drink')).toBe('/start')
  })

  test('goes straight back to the end after a change', async () => {
    const id = await answered()
    expect((await post(`/tea/${id}/milk`, { words: 'a lot' })).to).toBe(`/tea/${id}/check`)
  })

  test('comes by a question again that a change makes arise', async () => {
    const id = await answered(['milk'])
    await post(`/tea/${id}/drink`, { drink: 'water' })
    expect((await post(`/tea/${id}/drink`, { drink: 'tea' })).to).toBe(`/tea/${id}/milk`)
  })

  test('keeps an old answer for the day the question is asked again', async () => {
    const id = await answered()
    await post(`/tea/${id}/drink`, { drink: 'water' })
    expect((await get(`/tea/${id}/check`)).page.answers).not.toHaveProperty('milk')
    await post(`/tea/${id}/drink`, { drink: 'tea' })
    expect((await get(`/tea/${id}/check`)).page.answers).toHaveProperty('milk.words', 'a little')
  })
})

describe('a stop page', () => {
  test('is where a draft stands that meets it, with the way back', async () => {
    const id = await answered()
    expect((await post(`/tea/${id}/drink`, { drink: 'beer' })).to).toBe(`/tea/${id}/no-beer`)
    const { status, page } = await get(`/tea/${id}/no-beer`)
    expect(status).toBe(200)
    expect(page).toMatchObject({ view: 'tea/no-beer', instead: 'tea', back: `/tea/${id}/drink` })
    expect((await get(`/tea/${id}/check`)).to).toBe(`/tea/${id}/no-beer`)
  })

  test('takes no answers', async () => {
    const id = await answered()
    await post(`/tea/${id}/drink`, { drink: 'beer' })
    expect((await post(`/tea/${id}/no-beer`, { drink: 'tea' })).status).toBe(404)
  })

  test('is not shown to who does not meet it', async () => {
    const id = await answered()
    expect((await get(`/tea/${id}/no-beer`)).to).toBe(`/tea/${id}/check`)
  })
})

test('a journey of one question has no way but to its end', async () => {
  const { post: send, get: open } = openTeaRoom(teaRoom.slice(0, 1))
  const id = randomUUID()
  expect((await send(`/tea/${id}/drink`, { drink: 'beer' })).to).toBe(`/tea/${id}/check`)
  expect((await open(`/tea/${id}/milk`)).status).toBe(404)
})

test('whatever is sent to whichever page, nobody gets past a question without a good answer', async () => {
  const form = fc.record(
    {
      drink: fc.constantFrom('tea', 'water', 'beer', 'gin', ''),
      words: fc.constantFrom('a little', ' '),
      'at-hour': fc.constantFrom('9', '10', 'nine'),
      'at-minute': fc.constantFrom('30', ''),
      name: fc.constantFrom('Ada', 'Ada Lovelace'),
    },
    { requiredKeys: [] },
  )
  const sent = fc.record({ page: fc.constantFrom('drink', 'milk', 'arrival'), form })
  await fc.assert(
    fc.asyncProperty(fc.array(sent, { minLength: 1, maxLength: 8 }), async (posts) => {
      const id = randomUUID()
      for (const one of posts) {
        const before = JSON.stringify(drafts.typedIn(id))
        const { status, to } = await post(`/tea/${id}/${one.page}`, one.form)
        const now = walk(teaRoom, drafts.typedIn(id) ?? {}, drafts.tables)
        if (status === 303) expect(to).toBe(`/tea/${id}/${now.at?.slug ?? 'check'}`)
        else expect(JSON.stringify(drafts.typedIn(id))).toBe(before)
        const { page } = await get(`/tea/${id}/check`)
        expect(page.view === 'check').toBe(now.complete)
      }
    }),
    { numRuns: 30 },
  )
})
