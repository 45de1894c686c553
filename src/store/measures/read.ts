/** Knows the figures that are kept of months, as they are read to be told. */
import type { Channel } from '../../domain/visit.ts'
import type { CostCategory, CostChannel } from '../../domain/measures/costs.ts'
import type { Cost } from '../../domain/measures/costs.ts'
import { firstDate } from '../../domain/month.ts'
import type { Month } from '../../domain/month.ts'
import { query } from '../database.ts'
import type { Database } from '../database.ts'

/** One count of a month; no place for what is counted of all. */
export interface CountRow {
  month: Month
  /** A place's slug. */
  place: string | null
  figure: string
  part: string
  count: number
}

export interface Span {
  from: Month
  to: Month
}

const month = (column: string) => `to_char(${column}, 'YYYY-MM')`
const inSpan = (column = 'month') => `${column} between cast(:from as date) and cast(:to as date)`
const dates = ({ from, to }: Span) => ({ from: firstDate(from), to: firstDate(to) })

/** The counts of all places together. */
export const readTotals = (db: Database, span: Span): Promise<CountRow[]> =>
  query(
    db,
    `select ${month('month')} as month, null as place, figure, part, cast(sum(count) as bigint) as count
     from monthly_figures where ${inSpan()} group by month, figure, part`,
    dates(span),
  )

/** What is measured place by place. */
export const readCountsOfPlaces = (db: Database, span: Span): Promise<CountRow[]> =>
  query(
    db,
    `select ${month('month')} as month, slug as place, figure, part, count
     from monthly_figures join places on places.id = place_id
     where ${inSpan()} and figure in ('bookings', 'journeys', 'decision_hours', 'decisions')`,
    dates(span),
  )

/** Bookings made outside the service, of each month and place of which somebody has said how many. */
export const readOffline = (
  db: Database,
  span: Span,
): Promise<{ month: Month; place: string; bookings: number }[]> =>
  query(
    db,
    `select ${month('month')} as month, slug as place, sum(bookings) as bookings
     from offline_volumes join places on places.id = place_id
     where ${inSpan()} group by month, slug`,
    dates(span),
  )

/** Bookings through the service, by place and channel. */
export const readBookings = (
  db: Database,
  span: Span,
): Promise<{ month: Month; place: string; channel: Channel; count: number }[]> =>
  query(
    db,
    `select ${month('month')} as month, slug as place, part as channel, count
     from monthly_figures join places on places.id = place_id
     where figure = 'bookings' and ${inSpan()}`,
    dates(span),
  )

/** Costs of periods that meet these months. */
export const readCosts = (db: Database, span: Span): Promise<Cost[]> =>
  query<Cost & { channel: CostChannel; category: CostCategory }>(
    db,
    `select ${month('first_month')} as from, ${month('last_month')} as to, channel, category, pence
     from costs where first_month <= cast(:to as date) and last_month >= cast(:from as date)
     order by first_month, channel, category`,
    dates(span),
  )

export interface FiguresState {
  /** The last month that is complete, and the first that there is. */
  first: Month | null
  last: Month | null
  /** When anything that is published last changed. */
  updatedAt: Date | null
}

/** What there is to publish, and how fresh it is. */
export async function readFiguresState(db: Database): Promise<FiguresState> {
  const [row] = await query<FiguresState>(
    db,
    `select ${month('min(month)')} as first, ${month('max(month)')} as last,
       greatest(max(measured_at), (select max(at) from keyed_changes)) as "updatedAt"
     from measured_months where closed`,
  )
  return row ?? { first: null, last: null, updatedAt: null }
}
