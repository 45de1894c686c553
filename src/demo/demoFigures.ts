/** Invented figures of two years, clearly so: round levels with a swing, so that every chart of `/performance` shows something. */
import { londonDate } from '../domain/dates.ts'
import { lastComplete } from '../domain/measures/closing.ts'
import { addMonths, firstDate, monthsBetween } from '../domain/month.ts'
import type { Month } from '../domain/month.ts'
import { query, transact } from '../store/database.ts'
import type { Database } from '../store/database.ts'
import { demoCosts } from './demoCosts.ts'
import { callFigures, feedbackFigures, journeyFigures, placeFigures } from './demoMonth.ts'
import type { Invented } from './demoMonth.ts'

/** What the page says above them, in the demo alone. */
export const figuresNote = {
  en: 'These are invented figures of a demonstration. They say nothing about any prison.',
  cy: 'Ffigurau dychmygol arddangosiad yw’r rhain. Nid ydynt yn dweud dim am unrhyw garchar.',
}

/** Months of which all is invented, and those before them that only the costs of a year need. */
const [monthsTold, monthsBefore] = [12, 11]

interface Row extends Invented {
  month: Month
  placeId: number | null
}

async function insertFigures(trx: Database, rows: readonly Row[]): Promise<void> {
  await query(
    trx,
    `insert into monthly_figures (month, place_id, figure, part, count)
     select * from unnest(cast(:months as date[]), cast(:places as integer[]), cast(:figures as text[]),
       cast(:parts as text[]), cast(:counts as bigint[]))
     on conflict do nothing`,
    {
      months: rows.map(({ month }) => firstDate(month)),
      places: rows.map(({ placeId }) => placeId),
      figures: rows.map(({ figure }) => figure),
      parts: rows.map(({ part }) => part),
      counts: rows.map(({ count }) => count),
    },
  )
}

/** Fills a demo in which no month is closed. */
export async function addDemoFigures(db: Database, now: Date): Promise<void> {
  const last = lastComplete(londonDate(now))
  const months = monthsBetween(addMonths(last, 1 - monthsTold - monthsBefore), last)
  await transact(db, async (trx) => {
    const [known] = await query(trx, 'select 1 from measured_months where closed limit 1')
    if (known) return
    const places = await query<{ id: number }>(trx, 'select id from places where bookable order by id')
    const rows = months.flatMap((month, at): Row[] => {
      const isTold = at >= monthsBefore
      const ofPlaces = places.flatMap(({ id }, n) =>
        placeFigures({ n, at, isTold }).map((one) => ({ month, placeId: id, ...one })),
      )
      const ofAll = isTold ? [...journeyFigures(at), ...feedbackFigures(at), ...callFigures(at)] : []
      return [...ofPlaces, ...ofAll.map((one) => ({ month, placeId: null, ...one }))]
    })
    await insertFigures(trx, rows)
    await query(
      trx,
      `insert into offline_volumes (month, place_id, channel, bookings)
       select month, place_id, 'phone', greatest(0, sum(count) / 3 - 2 * (month_number))
       from (select month, place_id, count, dense_rank() over (order by month) as month_number
         from monthly_figures where figure = 'bookings') as made
       group by month, place_id, month_number on conflict do nothing`,
    )
    await query(
      trx,
      `insert into measured_months (month, closed, measured_at)
       select month, true, :now from unnest(cast(:months as date[])) as month
       on conflict (month) do update set closed = true, measured_at = excluded.measured_at`,
      { months: months.map(firstDate), now },
    )
    const [first = last, middle = last] = [months[0], months[monthsBefore]]
    for (const [from, to] of [[first, addMonths(middle, -1)] as const, [middle, last] as const]) {
      await query(
        trx,
        `insert into costs (first_month, last_month, channel, category, pence)
         select :from, :to, channel, category, pence
         from jsonb_to_recordset(:costs) as cost (channel text, category text, pence bigint)
         on conflict do nothing`,
        { from: firstDate(from), to: firstDate(to), costs: JSON.stringify(demoCosts) },
      )
    }
  })
}
