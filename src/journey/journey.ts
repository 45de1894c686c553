/** Knows what a journey is made of, and what its router gives to the plain routes beside it. */
import type { Request, RequestHandler, Response, Router } from 'express'
import type { Draft, DraftStore } from './drafts.ts'
import type { Problem } from './form.ts'
import type { Page, Walk } from './walk.ts'

/** Is told how people fare, for counts that know nobody. What it cannot write down must not fail: the page is more. */
export interface Watch {
  /** Answers to a question were not good. */
  refused: (request: Request, slug: string, problems: readonly Problem[]) => Promise<void>
  /** The draft has come to a page that ends the journey, unless the person goes on after all. */
  ended: (request: Request, draftId: string, page: string) => Promise<void>
}

export interface JourneyOptions<Facts, Owner = string> {
  /** Folder of the views, and first part of the text keys. Words of an area's own come from its translator. */
  prefix: string
  list: readonly Page<Facts>[]
  /** The page after the last question, a plain route. */
  lastPage: string
  drafts: DraftStore<Facts, Owner>
  watch?: Watch
  ownerOf: (request: Request) => Owner
  now: () => Date
  newId: () => string
  /** Where a browser without any draft begins. */
  startPageOf: (request: Request) => string
  /** Where the first question leads back to; to the start page unless told. */
  beforeFirst?: (standing: Standing<Facts>) => string
  /** Leads the sender of a draft to what it became. */
  onSent: (response: Response, visitId: number) => Promise<void>
  /** Is told of each draft that is kept, before a page of it is made. */
  onLoaded?: (response: Response, draft: { id: string }) => void
  /** Answers for a draft that is over, or never was this browser's. */
  onMissing: (request: Request, response: Response) => void
}

/** What a handler of a plain route gets: the draft, and how far it reaches. */
export interface Standing<Facts> {
  draft: Draft<Facts>
  walk: Walk<Facts>
  /** Where its pages are: below the address at which the journey is mounted. */
  address: string
}

export type Handler<Facts> = (
  request: Request,
  response: Response,
  standing: Standing<Facts>,
  next: () => void,
) => Promise<void> | void

export interface JourneyRouter<Facts> {
  /** Mount after any plain routes. */
  router: Router
  /** Wraps the handler of a plain route `/:journey/…`: finds the draft and the walk, or answers itself. */
  withDraft: (handler: Handler<Facts>, options?: { mayBeNew: boolean }) => RequestHandler
  /** The address of a page of a draft. */
  addressOf: (standing: Pick<Standing<Facts>, 'address'>, page: string) => string
  /** The page where the draft stands. */
  nextPage: (walk: Walk<Facts>) => string
}
