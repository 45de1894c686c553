/** Knows the page "Questions about data": what nobody has answered yet. */
import type { Page } from '../../store/pages.ts'
import { listOpenPrivacyRequests } from '../../store/privacyRequests.ts'
import type { PrivacyRequest } from '../../store/privacyRequests.ts'
import { translator } from '../../text/translate.ts'
import { printed } from '../../views/printed.ts'
import { moment, tableDate } from '../../views/staffFormat.ts'
import { pageIn, paginationOf } from '../../views/pagination.ts'
import type { Handler } from '../../web/work.ts'
import { stateOf } from './privacyState.ts'

const { text } = translator('en')

export const showPrivacyRequests: Handler = async ({ request, response, db, now }) => {
  const list = await listOpenPrivacyRequests(db, pageIn(request.query.page))
  response.render('staff/privacy/list', {
    title: text('staffPrivacy.title'),
    section: 'privacy',
    rows: list.rows.map((row) => rowOf(row, now)),
    pagination: paginationOf(list, (page) => printed(`/staff/privacy?page=${page}`)),
    results: printed(resultsOf(list)),
  })
}

const rowOf = (row: PrivacyRequest, now: Date) => ({
  ...printed({
    reference: row.reference,
    address: `/staff/privacy/${row.id}`,
    kind: text(`staffPrivacy.kinds.${row.kind}`),
    received: moment(row.receivedAt),
    due: tableDate(row.acknowledgeBy),
  }),
  state: stateOf(row, now),
})

function resultsOf({ rows, total, page, pages }: Page<unknown>): string {
  const key = pages > 1 ? 'resultsOfPage' : 'results'
  return text(`staffPrivacy.${key}`, { count: total, page, pages, shown: rows.length })
}
