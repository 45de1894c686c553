/** A reader of the history's pages, and something for them to tell. */
import type { CheerioAPI } from 'cheerio'
import type { Database } from '../../src/store/database.ts'
import { insertPlaceEvent } from '../../src/store/placeEvents.ts'
import type { NewPlaceEvent } from '../../src/store/placeEvents.ts'
import { aClerk, aPlace } from '../builders.ts'
import { clock } from '../clock.ts'
import { tidy } from '../pageChecks.ts'

/** The cells of each row, line breaks as spaces. */
export function rowsOf($: CheerioAPI): string[][] {
  $('tbody br').replaceWith(' ')
  return $('tbody tr')
    .toArray()
    .map((row) =>
      $(row)
        .children()
        .toArray()
        .map((cell) => tidy($(cell).text())),
    )
}

/** What each row says was done. */
export const whats = ($: CheerioAPI): (string | undefined)[] => rowsOf($).map(([, , what]) => what)

/** A manager changed something of a place: its settings, unless told. */
export async function changed(
  db: Database,
  change: Partial<NewPlaceEvent> & { slug?: string } = {},
): Promise<void> {
  const { slug = 'leeds', ...event } = change
  await insertPlaceEvent(db, {
    placeId: (await aPlace(db, slug)).id,
    at: clock.now(),
    what: 'settings_changed',
    personId: await aClerk(db, 'manager'),
    before: { adultAge: 18 },
    after: { adultAge: 16 },
    why: 'Governor’s order',
    ...event,
  })
}
