/** Somebody who orders in the tea room over HTTP, page by page. */
import { randomUUID } from 'node:crypto'
import supertest from 'supertest'
import type { Page } from '../../src/journey/walk.ts'
import { teaRoom, typedTea } from './teaRoom.ts'
import type { Tables } from './teaRoom.ts'
import { memoryDrafts, teaRoomApp } from './teaRoomApp.ts'

interface Shown {
  status: number
  /** Where a redirect leads. */
  to: string | undefined
  page: Record<string, unknown>
}

const shown = (response: supertest.Response): Shown => ({
  status: response.status,
  to: response.get('Location'),
  page: response.body as Record<string, unknown>,
})

/** A tea room with no drafts yet, and browsers that visit it; the browser is Ada's unless told otherwise. */
export function openTeaRoom(list: readonly Page<Tables>[] = teaRoom) {
  const drafts = memoryDrafts()
  const app = teaRoomApp(drafts, list)
  return {
    drafts,
    get: async (path: string, owner = 'ada') => shown(await supertest(app).get(path).set('owner', owner)),
    /** Sends a form as a browser does. */
    post: async (path: string, form: Record<string, string | string[]> | string, owner = 'ada') =>
      shown(await supertest(app).post(path).set('owner', owner).type('form').send(form)),
    /** A draft in which everything is answered but what is left out. */
    answered: async (leftOut: string[] = []): Promise<string> => {
      const id = randomUUID()
      for (const [slug, typed] of Object.entries(typedTea)) {
        if (!leftOut.includes(slug)) await drafts.save(id, 'ada', slug, typed, new Date(0))
      }
      return id
    },
  }
}

export type TeaRoom = ReturnType<typeof openTeaRoom>
