/** A manager's browser at the timetable's pages: opens forms, sends them as they are filled in, presses buttons. */
import type { CheerioAPI } from 'cheerio'
import type request from 'supertest'
import { query } from '../../src/store/database.ts'
import type { Database } from '../../src/store/database.ts'
import { tidy } from '../pageChecks.ts'
import { checked, open, pageOf } from './staffBrowser.ts'
import type { Agent, Form } from './staffBrowser.ts'

/** Sends a form in parts, as the browser does where there may be a file. */
export function sendParts(agent: Agent, address: string, form: Form, file?: Buffer | string): request.Test {
  let sent = agent.post(address)
  for (const [name, value] of Object.entries(form)) {
    for (const one of [value].flat()) sent = sent.field(name, one)
  }
  return file === undefined ? sent : sent.attach('file', Buffer.from(file), 'timetable.csv')
}

/** What stands in the form of a page, by name; boxes that are ticked together are a list. */
export function filledIn($: CheerioAPI): Form {
  const form: Record<string, string[]> = {}
  for (const { name, value } of $('main form[method=post]').serializeArray()) {
    form[name] = [...(form[name] ?? []), value]
  }
  return Object.fromEntries(
    Object.entries(form).map(([name, values]) => [name, values.length === 1 ? (values[0] ?? '') : values]),
  )
}

/** Opens a form, changes what stands in it, and sends it. */
export async function fillIn(agent: Agent, address: string, changes: Form = {}): Promise<request.Response> {
  const form = filledIn(await open(agent, address))
  return agent
    .post(address)
    .type('form')
    .send({ ...form, ...changes })
}

/** Presses a button of a preview, or of the page of two versions; with boxes ticked. */
export async function press(
  agent: Agent,
  shown: request.Response,
  step: 'save' | 'change' | 'preview',
  ticked: Form = {},
): Promise<request.Response> {
  const $ = await checked(shown)
  const address = String($('main form').attr('action'))
  return sendParts(agent, address, { ...filledIn($), ...ticked, step })
}

/** Fills a form in, looks at the preview and saves. */
export async function change(agent: Agent, address: string, changes: Form): Promise<request.Response> {
  const preview = await fillIn(agent, address, changes)
  if (preview.status !== 200) throw new Error(`No preview (${preview.status}): ${preview.text}`)
  return press(agent, preview, 'save')
}

/** The messages beside the fields. */
export const messagesOf = (response: request.Response): string[] => {
  const $ = pageOf(response)
  return $('.govuk-error-summary a')
    .toArray()
    .map((link) => $(link).text())
}

/** Words of a page without gaps. */
export const wordsOf = (response: request.Response): string =>
  pageOf(response)('main').text().replace(/\s+/g, ' ').trim()

/** Rows of a preview's tables: day, before, after. */
export function daysOf(response: request.Response): { day: string; before: string; after: string }[] {
  const $ = pageOf(response)
  return $('main .staff-table-scroll tbody tr')
    .toArray()
    .map((row) => {
      const [before = '', after = ''] = $(row)
        .find('td')
        .toArray()
        .map((cell) => tidy($(cell).text()))
      return { day: tidy($(row).find('th').text()), before, after }
    })
}

/** Everything that a change of a timetable could touch, each table in one word. */
export const everything = (db: Database) =>
  query(
    db,
    `select (select md5(json_agg(t order by id)::text) from timetable_times as t) as times,
       (select md5(json_agg(e order by id)::text) from timetable_exceptions as e) as exceptions,
       (select md5(json_agg(c order by id)::text) from closures as c) as closures,
       (select md5(json_agg(s order by id)::text) from slots as s) as slots,
       (select md5(json_agg(f order by id)::text) from visit_flags as f) as flags,
       (select sum(timetable_version) from places) as versions,
       (select count(*) from place_events) as events`,
  )

/** Ids of a place's times of the week. */
export const timesOf = (db: Database, slug: string) =>
  query<{
    id: number
    visitType: string
    weekday: number
    starts: string
    wanted: number
    validTo: string | null
  }>(
    db,
    `select t.id, visit_type as "visitType", weekday, to_char(starts, 'HH24:MI') as starts, wanted,
       valid_to as "validTo"
     from timetable_times as t join places on places.id = place_id
     where slug = :slug order by weekday, starts, t.id`,
    { slug },
  )

/** A place's slots of a type on a date: start and places. */
export const slotsOn = (db: Database, slug: string, date: string, visitType = 'social') =>
  query<{ id: number; starts: string; ends: string; wanted: number; booked: number }>(
    db,
    `select slots.id, to_char(starts_at at time zone 'Europe/London', 'HH24:MI') as starts,
       to_char(ends_at at time zone 'Europe/London', 'HH24:MI') as ends, wanted, booked
     from slots join places on places.id = place_id
     where slug = :slug and date = :date and visit_type = :visitType order by starts_at`,
    { slug, date, visitType },
  )
