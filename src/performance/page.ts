/** Knows the page: what is chosen on it, and its sections in words. */
import { londonDate } from '../domain/dates.ts'
import type { Month } from '../domain/month.ts'
import type { PlaceMeasures } from '../domain/measures/monthMeasures.ts'
import { placeName } from '../domain/placeName.ts'
import type { PlaceName } from '../store/places.ts'
import type { Translator } from '../text/translate.ts'
import { printed } from '../views/printed.ts'
import { sectionsOfAll } from './allSections.ts'
import type { Figures } from './figures.ts'
import { placeColumns, sectionsOfPlace } from './placeSections.ts'
import type { OfMonth } from './placeSections.ts'
import { writingFor } from './section.ts'
import type { Section, Table, Writing } from './section.ts'

/** Months on the page; the files have more. */
const monthsShown = 12

/** What the reader chose: a prison by slug, and the month of the table of prisons, which is open for who chose it. */
export interface Chosen {
  prison: string
  month: Month
  isOpen: boolean
}

/** What the address says, if it is something that there is; all prisons and the last month else. */
export function chosenIn(query: Record<string, unknown>, { places, months }: Figures): Chosen {
  const prison = places.find(({ slug }) => slug === query.prison)?.slug ?? ''
  const asked = months.find(({ month }) => month === query.month)
  return { prison, month: (asked ?? months.at(-1))?.month ?? '', isOpen: asked !== undefined }
}

function tableOfPrisons(writing: Writing, { ofPlaces, places }: Figures, month: Month): Table {
  const { translator } = writing
  const { bookings, takeUp, completion, decision } = placeColumns<PlaceMeasures>(writing)
  const columns = [
    ...bookings.map((column) => ({
      ...column,
      name: translator.text('performance.sections.bookings.title'),
    })),
    ...[...takeUp, ...completion, ...decision],
  ]
  const rows = places.flatMap((place) => {
    const measures = ofPlaces.get(month)?.get(place.slug)
    return measures
      ? [[placeName(place, translator.language), ...columns.map(({ tell }) => tell(measures))]]
      : []
  })
  return {
    caption: translator.text('performance.sections.prisons.caption', { month: translator.month(month) }),
    head: [translator.text('performance.sections.prisons.prison'), ...columns.map(({ name }) => name)],
    rows,
  }
}

function choices(translator: Translator, { places, months }: Figures, chosen: Chosen) {
  const ofPlace = (place: PlaceName) => ({
    value: place.slug,
    text: placeName(place, translator.language),
    selected: place.slug === chosen.prison,
  })
  return {
    prisons: [
      { value: '', text: translator.text('performance.filter.all'), selected: chosen.prison === '' },
      ...places.map(ofPlace),
    ],
    months: months.toReversed().map(({ month }) => ({
      value: month,
      text: translator.month(month),
      selected: month === chosen.month,
    })),
  }
}

/** A section as the view shows it; it compares nothing but the kinds of marks. */
const inView = ({ chart, ...section }: Section) => ({
  ...printed(section),
  chart: chart && {
    ...printed(chart),
    lines: chart.lines.map((line) => ({ ...printed(line), marker: line.marker })),
  },
})

/** What the view shows. */
export function performancePage(figures: Figures, chosen: Chosen, translator: Translator) {
  const { updatedAt, ofPlaces, places } = figures
  const months = figures.months.slice(-monthsShown)
  const last = months.at(-1)
  if (!last || !updatedAt) return { sections: [], filter: undefined, updated: undefined }
  const { text, month, shortDate } = translator
  const place = places.find(({ slug }) => slug === chosen.prison)
  const dates = { month: month(last.month), date: shortDate(londonDate(updatedAt)) }
  const writing = writingFor(translator, text('performance.dataTo', dates))
  const ofPlace = (slug: string): OfMonth[] =>
    months.flatMap((one) => {
      const measures = ofPlaces.get(one.month)?.get(slug)
      return measures ? [{ month: one.month, ...measures }] : []
    })
  return {
    updated: printed(text('performance.updated', dates)),
    filter: printed(choices(translator, figures, chosen)),
    place: place && printed(placeName(place, translator.language)),
    sections: (place ? sectionsOfPlace(writing, ofPlace(place.slug)) : sectionsOfAll(writing, months)).map(
      inView,
    ),
    prisons: place
      ? undefined
      : {
          ...printed({
            title: text('performance.sections.prisons.title', { month: month(chosen.month) }),
            table: tableOfPrisons(writing, figures, chosen.month),
          }),
          isOpen: chosen.isOpen,
        },
  }
}
