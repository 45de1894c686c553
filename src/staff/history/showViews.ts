/** Knows the second list of "History": who looked at which visit of one's prisons. */
import { listViews } from '../../store/history.ts'
import type { ViewRow } from '../../store/history.ts'
import { listPeopleAt } from '../../store/people.ts'
import { listPlacesAt } from '../../store/places.ts'
import { printed } from '../../views/printed.ts'
import { moment } from '../../views/staffFormat.ts'
import type { Handler } from '../../web/work.ts'
import { pageOfHistory, statusOf } from './historyPage.ts'
import { filterOf, readStaffQuery, viewsAddress } from './historyQuery.ts'

export const showViews: Handler = async ({ request, response, person: { prisons }, db }) => {
  const places = await listPlacesAt(db, prisons)
  const query = readStaffQuery(request.query, places)
  const [list, people] = await Promise.all([
    listViews(db, filterOf(query, prisons)),
    listPeopleAt(db, prisons),
  ])
  response.status(statusOf(query)).render('staff/history/views', {
    ...pageOfHistory(viewsAddress, list, { query, places, people }),
    rows: list.rows.map(rowOf),
  })
}

const rowOf = ({ at, personName, placeName, reference, isForgotten }: ViewRow) =>
  printed({
    at: moment(at),
    timestamp: at.toISOString(),
    who: personName,
    placeName,
    reference,
    address: isForgotten ? undefined : `/staff/visits/${reference}`,
  })
