/** Knows the page on which the figures of the phone line are keyed or imported; a file is looked at before it is saved. */
import { londonDate } from '../../domain/dates.ts'
import type { PhoneLineHour } from '../../domain/phoneFigures.ts'
import { form } from '../../journey/form.ts'
import type { Problem, Typed } from '../../journey/form.ts'
import { formView, sentIn } from '../../journey/formView.ts'
import { listPhoneLineDays, listPhoneLineHours, savePhoneLineHours } from '../../store/phoneLine.ts'
import { translator } from '../../text/translate.ts'
import { printed } from '../../views/printed.ts'
import { tableDate } from '../../views/staffFormat.ts'
import type { CsvProblem } from '../../web/csvFile.ts'
import { sentFile } from '../../web/sentFile.ts'
import type { Handler, Work } from '../../web/work.ts'
import { hourForm, readHour } from './hourForm.ts'
import { columns, readFigures } from './phoneLineFile.ts'

const { text, has } = translator('en')

const address = '/staff/figures/phone-line'
const prefix = 'staffFigures.phoneLine'

/** Days that the page lists. */
const mostDays = 14

const fileForm = { ...form({}), controls: ['file'] }

interface Shown {
  form?: Pick<typeof hourForm, 'controls' | 'shown'> | typeof fileForm
  typed?: Typed
  problems?: Problem[]
  wrong?: readonly CsvProblem<string>[]
}

/** Shows the page, again (422) with what is wrong with one of its forms. */
async function render({ response, db, request }: Work, shown: Shown = {}): Promise<void> {
  const { form: sent = hourForm, typed = {}, problems = [], wrong } = shown
  const days = await listPhoneLineDays(db, mostDays)
  const { typed: kept } = formView(hourForm, prefix, { typed })
  response.status(problems.length > 0 ? 422 : 200).render('staff/figures/phone-line', {
    title: text(`${prefix}.title`),
    section: 'figures',
    ...formView(sent, prefix, { problems }),
    typed: kept,
    saved: request.query.saved === 'yes',
    address,
    columns,
    wrong: wrong?.map(wrongLine),
    days: days.map(({ date, ...counts }) => printed({ date: tableDate(date), ...toTexts(counts) })),
  })
}

const toTexts = <Counts extends Record<string, number>>(counts: Counts) =>
  Object.fromEntries(Object.entries(counts).map(([name, count]) => [name, String(count)]))

function wrongLine({ line, column, problem, values }: CsvProblem<string>) {
  const own = `${prefix}.problems.${problem}`
  const key = has(own) ? own : `staffTimetable.import.problems.${problem}`
  const where = column ?? text('staffTimetable.import.wholeLine')
  return printed({ line: String(line), column: where, text: text(key, { ...values }) })
}

/** GET /staff/figures/phone-line */
export const showPhoneLine: Handler = (work) => render(work)

/** POST /staff/figures/phone-line/hour */
export const keyHour: Handler = async (work) => {
  const { request, response, db, person, now } = work
  const typed = sentIn(hourForm, request.body)
  const read = readHour(typed, londonDate(now))
  if ('problems' in read) return render(work, { typed, ...read })
  await savePhoneLineHours(db, [read.value], { personId: person.personId, now })
  response.redirect(303, `${address}?saved=yes`)
}

const isStep = (body: unknown, step: string) => ((body ?? {}) as { step?: unknown }).step === step

/** POST /staff/figures/phone-line/import: a look at the file, then saving it. */
export const importPhoneLine: Handler = async (work) => {
  const { request, response, db, person, now } = work
  if (isStep(request.body, 'change')) return response.redirect(303, address)
  const file = sentFile(work)
  if ('problem' in file) {
    return render(work, { form: fileForm, problems: [{ field: 'file', problem: file.problem }] })
  }
  const read = readFigures(file.text, londonDate(now))
  if ('problems' in read) {
    const problem = { field: 'file', problem: 'wrongLines', values: { count: read.problems.length } }
    return render(work, { form: fileForm, problems: [problem], wrong: read.problems })
  }
  if (!isStep(request.body, 'save')) return preview(work, read.hours, file.text)
  await savePhoneLineHours(db, read.hours, { personId: person.personId, now })
  response.redirect(303, `${address}?saved=yes`)
}

const keyOf = ({ date, hour }: PhoneLineHour) => `${date} ${hour}`

async function preview({ response, db }: Work, hours: readonly PhoneLineHour[], csv: string): Promise<void> {
  const dates = hours.map(({ date }) => date)
  const [from = '', to = ''] = [dates[0], dates.at(-1)]
  const before = new Map((await listPhoneLineHours(db, { from, to })).map((one) => [keyOf(one), one]))
  const rows = hours.map((one) => ({ ...one, was: before.get(keyOf(one)) }))
  response.render('staff/figures/preview', {
    title: text(`${prefix}.previewTitle`),
    section: 'figures',
    address,
    csv: printed(csv),
    count: printed(text(`${prefix}.hours`, { count: hours.length })),
    replaced: rows.some(({ was }) => was !== undefined),
    rows: rows.map(({ date, was, ...figures }) => ({
      ...printed({ date: tableDate(date), ...toTexts(figures) }),
      was: printed(was && text(`${prefix}.was`, { offered: was.offered, answered: was.answered })),
    })),
  })
}
