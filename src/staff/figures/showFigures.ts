/** Knows the analyst's page of all measures as they are, the month that goes on among them: not for publication. */
import { londonDate } from '../../domain/dates.ts'
import { assemble } from '../../domain/measures/assemble.ts'
import type { MonthMeasures } from '../../domain/measures/assemble.ts'
import { asTheyAre } from '../../domain/measures/suppression.ts'
import type { Published } from '../../domain/measures/suppression.ts'
import { addMonths, monthOf } from '../../domain/month.ts'
import { readKept } from '../../store/measures/kept.ts'
import { translator } from '../../text/translate.ts'
import { printed } from '../../views/printed.ts'
import type { Handler } from '../../web/work.ts'
import { writtenNumber, writtenPounds } from './keyedFields.ts'

const { text, month: monthName } = translator('en')

const percents = new Intl.NumberFormat('en-GB', { style: 'percent', maximumFractionDigits: 2 })

const told = (value: Published, written: (value: number) => string) =>
  typeof value === 'number' ? written(value) : text('staffFigures.measures.notAvailable')
const percent = (value: Published) => told(value, (one) => percents.format(one))
const number = (value: Published) => told(value, writtenNumber)
const pounds = (value: Published) => told(value, writtenPounds)

/** Every measure by the name of its row, in the order of the page. */
const measures: Record<string, (of: MonthMeasures) => string> = {
  bookings: (of) => number(of.bookings),
  takeUpCurrent: (of) => percent(of.takeUp.current),
  takeUpOf2014: (of) => percent(of.takeUp.of2014),
  completion: (of) => percent(of.completion),
  answers: (of) => number(of.satisfaction.answers),
  weighted: (of) => percent(of.satisfaction.weighted),
  topTwo: (of) => percent(of.satisfaction.topTwo),
  costPerTransaction: (of) => pounds(of.cost.all),
  median: (of) => number(of.decision.median),
  p95: (of) => number(of.decision.p95),
  withinPromise: (of) => percent(of.decision.withinPromise),
  phoneVolume: (of) => number(of.assisted.phone.volume),
  phoneMinutes: (of) => number(of.assisted.phone.minutes),
  phoneWait: (of) => number(of.assisted.phone.waitSeconds),
  phoneAbandonment: (of) => percent(of.assisted.phone.abandonment),
  phoneCostPerMinute: (of) => pounds(of.assisted.phone.costPerMinute),
  phoneCostPerBooking: (of) => pounds(of.assisted.phone.costPerBooking),
  faceToFaceVolume: (of) => number(of.assisted.face_to_face.volume),
  faceToFaceMinutes: (of) => number(of.assisted.face_to_face.minutes),
  faceToFaceCostPerMinute: (of) => pounds(of.assisted.face_to_face.costPerMinute),
  faceToFaceCostPerBooking: (of) => pounds(of.assisted.face_to_face.costPerBooking),
}

const monthsShown = 6
const mostRefused = 20

/** Which answers were refused most, as journey, question, field and problem. */
const refusedIn = ({ counts: { refused = {} } }: MonthMeasures) =>
  Object.entries(refused)
    .sort(([, a], [, b]) => b - a)
    .slice(0, mostRefused)
    .map(([part, count]) => printed({ cells: [...part.split('/'), writtenNumber(count)] }))

/** GET /staff/figures */
export const showFigures: Handler = async ({ response, db, now }) => {
  const to = monthOf(londonDate(now))
  const span = { from: addMonths(to, 1 - monthsShown), to }
  const months = assemble(await readKept(db, span), span, asTheyAre).toReversed()
  const [latest] = months
  response.render('staff/figures/figures', {
    title: text('staffFigures.measures.title'),
    section: 'figures',
    months: months.map(({ month }) =>
      printed(
        month === to ? text('staffFigures.measures.soFar', { month: monthName(month) }) : monthName(month),
      ),
    ),
    rows: Object.entries(measures).map(([name, write]) => ({
      name: text(`staffFigures.measures.rows.${name}`),
      cells: printed(months.map(write)),
    })),
    refused: latest ? refusedIn(latest) : [],
  })
}
