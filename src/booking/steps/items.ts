import { bringableItems } from '../../domain/officialVisit.ts'
import { anyOf } from '../../journey/fields.ts'
import { answerTo, step } from '../../journey/step.ts'
import type { BookingFacts } from '../facts.ts'
import { isLonger, plainWords } from '../fields.ts'
import { way } from './way.ts'

/** The most characters of what is said about them. */
const most = 500

/** What the party asks to bring in; a prison approves it or not. */
export const items = step({
  slug: 'items',
  fields: { items: anyOf(bringableItems), details: plainWords },
  askedWhen: (answers) => answerTo(way, answers)?.way === 'in_person',
  problems: ({ details }, _answers, _facts: BookingFacts) =>
    isLonger(details, most) ? [{ field: 'details', problem: 'tooLong', values: { most } }] : [],
  rows: ({ items: asked, details }, _facts, { text }) => [
    {
      label: 'items',
      lines:
        asked.length === 0
          ? [text('book.items.none')]
          : [...asked.map((item) => text(`book.items.kinds.${item}`)), ...(details ? [details] : [])],
    },
  ],
})
