/** Knows the invented visits of the demo: due, overdue, booked and refused ones, at the prisons of the demo's clerks. */
import { person } from './demoRequest.ts'
import type { DemoRequest } from './demoRequest.ts'

const confirmed = { decision: 'choice1', reasons: [] } as const

export const demoRequests: DemoRequest[] = [
  {
    place: 'leeds',
    daysAgo: 9,
    prisonNumber: 'D1001EM',
    prisoner: person('Demo', 'Alder', '1979-04-12'),
    party: [person('Olive', 'Overdue', '1984-09-03'), person('Otto', 'Overdue', '2016-05-20')],
    email: 'olive.overdue@example.org',
    skip: 2,
    choices: 3,
    support: { wheelchair: true },
  },
  {
    place: 'leeds',
    daysAgo: 8,
    prisonNumber: 'D1002EM',
    prisoner: person('Demo', 'Birch', '1990-11-30'),
    party: [person('Una', 'Overdue', '1965-01-17')],
    email: 'una.overdue@example.org',
    skip: 4,
  },
  {
    place: 'leeds',
    daysAgo: 5,
    prisonNumber: 'D1003EM',
    prisoner: person('Demo', 'Cedar', '1988-02-29'),
    party: [
      person('Dana', 'Due', '1991-07-08'),
      person('Dora', 'Due', '1993-03-02'),
      person('Dylan', 'Due', '2019-12-24'),
    ],
    email: 'dana.due@example.org',
    skip: 5,
    choices: 3,
  },
  {
    place: 'leeds',
    daysAgo: 1,
    prisonNumber: 'D1004EM',
    prisoner: person('Demo', 'Damson', '2001-08-15'),
    party: [person('Nell', 'Newly', '1999-10-10')],
    email: 'nell.newly@example.org',
    skip: 6,
    support: { interpreter: 'Polish', other: 'A chair with arms' },
  },
  {
    place: 'leeds',
    daysAgo: 0,
    prisonNumber: 'D1001EM',
    prisoner: person('Demo', 'Alder', '1979-04-12'),
    party: [person('Olive', 'Overdue', '1984-09-03')],
    email: 'olive.overdue@example.org',
    skip: 8,
    choices: 1,
  },
  {
    // Cardiff has visits on every day of the week, so that this one is today.
    place: 'cardiff',
    daysAgo: 9,
    prisonNumber: 'D1005EM',
    prisoner: person('Demo', 'Elder', '1973-06-01'),
    party: [person('Tess', 'Today', '1975-05-05'), person('Theo', 'Today', '2012-02-02')],
    email: 'tess.today@example.org',
    choices: 1,
    decision: confirmed,
  },
  {
    place: 'leeds',
    daysAgo: 7,
    prisonNumber: 'D1006EM',
    prisoner: person('Demo', 'Fir', '1985-12-12'),
    party: [person('Bea', 'Booked', '1987-08-21')],
    email: 'bea.booked@example.org',
    skip: 3,
    decision: confirmed,
  },
  {
    place: 'leeds',
    daysAgo: 6,
    prisonNumber: 'D1007EM',
    prisoner: person('Demo', 'Gorse', '1995-03-19'),
    party: [person('Rhona', 'Refused', '1996-06-16')],
    email: 'rhona.refused@example.org',
    decision: { decision: 'reject', reasons: ['no_allowance'] },
  },
  {
    place: 'cardiff',
    daysAgo: 4,
    prisonNumber: 'D1008EM',
    prisoner: person('Demo', 'Helyg', '1982-01-25'),
    party: [person('Cerys', 'Cymraeg', '1986-03-01'), person('Cai', 'Cymraeg', '2015-11-11')],
    email: 'cerys.cymraeg@example.org',
    language: 'cy',
    skip: 3,
    choices: 3,
  },
  {
    place: 'wandsworth',
    daysAgo: 2,
    prisonNumber: 'D1009EM',
    prisoner: person('Demo', 'Ivy', '1968-09-09'),
    party: [person('Wanda', 'Elsewhere', '1970-07-07')],
    email: 'wanda.elsewhere@example.org',
    skip: 2,
  },
  {
    // Its slot is closed afterwards: a visit to sort out.
    place: 'leeds',
    daysAgo: 7,
    prisonNumber: 'D1010EM',
    prisoner: person('Demo', 'Juniper', '1992-05-30'),
    party: [person('Clara', 'Closed', '1994-02-11'), person('Colin', 'Closed', '1990-12-01')],
    email: 'clara.closed@example.org',
    skip: 7,
    decision: confirmed,
  },
]

/** The booked visit whose slot is closed afterwards. */
export const closedUpon = 'D1010EM'
