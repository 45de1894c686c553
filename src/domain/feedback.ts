/** Most characters of a comment. */
export const longestComment = 1200

/** The kinds of page at which feedback is asked for; every end of a journey is one (standards K14). */
export const feedbackPages = [
  'requested',
  'booked',
  'rejected',
  'expired',
  'withdrawn',
  'cancelled',
  'over',
  'stopped',
  'problem',
  'message',
  'other',
] as const
export type FeedbackPage = (typeof feedbackPages)[number]

/** The parts of the service that feedback may be about. */
export const feedbackAreas = ['public', 'professional', 'phone', 'staff'] as const
export type FeedbackArea = (typeof feedbackAreas)[number]

const personal = [
  /[^\s@]+@[^\s@]+\.[^\s@]+/gu,
  /\b[A-Z]\d{4}[A-Z]{2}\b/giu,
  /\b\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}\b/gu,
  /\+?\d(?:[\s()-]{0,2}\d){6,}/gu,
  /\b(?=[0-9A-Z]*\d)(?=[0-9A-Z]*[A-Z])[0-9A-HJKMNP-TV-Z]{8}\b/gu,
]

/**
 * A comment without what would tell of a person by pattern: e-mail addresses, prison numbers, dates, telephone numbers,
 * references. Names cannot be known; the page asks people to leave them out.
 */
export const maskPersonal = (comment: string): string =>
  personal.reduce((text, pattern) => text.replace(pattern, '[…]'), comment)
