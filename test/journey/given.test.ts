/** Questions whose answers are given with the draft: passed like any other, but without a page. */
import { randomUUID } from 'node:crypto'
import { given } from '../../src/journey/step.ts'
import { arrival, drink, milk, typedTea } from './teaRoom.ts'
import { openTeaRoom } from './teaRoomGuest.ts'
import type { TeaRoom } from './teaRoomGuest.ts'

let room: TeaRoom

beforeEach(() => {
  room = openTeaRoom([given(drink), milk, arrival])
})

test('are passed, and count for what is asked next', async () => {
  const id = await room.answered(['milk', 'arrival'])
  expect((await room.get(`/tea/${id}/milk`)).page).toMatchObject({ view: 'tea/milk' })
  expect((await room.get(`/tea/${id}/check`)).to).toBe(`/tea/${id}/milk`)
  const all = await room.answered()
  expect((await room.get(`/tea/${all}/check`)).page).toMatchObject({ answers: { drink: { drink: 'tea' } } })
})

test('have no page to read or to answer, in any address', async () => {
  const id = await room.answered()
  expect((await room.get(`/tea/${id}/drink`)).status).toBe(404)
  expect((await room.post(`/tea/${id}/drink`, { drink: 'water' })).status).toBe(404)
  expect((await room.get('/tea/drink')).status).toBe(404)
  expect(room.drafts.typedIn(id)).toEqual(typedTea)
})

test('are not what the first question leads back to, and no draft begins without them', async () => {
  const id = await room.answered()
  expect((await room.get(`/tea/${id}/milk`)).page.back).toBe('/start')
  expect((await room.get(`/tea/${id}/arrival`)).page.back).toBe(`/tea/${id}/milk`)
  expect((await room.get(`/tea/${randomUUID()}/milk`)).status).toBe(403)
  expect((await room.post(`/tea/${randomUUID()}/milk`, { words: 'none' })).status).toBe(403)
  expect((await room.get('/tea')).to).toBe(`/tea/${id}/milk`)
})
