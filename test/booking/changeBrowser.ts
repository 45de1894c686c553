/** A visitor on the way to change a visit. */
import { randomBytes } from 'node:crypto'
import type { Database } from '../../src/store/database.ts'
import { mintLink } from '../../src/store/links.ts'
import type { Visit } from '../../src/store/visits.ts'
import { browser } from '../browser.ts'
import type { Browser } from '../browser.ts'
import { clock } from '../clock.ts'
import { tidy } from '../pageChecks.ts'

/** The address of the visit's page, by a new link. */
export const linkTo = async (db: Database, { id }: Visit): Promise<string> =>
  `/visits/${await mintLink(db, id, clock.now(), randomBytes)}`

/** A new browser: by a link to the visit's page, the explanation, and into the journey. */
export async function startsToChange(url: string, db: Database, visit: Visit): Promise<Browser> {
  const visitor = await browser(url).opens(await linkTo(db, visit))
  await visitor.follows('Change this visit')
  expect(visitor.heading()).toBe('Change this visit')
  await visitor.answers()
  expect(visitor.heading()).toBe('Do you want to add another visitor?')
  return visitor
}

export const checkedSlot = (visitor: Browser): unknown => visitor.page()('input[name=slot]:checked').val()

/** The rows of a heading, as `label: value`. */
export function rowsUnder(visitor: Browser, heading: string): string[] {
  const $ = visitor.page()
  const list = $(`h2:contains("${heading}"), h3:contains("${heading}")`).first().nextAll('dl').first()
  return list
    .find('.govuk-summary-list__row')
    .toArray()
    .map((row) => [$(row).find('dt').text(), $(row).find('dd').first().text()].map(tidy).join(': '))
}
