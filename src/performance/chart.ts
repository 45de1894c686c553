/** Knows where the lines and words of a chart stand; the view only draws them. */

/** What tells lines apart without colour: how they are dashed, and what marks their points. */
const dashes = ['none', '7 4', '2 4', '9 3 2 3']
const markers = ['circle', 'square', 'triangle', 'diamond'] as const

const width = 360
const plot = { left: 58, right: 348, top: 10, bottom: 170 }
const rowHeight = 20

export interface Line {
  name: string
  /** A value for each month; null where there is none. */
  values: readonly (number | null)[]
}

export interface ChartInput {
  id: string
  title: string
  description: string
  /** The months' names, in order. */
  labels: readonly string[]
  lines: readonly Line[]
  /** Levels to compare with. */
  baselines?: readonly { name: string; value: number }[]
  /** The highest value that there can be; worked out unless told. */
  most?: number
  write: (value: number) => string
}

const round = (value: number) => Math.round(value * 10) / 10

/** A step of 1, 2 or 5 of some power of ten, of which four or so reach the value. */
function stepFor(most: number): number {
  const power = 10 ** Math.floor(Math.log10(most / 4))
  return ([1, 2, 5].find((n) => n * power >= most / 4) ?? 10) * power
}

const topOf = ({ lines, baselines = [] }: ChartInput): number =>
  Math.max(
    0,
    ...lines.flatMap(({ values }) => values.map((value) => value ?? 0)),
    ...baselines.map(({ value }) => value),
  )

/** The way of a line, broken where a month has no value. */
function pathOf(points: readonly ({ x: number; y: number } | null)[]): string {
  return points
    .flatMap((point, at) => (point ? [`${points[at - 1] ? 'L' : 'M'}${point.x} ${point.y}`] : []))
    .join('')
}

/** Nothing where no month has any value: an empty chart would look like zero. */
export function lineChart(input: ChartInput) {
  const { id, title, description, labels, lines, baselines = [], write } = input
  if (lines.every(({ values }) => values.every((value) => value === null))) return undefined
  const highest = topOf(input) || 1
  const step = input.most === undefined ? stepFor(highest) : input.most / 4
  const most = input.most ?? Math.ceil(highest / step) * step
  const x = (at: number) =>
    round(plot.left + ((plot.right - plot.left) * (at + 0.5)) / Math.max(1, labels.length))
  const y = (value: number) => round(plot.bottom - ((plot.bottom - plot.top) * value) / most)
  const shown = [0, Math.floor((labels.length - 1) / 2), labels.length - 1]
  const legendTop = plot.bottom + 44
  const legend = [...lines, ...baselines]
  return {
    ...{ id, title, description, width, plot },
    height: legendTop + legend.length * rowHeight - 6,
    ticks: Array.from({ length: Math.round(most / step) + 1 }, (_, n) => ({
      y: y(n * step),
      text: write(n * step),
    })),
    labels: labels.flatMap((text, at) => (shown.indexOf(at) >= 0 ? [{ text, x: x(at) }] : [])),
    lines: lines.map(({ name, values }, at) => {
      const points = values.map((value, n) => (value === null ? null : { x: x(n), y: y(value) }))
      const marker = markers[at % markers.length]
      return {
        ...{ name, marker, dash: dashes[at % dashes.length], path: pathOf(points), number: at + 1 },
        points: points.filter((point) => point !== null),
        key: legendTop + at * rowHeight,
      }
    }),
    baselines: baselines.map(({ name, value }, at) => ({
      name,
      y: y(value),
      key: legendTop + (lines.length + at) * rowHeight,
    })),
  }
}

export type Chart = NonNullable<ReturnType<typeof lineChart>>

/** Bars below one another, each with its name above and its value at its end. */
export function barChart(input: {
  id: string
  title: string
  description: string
  bars: readonly { name: string; share: number | null; text: string }[]
}) {
  const { bars, ...words } = input
  const barHeight = 40
  return {
    ...{ ...words, width, height: bars.length * barHeight + 4 },
    bars: bars.map(({ name, share, text }, at) => ({
      ...{ name, text, y: at * barHeight },
      length: round((width - 70) * (share ?? 0)),
    })),
  }
}
