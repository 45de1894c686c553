/** Knows the page "History": who did what with the visits and places of one's prisons. */
import { readMove } from '../../domain/move.ts'
import { listHistory } from '../../store/history.ts'
import type { HistoryRow } from '../../store/history.ts'
import { listPeopleAt } from '../../store/people.ts'
import { listPlacesAt } from '../../store/places.ts'
import { translator } from '../../text/translate.ts'
import { printed } from '../../views/printed.ts'
import { moment, tableTimes } from '../../views/staffFormat.ts'
import type { Handler } from '../../web/work.ts'
import { changesOf } from './changes.ts'
import { filterOf, historyAddress, readQuery } from './historyQuery.ts'
import { pageOfHistory, statusOf } from './historyPage.ts'

const { text, has } = translator('en')

export const showHistory: Handler = async ({ request, response, person: { prisons }, db }) => {
  const places = await listPlacesAt(db, prisons)
  const query = readQuery(request.query, places)
  const [list, people] = await Promise.all([
    listHistory(db, filterOf(query, prisons)),
    listPeopleAt(db, prisons),
  ])
  response.status(statusOf(query)).render('staff/history/history', {
    ...pageOfHistory(historyAddress, list, { query, places, people }),
    rows: list.rows.map(rowOf),
  })
}

/** More lines than this are folded away. */
const mostOpen = 6

function rowOf(row: HistoryRow) {
  const { reference, actor, personName, placeName, why } = row
  const changes = reference && row.what === 'moved' ? [moveOf(row)] : changesOf(row.before, row.after)
  const lines = changes.reduce((sum, { before, after }) => sum + before.length + after.length, 0)
  return {
    ...printed({
      at: moment(row.at),
      timestamp: row.at.toISOString(),
      who: text(`staffHistory.actors.${actor}`, { name: personName ?? '' }),
      placeName,
      reference,
      address: reference && !row.isForgotten ? `/staff/visits/${reference}` : null,
      why: why && text('staffHistory.why', { why }),
      reasons: reasonsOf(row),
    }),
    what: whatOf(row),
    changes: changes.map(({ label, ...sides }) => ({ label: printed(label), ...printed(sides) })),
    isFolded: lines > mostOpen,
  }
}

/** The time of a visit that was moved, before and after. */
const moveOf = ({ details, startsAt, endsAt }: HistoryRow) => ({
  label: text('staffHistory.labels.time'),
  before: [tableTimes(readMove(details).from)],
  after: startsAt && endsAt ? [tableTimes({ startsAt, endsAt })] : [],
})

/** The words for what happened, as the visit's page has them; what we have no words for as it is. */
function whatOf({ what, reference }: HistoryRow): string {
  const key = reference ? `staff.events.${what}` : `staffHistory.what.${what}`
  return has(key) ? text(key) : what.replaceAll('_', ' ')
}

/** Reasons that went with a decision, cancellation or flag. */
function reasonsOf({ details: { reasons, why } }: HistoryRow): string {
  const keys = [reasons, why].flat().filter((key) => typeof key === 'string')
  const known = ['staff.decision.reasons', 'staff.cancel.reason', 'staffFlagged.whys']
  const reasonOf = (key: string) => {
    const found = known.find((group) => has(`${group}.${key}`))
    return found ? text(`${found}.${key}`) : key
  }
  return keys.length > 0 ? text('staffHistory.reasonsAre', { reasons: keys.map(reasonOf).join(', ') }) : ''
}
