/** Knows the names of the places without asking the database for every page. */
import type { Database } from '../store/database.ts'
import { listPlaceNames } from '../store/places.ts'
import type { PlaceName } from '../store/places.ts'

/** Milliseconds for which a list is good; rules and times are always read afresh. */
const goodFor = 30_000

/** Gives every place by name, read again at most every 30 seconds. */
export function placeDirectory(db: Database, now: () => Date): () => Promise<readonly PlaceName[]> {
  let read: { at: number; places: Promise<readonly PlaceName[]> } | undefined
  return () => {
    const at = now().getTime()
    if (!read || at - read.at > goodFor || at < read.at) {
      const places = listPlaceNames(db)
      read = { at, places }
      places.catch(() => (read = undefined))
    }
    return read.places
  }
}
