import { step } from '../../journey/step.ts'
import type { Problem } from '../../journey/form.ts'
import type { BookingFacts } from '../facts.ts'
import { isLonger, optionalDate, plainWords } from '../fields.ts'

/** The most characters of the reference. */
const most = 100

/** The professional's own reference of the case and the date at court; both may be left out. */
export const caseDetails = step({
  slug: 'case',
  fields: { reference: plainWords, courtDate: optionalDate('courtDate') },
  problems: ({ reference, courtDate }, _answers, { today }: BookingFacts): Problem[] => [
    ...(isLonger(reference, most) ? [{ field: 'reference', problem: 'tooLong', values: { most } }] : []),
    ...(courtDate !== undefined && courtDate < today ? [{ field: 'courtDate', problem: 'inPast' }] : []),
  ],
  rows: ({ reference, courtDate }, _facts, { text, shortDate }) => [
    { label: 'reference', lines: [reference || text('book.notProvided')] },
    { label: 'courtDate', lines: [courtDate ? shortDate(courtDate) : text('book.notProvided')] },
  ],
})
