/** Knows what a journey needs of its drafts; the features pass in the store that keeps them. */
import type { Typed } from './form.ts'
import type { TypedPages } from './step.ts'

/** One person's answers so far, with the facts that the rules need. */
export interface Draft<Facts> {
  id: string
  typed: TypedPages
  facts: Facts
  /** The visit that the draft became, once sent. */
  visitId: number | undefined
}

/** `Owner` says whose the drafts are, in a way that the store understands. */
export interface DraftStore<Facts, Owner = string> {
  /** A draft that nothing is stored of yet. */
  blank(id: string, owner: Owner, now: Date): Promise<Draft<Facts>>
  /** The draft, if it is the owner's and still kept. */
  load(id: string, owner: Owner, now: Date): Promise<Draft<Facts> | undefined>
  /** The id of the owner's newest draft that was not sent. */
  newest(owner: Owner, now: Date): Promise<string | undefined>
  /** Keeps what was typed on one page, making the draft at the first. Nothing when it is sent: it stays as it is. */
  save(id: string, owner: Owner, slug: string, typed: Typed, now: Date): Promise<Draft<Facts> | undefined>
}
