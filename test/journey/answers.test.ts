/** What becomes of an answer: kept, refused or too late. */
import { typedIn } from '../../src/journey/typedIn.ts'
import { typedTea } from './teaRoom.ts'
import { openTeaRoom } from './teaRoomGuest.ts'
import type { TeaRoom } from './teaRoomGuest.ts'

let drafts: TeaRoom['drafts']
let get: TeaRoom['get']
let post: TeaRoom['post']
let answered: TeaRoom['answered']

beforeEach(() => {
  ;({ drafts, get, post, answered } = openTeaRoom())
})

describe('a page shown again', () => {
  test('has what was typed, what is wrong with it and where', async () => {
    const id = await answered(['arrival'])
    const typed = { 'at-hour': 'nine', 'at-minute': '30', name: 'Ada Lovelace' }
    const { status, page } = await post(`/tea/${id}/arrival`, typed)
    expect(status).toBe(422)
    expect(page).toMatchObject({ view: 'tea/arrival', prefix: 'tea.arrival', typed, back: `/tea/${id}/milk` })
    expect(page.errors).toEqual({
      summary: [
        { text: 'tea.arrival.errors.at.noHour', href: '#at-hour' },
        { text: 'tea.arrival.errors.name.tooLong {"most":5}', href: '#name' },
      ],
      fields: {
        at: { text: 'tea.arrival.errors.at.noHour' },
        name: { text: 'tea.arrival.errors.name.tooLong {"most":5}' },
      },
      controls: ['at-hour', 'name'],
    })
  })

  test('leaves the draft as it was', async () => {
    const id = await answered()
    const before = drafts.typedIn(id)
    expect((await post(`/tea/${id}/milk`, { words: ' ' })).status).toBe(422)
    expect((await post(`/tea/${id}/drink`, {})).status).toBe(422)
    expect((await post(`/tea/${id}/drink`, { drink: 'gin' })).status).toBe(422)
    expect(drafts.typedIn(id)).toEqual(before)
  })

  test('knows the other answers and the facts', async () => {
    drafts.tables = { takenHours: [9] }
    const id = await answered(['arrival'])
    const { status, page } = await post(`/tea/${id}/arrival`, { 'at-hour': '9', 'at-minute': '0', name: '' })
    expect(status).toBe(422)
    expect(page).toMatchObject({ errors: { summary: [{ href: '#at-hour' }] } })
  })

  test('says why a good answer does not hold any more', async () => {
    const id = await answered()
    drafts.tables = { takenHours: [9] }
    expect((await get(`/tea/${id}/check`)).to).toBe(`/tea/${id}/arrival`)
    const { status, page } = await get(`/tea/${id}/arrival`)
    expect(status).toBe(200)
    expect(page).toMatchObject({
      typed: typedTea.arrival,
      errors: { fields: { at: { text: 'tea.arrival.errors.at.taken {"hour":9}' } } },
    })
  })

  test('has no errors when it was not answered yet, or is good', async () => {
    const id = await answered(['arrival'])
    expect((await get(`/tea/${id}/arrival`)).page).not.toHaveProperty('errors')
    expect((await get(`/tea/${id}/drink`)).page).not.toHaveProperty('errors')
  })

  test('has what was typed before, and what the question shows besides', async () => {
    drafts.tables = { takenHours: [11] }
    const id = await answered()
    expect((await get(`/tea/${id}/drink`)).page).toMatchObject({
      typed: { drink: 'tea' },
      takenHours: [11],
      address: `/tea/${id}/drink`,
      draft: id,
    })
  })
})

describe('what is kept', () => {
  test('is what the page asks for, as it was typed', async () => {
    const id = await answered(['milk', 'arrival'])
    await post(`/tea/${id}/milk`, {
      words: '  A lot ',
      extras: ['lemon', 'sugar'],
      _csrf: 'x',
      drink: 'beer',
    })
    expect(drafts.typedIn(id)?.milk).toEqual({ words: '  A lot ', extras: ['lemon', 'sugar'] })
    expect(drafts.typedIn(id)?.drink).toEqual({ drink: 'tea' })
  })

  test('is without the character NUL, alone or in lists', async () => {
    const id = await answered(['milk', 'arrival'])
    await post(`/tea/${id}/milk`, 'words=a%00b&extras=su%00gar&extras=%00lemon')
    expect(drafts.typedIn(id)?.milk).toEqual({ words: 'ab', extras: ['sugar', 'lemon'] })
  })

  test('does not have what is no longer ticked', async () => {
    const id = await answered()
    await post(`/tea/${id}/milk`, { words: 'none' })
    expect(drafts.typedIn(id)?.milk).toEqual({ words: 'none' })
  })

  test('has still what plain pages of the question keep beside its controls', async () => {
    const id = await answered()
    await drafts.save(id, 'ada', 'milk', { ...typedTea.milk, entries: [{ name: 'oat' }] }, new Date(0))
    await post(`/tea/${id}/milk`, { words: 'none', entries: 'forged' })
    expect(drafts.typedIn(id)?.milk).toEqual({ words: 'none', entries: [{ name: 'oat' }] })
  })

  test('is nothing for a text that comes twice', async () => {
    const id = await answered(['milk', 'arrival'])
    expect((await post(`/tea/${id}/milk`, 'words=a&words=b')).status).toBe(422)
    expect((await post(`/tea/${id}/drink`, 'drink=tea&drink=water')).status).toBe(422)
  })

  test.each([undefined, null, '', 'words=a', 7, [], ['words']])('is nothing of the body %j', (body) => {
    expect(typedIn(body, ['words'])).toEqual({})
  })

  test('is texts and lists of texts, never objects', () => {
    const body = JSON.parse(
      '{"a":"x","b":["y\\u0000",{"c":1}],"d":{"e":1},"__proto__":{"f":1},"n":3}',
    ) as unknown
    const typed = typedIn(body, ['a', 'b', 'd', 'n', 'f'])
    expect(JSON.parse(JSON.stringify(typed))).toEqual({ a: 'x', b: ['y', null] })
  })
})

describe('a draft that is over', () => {
  test('once sent leads to what it became, wherever one stands', async () => {
    const id = await answered()
    drafts.send(id, 7)
    const before = drafts.typedIn(id)
    for (const page of ['drink', 'milk', 'no-beer', 'arrival', 'check']) {
      expect(await get(`/tea/${id}/${page}`)).toMatchObject({ status: 303, to: '/sent/7' })
    }
    for (const page of ['drink', 'milk', 'arrival', 'check']) {
      expect((await post(`/tea/${id}/${page}`, { drink: 'water', words: 'x' })).to).toBe('/sent/7')
    }
    expect(drafts.typedIn(id)).toEqual(before)
  })

  test('once sent stays hidden from other browsers', async () => {
    const id = await answered()
    drafts.send(id, 7)
    expect((await get(`/tea/${id}/check`, 'eve')).page).toEqual({ view: 'missing' })
  })

  test('by the time an answer is kept says so', async () => {
    const id = await answered()
    drafts.forgetful = true
    expect(await post(`/tea/${id}/milk`, { words: 'x' })).toMatchObject({
      status: 403,
      page: { view: 'missing' },
    })
  })
})
