/** Knows what the service costs, by period, channel and category. Standards K15. */
import { costCategories, costChannels } from '../../domain/measures/costs.ts'
import { addMonths, monthOf } from '../../domain/month.ts'
import { form } from '../../journey/form.ts'
import { oneOf } from '../../journey/fields.ts'
import { translator } from '../../text/translate.ts'
import type { Ledger } from './ledger.ts'
import {
  monthField,
  monthValue,
  poundsField,
  typedMonth,
  valueOf,
  writtenMonth,
  writtenPounds,
} from './keyedFields.ts'

const { text } = translator('en')

const channelChoices = costChannels.map((value) => ({
  value,
  text: text(`staffFigures.costs.channels.${value}`),
}))
const categoryChoices = costCategories.map((value) => ({
  value,
  text: text(`staffFigures.costs.categories.${value}`),
}))

const costForm = form({
  from: monthField,
  to: monthField,
  channel: oneOf(costChannels),
  category: oneOf(costCategories),
  amount: poundsField,
})

export const costsLedger: Ledger = {
  kind: 'costs',
  columns: {
    'First month': 'from',
    'Last month': 'to',
    Channel: 'channel',
    Category: 'category',
    Pounds: 'amount',
  },
  form: () => costForm,
  typedFrom: (values) => ({
    from: typedMonth(String(values.first_month)),
    to: typedMonth(String(values.last_month)),
    channel: String(values.channel),
    category: String(values.category),
    amount: (Number(values.pence) / 100).toFixed(2),
  }),
  read(typed, _places, today) {
    const parsed = costForm.parse(typed)
    if ('problems' in parsed) return parsed
    const { from, to, channel, category, amount } = parsed.value
    if (to < from) return { problems: [{ field: 'to', problem: 'beforeFrom' }] }
    if (to > addMonths(from, 11)) return { problems: [{ field: 'to', problem: 'overAYear' }] }
    if (monthOf(from) > today) return { problems: [{ field: 'from', problem: 'future' }] }
    return {
      values: { first_month: monthValue(from), last_month: monthValue(to), channel, category, pence: amount },
    }
  },
  typedIn(field, cell) {
    if (field === 'channel') return valueOf(cell, channelChoices)
    return field === 'category' ? valueOf(cell, categoryChoices) : cell
  },
  choices: () => ({ channel: channelChoices, category: categoryChoices }),
  cells: (values) => [
    writtenMonth(String(values.first_month)),
    writtenMonth(String(values.last_month)),
    text(`staffFigures.costs.channels.${String(values.channel)}`),
    text(`staffFigures.costs.categories.${String(values.category)}`),
    writtenPounds(Number(values.pence)),
  ],
}
