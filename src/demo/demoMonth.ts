/** Knows what is invented of one month: a slow rise, a little swing, and never anybody. */
import { helpReasons } from '../domain/calls.ts'

export interface Invented {
  figure: string
  part: string
  count: number
}

/** A swing between 0.9 and 1.1 that looks like life and is the same every time. */
const swing = (seed: number): number => 1 + Math.sin(seed * 12.9898) / 10

const all = (figure: string, parts: Record<string, number>): Invented[] =>
  Object.entries(parts).map(([part, count]) => ({ figure, part, count: Math.round(count) }))

/** Shares of decisions by the hours that they took. */
const waits = { 3: 0.12, 9: 0.18, 21: 0.26, 27: 0.2, 45: 0.14, 69: 0.07, 93: 0.03 }

/** The n-th place in the month number `at`; of months long ago only bookings are kept. */
export function placeFigures({ n, at, isTold }: { n: number; at: number; isTold: boolean }): Invented[] {
  const size = 60 + ((n * 37) % 11) * 55
  const made = size * (0.8 + at / 60) * (1 + Math.sin(at) / 12) * swing(n + at * 3)
  const bookings = all('bookings', {
    online: made * (0.85 + at / 400),
    phone: made * 0.06,
    face_to_face: made * 0.008,
    prison: made * 0.05,
  })
  if (!isTold) return bookings
  const decided = made * 0.95
  const hours = Object.fromEntries(Object.entries(waits).map(([hour, share]) => [hour, decided * share]))
  const late = 0.03 + (n % 5) / 100
  return [
    ...bookings,
    ...all('decision_hours', hours),
    ...all('decisions', {
      within: decided * (1 - late),
      late: decided * late,
      unanswered: n % 3 === 0 ? made * 0.02 : 0,
    }),
    ...all('journeys', {
      'public/sent': made * 0.86,
      'public/duplicate': made * 0.01,
      'public/too-young': made * 0.01,
      'public/no-times': made * 0.05,
      'public/abandoned': made * (0.22 - at / 250),
    }),
  ]
}

/** What ended before a prison was known, and how far the journeys of all came. */
export function journeyFigures(at: number): Invented[] {
  const started = 42_000 * (0.8 + at / 60)
  return [
    ...all('journeys', { 'public/abandoned': 600 * swing(at), 'public/problem': 14 }),
    ...all('steps', {
      'public/prison': started,
      'public/prisoner': started * 0.95,
      'public/your-details': started * 0.92,
      'public/other-visitors': started * 0.9,
      'public/first-choice': started * 0.83,
      'public/second-choice': started * 0.82,
      'public/third-choice': started * 0.5,
      'public/support': started * 0.81,
      'public/contact-details': started * 0.79,
    }),
  ]
}

export function feedbackFigures(at: number): Invented[] {
  const answers = 1800 * swing(at)
  return all('feedback', {
    'online/1': answers * 0.03,
    'online/2': answers * 0.04,
    'online/3': answers * 0.08,
    'online/4': answers * (0.36 - at / 400),
    'online/5': answers * (0.49 + at / 400),
  })
}

export function callFigures(at: number): Invented[] {
  return [
    ...channelFigures('phone', 2900 * (1.2 - at / 90) * swing(at + 7)),
    ...channelFigures('face_to_face', 330 * (1.1 - at / 120) * swing(at + 3)),
    ...all('line', {
      offered: 3600,
      answered: 3250,
      abandoned: 350 * swing(at),
      wait_seconds: 3600 * 95 * swing(at),
    }),
  ]
}

/** More of the first reasons than of the last. */
const weights = [0.31, 0.17, 0.22, 0.11, 0.06, 0.07, 0.04, 0.02]

function channelFigures(channel: string, calls: number): Invented[] {
  const reasons = helpReasons.map((reason, at) => [`${channel}/reason/${reason}`, calls * (weights[at] ?? 0)])
  return all('calls', {
    [`${channel}/calls`]: calls,
    [`${channel}/bookings`]: calls * 0.74,
    [`${channel}/seconds`]: calls * 540,
    [`${channel}/talk_through`]: calls * 0.4,
    [`${channel}/on_behalf`]: calls * 0.6,
    [`${channel}/satisfaction/2`]: calls * 0.02,
    [`${channel}/satisfaction/3`]: calls * 0.04,
    [`${channel}/satisfaction/4`]: calls * 0.2,
    [`${channel}/satisfaction/5`]: calls * 0.4,
    ...(Object.fromEntries(reasons) as Record<string, number>),
  })
}
