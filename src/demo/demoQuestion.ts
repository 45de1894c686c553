/** Knows what somebody in the demo asks about their data. */
export const demoQuestion = {
  kind: 'objection',
  language: 'en',
  name: 'Alun Sample',
  email: 'alun.sample@example.org',
  visitReference: null,
  words:
    'Someone asked for a visit at Leeds and put my name on it.\nI did not agree. Please take my details off.',
} as const
