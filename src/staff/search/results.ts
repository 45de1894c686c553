/** Knows how the visits that were found are shown. */
import { isOfficial } from '../../domain/officialDecision.ts'
import type { Typed } from '../../journey/form.ts'
import type { Page } from '../../store/pages.ts'
import type { FoundVisit } from '../../store/searchVisits.ts'
import type { Criteria } from '../../store/searchWays.ts'
import { translator } from '../../text/translate.ts'
import { printed } from '../../views/printed.ts'
import { lastFirst, tableTimes } from '../../views/staffFormat.ts'
import { paginationOf } from '../../views/pagination.ts'

const { text } = translator('en')

/** What `views/staff/search/results.njk` shows. */
export function resultsView(found: Page<FoundVisit>, criteria: Criteria, typed: Typed) {
  const [first] = found.rows
  const isOfPrisoner = criteria.prisonNumber !== undefined && first !== undefined
  return {
    title: text('staffSearch.title'),
    section: 'search',
    searchedBy: searchedBy(criteria, typed),
    results: printed(resultsOf(found)),
    rows: found.rows.map(rowOf),
    showsVisitors: criteria.name !== undefined,
    flagPrisoner: isOfPrisoner && printed(`/staff/search/${first.reference}/prisoner`),
    pagination: paginationOf(found, (page) => printed(`/staff/search?page=${page}`)),
  }
}

/** What was searched by, as it was typed. */
function searchedBy(criteria: Criteria, typed: Typed) {
  const wordsOf = (name: string) => {
    if (name === 'status') return text(`staff.statuses.${criteria.status}`)
    return name === 'type' ? text(`staff.visitTypes.${criteria.type}`) : undefined
  }
  return Object.keys(criteria).map((name) => ({
    label: text(`staffSearch.${name}`),
    value: printed(wordsOf(name) ?? String(typed[name])),
  }))
}

function rowOf(visit: FoundVisit) {
  const { reference, status, visitors } = visit
  return {
    ...printed({
      reference,
      address: `/staff/visits/${reference}`,
      prisoner: lastFirst(visit.prisoner),
      prisonNumber: visit.prisonNumber,
      placeName: visit.placeName,
      mainVisitor: lastFirst(visit.mainVisitor),
      time: tableTimes(visit),
      visitors: visitors.map((visitor) => ({
        name: lastFirst(visitor),
        ofWhom: text('staffSearch.flagVisitorOf', { name: lastFirst(visitor) }),
        // Whoever comes officially gives no date of birth that a ban could be told by.
        flagAddress: isOfficial(visit.visitType)
          ? undefined
          : `/staff/search/${reference}/visitors/${visitor.position}`,
      })),
    }),
    typeTag: isOfficial(visit.visitType)
      ? { state: 'official', text: text(`staff.visitTypes.${visit.visitType}`) }
      : undefined,
    status: { state: status, text: text(`staff.statuses.${status}`) },
  }
}

function resultsOf({ rows, total, hasMore, page, pages }: Page<FoundVisit>): string {
  const key = pages > 1 ? 'resultsOfPage' : 'results'
  const counted = text(`staffSearch.${key}`, { count: total, page, pages, shown: rows.length })
  return hasMore ? `${counted}. ${text('staffSearch.more', { count: total })}` : counted
}
