/** Knows how everything that measures of a span of months need is gathered. */
import type { Kept } from '../../domain/measures/assemble.ts'
import type { MonthCounts } from '../../domain/measures/monthCounts.ts'
import { addMonths } from '../../domain/month.ts'
import type { Month } from '../../domain/month.ts'
import type { Database } from '../database.ts'
import { readBookings, readCosts, readCountsOfPlaces, readOffline, readTotals } from './read.ts'
import type { CountRow, Span } from './read.ts'

export interface KeptFigures extends Kept {
  /** Of each place by slug, month by month. */
  ofPlaces: ReadonlyMap<Month, ReadonlyMap<string, MonthCounts>>
}

function countsOf(rows: readonly CountRow[]): MonthCounts {
  const counts: Record<string, Record<string, number>> = {}
  for (const { figure, part, count } of rows) (counts[figure] ??= {})[part] = count
  return counts
}

const byMonth = <Row extends { month: Month }>(rows: readonly Row[]) =>
  Map.groupBy(rows, ({ month }) => month)

/** The figures of these months, and of the eleven before them what the costs of a year need. */
export async function readKept(db: Database, span: Span): Promise<KeptFigures> {
  const year = { from: addMonths(span.from, -11), to: span.to }
  const [totals, ofPlaces, bookings, offline, costs] = await Promise.all([
    readTotals(db, span),
    readCountsOfPlaces(db, span),
    readBookings(db, year),
    readOffline(db, year),
    readCosts(db, year),
  ])
  const places = [...byMonth(ofPlaces)].map(([month, rows]): [Month, Map<string, MonthCounts>] => [
    month,
    new Map(
      [...Map.groupBy(rows, ({ place }) => place ?? '')].map(([place, ofPlace]) => [
        place,
        countsOf(ofPlace),
      ]),
    ),
  ])
  return {
    totals: new Map([...byMonth(totals)].map(([month, rows]) => [month, countsOf(rows)])),
    ofPlaces: new Map(places),
    bookings: byMonth(bookings),
    offline: byMonth(offline),
    costs,
  }
}
