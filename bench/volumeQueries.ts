/** What is asked of both databases: what the pages of the staff area read. */
import { addDays, londonDate } from '../src/domain/dates.ts'
import { visitStatuses } from '../src/domain/visit.ts'
import { query } from '../src/store/database.ts'
import { visitTypes } from '../src/domain/slots.ts'
import type { Database } from '../src/store/database.ts'
import { readDay } from '../src/store/day.ts'
import { listHistory, listViews } from '../src/store/history.ts'
import { listRequests } from '../src/store/requests.ts'
import type { RequestFilter } from '../src/store/requests.ts'
import { searchVisits } from '../src/store/searchVisits.ts'
import type { Criteria } from '../src/store/searchWays.ts'
import { listOccupancy } from '../src/store/timetables.ts'

/** A visit to look for, and who looks: somebody of its prison and one more. */
export interface Sample {
  reference: string
  prisonNumber: string
  email: string
  firstName: string
  lastName: string
  placeId: number
  prisons: string[]
}

export interface Measured {
  name: string
  /** Gives how many rows the page shows. */
  ask: (db: Database, sample: Sample, number: number) => Promise<number>
}

/** Visits of the days that every database has, from all over the places. */
export function drawSamples(db: Database, count: number, now: Date): Promise<Sample[]> {
  return query<Sample>(
    db,
    `select reference, prison_number as "prisonNumber", visits.email, first_name as "firstName",
       last_name as "lastName", visits.place_id as "placeId", array[places.code, other.code] as prisons
     from slots join visit_choices on visit_choices.slot_id = slots.id and rank = 1
       join visits on visits.id = visit_choices.visit_id
       join visit_visitors on visit_visitors.visit_id = visits.id and position = visits.id % 2
       join places on places.id = visits.place_id
       cross join lateral (
         select code from places as near join slots as used on used.place_id = near.id
         where near.id <> places.id order by abs(near.id - places.id), near.id limit 1) as other
     where slots.date between :from and :to
     order by md5(reference) limit :count`,
    { from: addDays(londonDate(now), -2), to: addDays(londonDate(now), 2), count },
  )
}

const since = (now: Date) => new Date(now.getTime() - 300_000)

const requests = (name: string, change: Partial<RequestFilter>, now: Date): Measured => ({
  name: `requests: ${name}`,
  ask: async (db, { prisons }) => {
    const usual = {
      place: null,
      status: 'requested',
      types: visitTypes,
      date: null,
      sort: 'due',
      descending: false,
      page: 1,
    } as const
    const viewed = { since: since(now), exceptPersonId: '00000000-0000-0000-0000-000000000000' }
    return (await listRequests(db, { ...usual, prisons, ...change }, viewed)).rows.length
  },
})

const search = (name: string, criteriaOf: (sample: Sample) => Criteria): Measured => ({
  name: `search: ${name}`,
  ask: async (db, sample) =>
    (await searchVisits(db, criteriaOf(sample), { prisons: sample.prisons, page: 1 })).rows.length,
})

const history = (name: string, list: typeof listHistory | typeof listViews): Measured => ({
  name,
  ask: async (db, { prisons }) => {
    const asked = { prisons, place: null, by: null, since: null, until: null, page: 1 }
    return (await list(db, asked)).rows.length
  },
})

/** Every page that is measured. */
export function measuredAt(now: Date): Measured[] {
  const today = londonDate(now)
  const start = (text: string) => text.slice(0, 3)
  return [
    ...visitStatuses.map((status) => requests(status, { status }, now)),
    requests('requested, by prisoner', { sort: 'prisoner' }, now),
    requests('requested, of a date', { date: addDays(today, 2) }, now),
    requests('booked, of a date', { status: 'booked', date: addDays(today, 2) }, now),
    search('reference', ({ reference }) => ({ reference })),
    search('prison number', ({ prisonNumber }) => ({ prisonNumber })),
    search('e-mail', ({ email }) => ({ email })),
    search('name, whole', ({ firstName, lastName }) => ({ name: `${firstName} ${lastName}` })),
    search('name, "gwe ex"', ({ firstName, lastName }) => ({
      name: `${start(firstName)} ${start(lastName)}`,
    })),
    search('last name', ({ lastName }) => ({ name: lastName })),
    {
      name: 'day',
      ask: async (db, { placeId }, number) => {
        const date = addDays(today, (number % 4) - 1)
        return (await readDay(db, { placeId, date, now })).flatMap(({ visits }) => visits).length
      },
    },
    {
      name: 'occupancy of four weeks',
      ask: async (db, { placeId }) => (await listOccupancy(db, placeId, today, addDays(today, 27))).length,
    },
    history('history', listHistory),
    history('history: views', listViews),
  ]
}
