/** Knows what is not accessible yet and when it was looked at: the accessibility statement is made from this register. */
import type { LocalDate } from '../domain/dates.ts'
import type { Translator } from '../text/translate.ts'

interface KnownIssue {
  /** What it is, at `pages.accessibility.issues.<key>`. */
  key: string
  /** The success criterion of WCAG 2.2, whose name is at `pages.accessibility.criteria.<criterion>`. */
  criterion: string
  fixBy: LocalDate
}

/** A test fails once a date of these has passed (standards A19). */
export const knownIssues: readonly KnownIssue[] = [
  { key: 'filterButton', criterion: 'focusOrder', fixBy: '2027-05-31' },
]

/** When the statement was prepared and last reviewed, and the service last tested; reviewed every year (standards A22). */
export const statementDates = { prepared: '2026-11-22', reviewed: '2026-11-26', tested: '2026-11-26' }

/** What the view of the statement shows besides its texts. */
export const accessibilityView = ({ text, shortDate }: Translator) => ({
  issues: knownIssues.map(({ key, criterion, fixBy }) =>
    text('pages.accessibility.issue', {
      what: text(`pages.accessibility.issues.${key}`),
      criterion: text(`pages.accessibility.criteria.${criterion}`),
      date: shortDate(fixBy),
    }),
  ),
  dates: {
    prepared: shortDate(statementDates.prepared),
    reviewed: shortDate(statementDates.reviewed),
    tested: shortDate(statementDates.tested),
  },
})
