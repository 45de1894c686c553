/** The toy journey as an Express app, with drafts in memory and pages that are their data as JSON. */
import { randomUUID } from 'node:crypto'
import express from 'express'
import type { Express, Request } from 'express'
import type { DraftStore } from '../../src/journey/drafts.ts'
import { journeyRouter } from '../../src/journey/router.ts'
import type { Page } from '../../src/journey/walk.ts'
import type { Typed } from '../../src/journey/form.ts'
import type { Translator } from '../../src/text/translate.ts'
import { teaRoom } from './teaRoom.ts'
import type { Tables } from './teaRoom.ts'

interface Kept {
  owner: string
  typed: Record<string, Typed>
  visitId: number | undefined
}

export interface MemoryDrafts extends DraftStore<Tables> {
  tables: Tables
  /** Drafts are over as soon as they are saved. */
  forgetful: boolean
  /** What was typed in a draft, by page; nothing when there is none. */
  typedIn: (id: string) => Record<string, Typed> | undefined
  /** The draft becomes a visit. */
  send: (id: string, visitId: number) => void
}

/** Drafts in memory, kept as JSON keeps them, by the contract of `DraftStore`. */
export function memoryDrafts(): MemoryDrafts {
  const kept = new Map<string, Kept>()
  return {
    tables: { takenHours: [] },
    forgetful: false,
    blank(id) {
      return Promise.resolve({ id, typed: {}, facts: this.tables, visitId: undefined })
    },
    load(id, owner) {
      const draft = kept.get(id)
      if (draft?.owner !== owner) return Promise.resolve(undefined)
      return Promise.resolve({ id, typed: draft.typed, facts: this.tables, visitId: draft.visitId })
    },
    newest(owner) {
      const mine = [...kept].filter(([, draft]) => draft.owner === owner && draft.visitId === undefined)
      return Promise.resolve(mine.at(-1)?.[0])
    },
    save(id, owner, slug, typed, now) {
      const draft = kept.get(id) ?? { owner, typed: {}, visitId: undefined }
      if (draft.owner !== owner || draft.visitId !== undefined) return Promise.resolve(undefined)
      const asJson = JSON.parse(JSON.stringify(typed)) as Typed
      kept.set(id, { ...draft, typed: { ...draft.typed, [slug]: asJson } })
      if (this.forgetful) kept.clear()
      return this.load(id, owner, now)
    },
    typedIn: (id) => kept.get(id)?.typed,
    send(id, visitId) {
      const draft = kept.get(id)
      if (draft) kept.set(id, { ...draft, visitId })
    },
  }
}

/** A language of keys: every text is its key and what goes with it. */
const keys: Translator = {
  language: 'en',
  text: (key, values) => (values ? `${key} ${JSON.stringify(values)}` : key),
  content: (key) => key,
  has: () => true,
  date: (date) => date,
  shortDate: (date) => date,
  month: (month) => month,
  shortMonth: (month) => month,
  times: (starts, ends) => `${starts} ${ends}`,
}

/** Stands in for templates: a page is its name and data. */
function JsonView(this: { name: string; path: string; render: unknown }, view: string) {
  this.name = view
  this.path = view
  this.render = (data: Record<string, unknown>, done: (error: unknown, json: string) => void) => {
    const { prefix, typed, errors, back, address, draft, ...rest } = data
    const { takenHours, instead } = rest
    done(null, JSON.stringify({ view, prefix, typed, errors, back, address, draft, takenHours, instead }))
  }
}

/** `/tea/…`; the header `owner` says whose browser it is. */
export function teaRoomApp(drafts: MemoryDrafts, list: readonly Page<Tables>[] = teaRoom): Express {
  const app = express()
  app.set('view', JsonView)
  app.use(express.urlencoded({ extended: false }))
  app.use((_request, response, next) => {
    response.locals.translator = keys
    response.type('json')
    next()
  })
  const { router, withDraft, addressOf, nextPage } = journeyRouter({
    prefix: 'tea',
    list,
    lastPage: 'check',
    drafts,
    ownerOf: (request: Request) => request.get('owner') ?? 'ada',
    now: () => new Date('2026-11-18T10:00:00Z'),
    newId: randomUUID,
    startPageOf: () => '/start',
    onSent: (response, visitId) => Promise.resolve(response.redirect(303, `/sent/${visitId}`)),
    onMissing: (_request, response) => void response.status(403).json({ view: 'missing' }),
  })
  const check = express.Router()
  check.all(
    '/:journey/check',
    withDraft((_request, response, { walk, address }) => {
      if (!walk.complete) return response.redirect(303, addressOf({ address }, nextPage(walk)))
      response.json({ view: 'check', answers: walk.answers })
    }),
  )
  app.use('/tea', check, router)
  app.use((_request, response) => void response.status(404).json({ view: 'notFound' }))
  return app
}
