/** Knows the sections about what is measured of a prison as well as of all: bookings, take-up, completion, decisions. */
import type { PlaceMeasures } from '../domain/measures/monthMeasures.ts'
import type { Month } from '../domain/month.ts'
import { sectionOf } from './section.ts'
import type { Column, Section, Writing } from './section.ts'
import { drawn, write } from './told.ts'

/** A month of a prison, or of all. */
export type OfMonth = PlaceMeasures & { month: Month }

/** The columns of tables of months and of tables of prisons alike. */
export function placeColumns<Measures extends PlaceMeasures>({ tell, translator: { text } }: Writing) {
  const takeUp: Column<Measures>[] = [
    {
      name: text('performance.sections.takeUp.columns.current'),
      tell: (of) => tell.percent(of.takeUp.current),
      draw: (of) => drawn(of.takeUp.current),
    },
    {
      name: text('performance.sections.takeUp.columns.of2014'),
      tell: (of) => tell.percent(of.takeUp.of2014),
      draw: (of) => drawn(of.takeUp.of2014),
    },
  ]
  const bookings: Column<Measures>[] = [
    {
      name: text('performance.sections.bookings.columns.total'),
      tell: (of) => tell.number(of.bookings),
      draw: (of) => drawn(of.bookings),
    },
  ]
  const completion: Column<Measures>[] = [
    {
      name: text('performance.sections.completion.columns.rate'),
      tell: (of) => tell.percent(of.completion),
      draw: (of) => drawn(of.completion),
    },
  ]
  const decision: Column<Measures>[] = [
    {
      name: text('performance.sections.decision.columns.median'),
      tell: (of) => tell.number(of.decision.median),
      draw: (of) => drawn(of.decision.median),
    },
    {
      name: text('performance.sections.decision.columns.p95'),
      tell: (of) => tell.number(of.decision.p95),
      draw: (of) => drawn(of.decision.p95),
    },
    {
      name: text('performance.sections.decision.columns.withinPromise'),
      tell: (of) => tell.percent(of.decision.withinPromise),
    },
  ]
  return { bookings, takeUp, completion, decision }
}

/** Everything that is told of one prison. */
export function sectionsOfPlace(writing: Writing, months: readonly OfMonth[]): Section[] {
  const { bookings, takeUp, completion, decision } = placeColumns<OfMonth>(writing)
  return [
    sectionOf(writing, months, bookings, { key: 'bookings', writeAxis: write.number }),
    sectionOf(writing, months, takeUp, { key: 'takeUp', writeAxis: write.percent, most: 1 }),
    sectionOf(writing, months, completion, { key: 'completion', writeAxis: write.percent, most: 1 }),
    sectionOf(writing, months, decision, { key: 'decision', writeAxis: write.number }),
  ]
}
