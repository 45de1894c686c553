/** Figures for tests of what is published. */
import type { Database } from '../../src/store/database.ts'
import { query } from '../../src/store/database.ts'
import { clock } from '../clock.ts'

/** Leaves no figures, and makes it later than what any test before has seen. */
export async function noFigures(owner: Database): Promise<void> {
  clock.set(new Date(clock.now().getTime() + 3_600_000).toISOString())
  await owner.raw(
    'delete from monthly_figures; delete from measured_months; delete from offline_volumes; delete from costs',
  )
}

const october = '2026-10-01'

/** Keeps counts of a month, which is closed. */
export async function keep(
  db: Database,
  rows: [place: string | null, figure: string, part: string, count: number][],
  month = october,
) {
  for (const [place, figure, part, count] of rows) {
    await query(
      db,
      `insert into monthly_figures (month, place_id, figure, part, count)
       values (:month, (select id from places where slug = :place), :figure, :part, :count)`,
      { month, place, figure, part, count },
    )
  }
  await query(
    db,
    `insert into measured_months (month, closed, measured_at) values (:month, true, :now) on conflict do nothing`,
    { month, now: clock.now() },
  )
}

/** Bookings made outside the service. */
export const offline = (db: Database, place: string, bookings: number, month = october) =>
  query(
    db,
    `insert into offline_volumes (month, place_id, channel, bookings)
     select :month, id, 'letter', :bookings from places where slug = :place`,
    { month, place, bookings },
  )

/** October 2026 at three prisons; what was booked outside the service is known of Leeds alone. */
export async function aMonth(db: Database) {
  await keep(db, [
    ['leeds', 'bookings', 'online', 60],
    ['leeds', 'bookings', 'phone', 15],
    ['leeds', 'journeys', 'public/sent', 80],
    ['leeds', 'journeys', 'public/abandoned', 20],
    ['leeds', 'journeys', 'desk/abandoned', 500],
    ['leeds', 'decision_hours', '20', 30],
    ['leeds', 'decision_hours', '50', 10],
    ['leeds', 'decisions', 'within', 30],
    ['leeds', 'decisions', 'late', 10],
    ['cardiff', 'bookings', 'online', 3],
    ['wandsworth', 'bookings', 'online', 7],
    ...([2, 3, 5, 20, 70] as const).map((n, at): [null, string, string, number] => [
      null,
      'feedback',
      `online/${at + 1}`,
      n,
    ]),
    [null, 'calls', 'phone/calls', 40],
    [null, 'calls', 'phone/bookings', 15],
    [null, 'calls', 'phone/seconds', 24_000],
    [null, 'calls', 'phone/talk_through', 38],
    [null, 'calls', 'phone/on_behalf', 2],
    [null, 'calls', 'phone/reason/language', 40],
    [null, 'line', 'offered', 50],
    [null, 'line', 'abandoned', 10],
    [null, 'line', 'wait_seconds', 3000],
  ])
  await offline(db, 'leeds', 25)
}
