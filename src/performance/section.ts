/** Knows what a section of the page is: a definition, a chart, and tables with everything that the chart draws. */
import type { Month } from '../domain/month.ts'
import type { Translator } from '../text/translate.ts'
import { lineChart } from './chart.ts'
import type { Chart, barChart } from './chart.ts'
import { teller } from './told.ts'
import type { Teller } from './told.ts'

export interface Table {
  caption: string
  head: string[]
  rows: string[][]
}

export interface Section {
  key: string
  title: string
  definition: { title: string; text: string }[]
  chart: Chart | undefined
  bars: ReturnType<typeof barChart> | undefined
  tables: Table[]
}

/** What sections are written with. */
export interface Writing {
  translator: Translator
  tell: Teller
  /** Until when figures are, in words. */
  dataTo: string
}

export const writingFor = (translator: Translator, dataTo: string): Writing => ({
  translator,
  tell: teller(translator),
  dataTo,
})

/** A column of a table by month; a line of the chart too, unless it has no `draw`. */
export interface Column<Measures> {
  name: string
  tell: (measures: Measures) => string
  draw?: (measures: Measures) => number | null
}

interface Options {
  key: string
  writeAxis: (value: number) => string
  most?: number
  baselines?: readonly { name: string; value: number }[]
  bars?: Section['bars']
  moreTables?: Table[]
}

/** The table of a section, the newest month first. */
export const monthTable = <Measures extends { month: Month }>(
  { translator }: Writing,
  caption: string,
  months: readonly Measures[],
  columns: readonly Column<Measures>[],
): Table => ({
  caption,
  head: [translator.text('performance.month'), ...columns.map(({ name }) => name)],
  rows: months
    .toReversed()
    .map((measures) => [translator.month(measures.month), ...columns.map(({ tell }) => tell(measures))]),
})

/** A section about some months, the oldest first. */
export function sectionOf<Measures extends { month: Month }>(
  writing: Writing,
  months: readonly Measures[],
  columns: readonly Column<Measures>[],
  { key, writeAxis, most, baselines, bars, moreTables = [] }: Options,
): Section {
  const { translator, dataTo } = writing
  const { text, month, shortMonth } = translator
  const title = text(`performance.sections.${key}.title`)
  const lines = columns.flatMap(({ name, draw }) => (draw ? [{ name, values: months.map(draw) }] : []))
  const last = months.at(-1)
  return {
    ...{ key, title, bars },
    definition: [
      ...(['what', 'formula', 'source'] as const).map((part) => ({
        title: text(`performance.definitions.${part}`),
        text: text(`performance.sections.${key}.${part}`),
      })),
      { title: text('performance.definitions.date'), text: dataTo },
    ],
    chart: lineChart({
      ...{ id: `chart-${key}`, title, most, lines, baselines, write: writeAxis },
      description: text('performance.chart', {
        months: months.length,
        month: last ? month(last.month) : '',
      }),
      labels: months.map((one) => shortMonth(one.month)),
    }),
    tables: [monthTable(writing, title, months, columns), ...moreTables],
  }
}
