/** How much faster our renderer makes a page than the stock one, both in the same run. */
import { fileURLToPath } from 'node:url'
import { createRenderer } from '../src/views/renderer.ts'
import { globals } from '../test/views/sampleFacts.ts'
import type { Page, Said } from '../test/views/sampleFacts.ts'
import * as pages from '../test/views/samplePages.ts'
import * as visits from '../test/views/sampleVisits.ts'
import { createStockRenderer } from '../test/views/stockRenderer.ts'

export interface RenderFigures {
  page: string
  /** Median time of a page as the bytes to send, in microseconds. */
  stockMicros: number
  oursMicros: number
  ratio: number
}

const rounds = 9
const millisPerRound = 40

const measured: [string, (said: Said) => Page][] = [
  ['question, typed', pages.questionPage],
  ['question, errors', pages.questionPageWithErrors],
  ['40 slots', pages.fortySlots],
  ['check answers', pages.checkAnswersPage],
  ['start', pages.startPage],
  ['visit, booked', (said) => visits.visitorsPage(said, 'booked')],
  ['staff: requests', pages.requestsListPage],
  ['staff: decision', visits.decisionPage],
]

/** Microseconds a page, made over and over for a while from data that differ in what was typed. */
function microsOf(render: (view: string, data: object) => unknown, given: Page[]): number {
  const begun = performance.now()
  let made = 0
  let millis = 0
  while (millis < millisPerRound) {
    const { view, data } = given[made % given.length] ?? { view: '', data: {} }
    render(view, data)
    made += 1
    millis = performance.now() - begun
  }
  return (millis * 1000) / made
}

const median = (values: number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? NaN

/** Ours and stock in turn, so that a busy machine slows both down. */
function figuresOf(page: string, make: (said: Said) => Page): RenderFigures {
  const ours = createRenderer(globals)
  const renderStock = createStockRenderer(globals)
  const stock = (view: string, data: object) => Buffer.from(renderStock(view, data))
  let typed = 0
  const given = Array.from({ length: 20 }, () => make({ language: 'en', next: () => `Name ${(typed += 1)}` }))
  microsOf(ours, given)
  microsOf(stock, given)
  const times = Array.from({ length: rounds }, () => [microsOf(ours, given), microsOf(stock, given)] as const)
  const oursMicros = median(times.map(([time]) => time))
  const stockMicros = median(times.map(([, time]) => time))
  return { page, stockMicros, oursMicros, ratio: stockMicros / oursMicros }
}

/** Measures every kind of page; takes about ten seconds. */
export function benchRender(): Promise<RenderFigures[]> {
  return Promise.resolve(measured.map(([page, make]) => figuresOf(page, make)))
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const { page, stockMicros, oursMicros, ratio } of await benchRender()) {
    const [stock, ours] = [stockMicros, oursMicros].map((time) => time.toFixed(0).padStart(7))
    process.stdout.write(`${page.padEnd(18)}${stock} µs${ours} µs${ratio.toFixed(0).padStart(6)}×\n`)
  }
}
