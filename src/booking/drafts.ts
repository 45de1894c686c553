/** Knows how drafts are kept, and gathers the facts that go with one. */
import { londonDate } from '../domain/dates.ts'
import type { VisitType } from '../domain/slots.ts'
import { bookableDates } from '../domain/workingDays.ts'
import type { DraftStore } from '../journey/drafts.ts'
import type { Database } from '../store/database.ts'
import { findDraft, findNewestDraft, saveDraft } from '../store/drafts.ts'
import type { DraftRow } from '../store/drafts.ts'
import type { PlaceName } from '../store/places.ts'
import type { BookingFacts } from './facts.ts'

export interface DraftOptions {
  db: Database
  journey: string
  visitType: VisitType
  listPlaces: () => Promise<readonly PlaceName[]>
}

export function draftStore({ db, journey, visitType, listPlaces }: DraftOptions): DraftStore<BookingFacts> {
  async function factsOf(row: Pick<DraftRow, 'place' | 'slots'>, now: Date): Promise<BookingFacts> {
    const today = londonDate(now)
    const place = row.place ?? undefined
    const dates = new Set(place ? bookableDates(today, place) : [])
    return {
      now,
      today,
      places: await listPlaces(),
      place,
      slots: row.slots.filter(({ date }) => dates.has(date)),
    }
  }
  return {
    async blank(id, now) {
      return { id, typed: {}, facts: await factsOf({ place: null, slots: [] }, now), visitId: undefined }
    },
    async load(id, owner, now) {
      const row = await findDraft(db, { id, owner, journey, visitType, today: londonDate(now), now })
      return (
        row && { id, typed: row.answers, facts: await factsOf(row, now), visitId: row.visitId ?? undefined }
      )
    },
    newest: (owner, now) => findNewestDraft(db, { owner, journey, now }),
    save: (id, owner, slug, typed, now) => saveDraft(db, { id, owner, journey, slug, typed, now }),
  }
}
