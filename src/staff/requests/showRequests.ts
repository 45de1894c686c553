/** Knows the page "Visit requests": the list that clerks work through. */
import { londonDate } from '../../domain/dates.ts'
import type { LocalDate } from '../../domain/dates.ts'
import { dueState, visitStatuses } from '../../domain/visit.ts'
import { listPlacesAt } from '../../store/places.ts'
import { listRequests } from '../../store/requests.ts'
import type { RequestSort } from '../../store/requestOrder.ts'
import type { RequestList, RequestRow } from '../../store/requests.ts'
import { translator } from '../../text/translate.ts'
import { printed } from '../../views/printed.ts'
import { readDate } from '../../domain/typedDate.ts'
import { lastFirst, moment, tableDate, tableTimes } from '../../views/staffFormat.ts'
import { paginationOf } from '../../views/pagination.ts'
import { addressOf, noFilter, readQuery, sortText, typeChoices, typesOf } from './requestQuery.ts'
import type { RequestQuery } from './requestQuery.ts'
import { viewedSince } from '../viewed.ts'
import type { Handler } from '../../web/work.ts'

type PlaceName = { slug: string; name: string }

const { text } = translator('en')

const columns: readonly RequestSort[] = ['prisoner', 'time', 'people', 'asked', 'due']

export const showRequests: Handler = async ({ request, response, person, db, now }) => {
  const places = await listPlacesAt(db, person.prisons)
  const query = readQuery(request.query, places)
  const date = readDate(query.date)
  const filter = {
    ...query,
    prisons: person.prisons,
    place: query.place || null,
    types: typesOf(query.type),
    date: date ?? null,
  }
  const viewed = { since: viewedSince(now), exceptPersonId: person.personId }
  const list = await listRequests(db, filter, viewed)
  const page = requestsPage(list, { query, places, today: londonDate(now) })
  response.status(page.errors ? 422 : 200).render('staff/requests', page)
}

/** What `views/staff/requests.njk` shows. */
export function requestsPage(
  list: RequestList,
  { query, places, today }: { query: RequestQuery; places: PlaceName[]; today: LocalDate },
) {
  return {
    title: text('staff.requests.title'),
    section: 'requests',
    errors: readDate(query.date) === undefined ? dateErrors() : undefined,
    filter: filterOf(query, places),
    columns: columnsOf(query),
    showsPlace: places.length > 1,
    rows: list.rows.map((row) => rowOf(row, query, today)),
    pagination: paginationOf(list, (page) => printed(addressOf(query, { page }))),
    results: printed(resultsOf(list)),
  }
}

function dateErrors() {
  const error = { text: text('staff.requests.errors.date') }
  return { summary: [{ ...error, href: '#date' }], fields: { date: error } }
}

function rowOf(row: RequestRow, { status }: RequestQuery, today: LocalDate) {
  const due = status === 'requested' ? dueState(row.answerBy, today) : 'later'
  const names = row.lookedAtBy.join(', ')
  const shown = {
    address: `/staff/visits/${row.reference}`,
    prisoner: lastFirst(row),
    prisonNumber: row.prisonNumber,
    placeName: row.placeName,
    time: tableTimes(row),
    people: row.people,
    asked: moment(row.requestedAt),
    due: tableDate(row.answerBy),
    lookedAt: names ? text('staff.requests.lookedAtBy', { names }) : undefined,
  }
  const dueTag = due === 'later' ? undefined : { state: due, text: text(`staff.requests.dueTags.${due}`) }
  const typeTag =
    row.visitType === 'social'
      ? undefined
      : { state: 'official', text: text(`staff.visitTypes.${row.visitType}`) }
  const joiningTag = row.lacksJoining
    ? { state: 'lacks_joining', text: text('staffDay.notToldHowToJoin') }
    : undefined
  const urgentTag = row.urgent ? { state: 'urgent', text: text('staff.requests.urgent') } : undefined
  const changeTag = row.isChange ? { state: 'change', text: text('staff.requests.change') } : undefined
  return {
    ...printed(shown),
    tags: [urgentTag, typeTag, changeTag, joiningTag].filter((tag) => tag !== undefined),
    dueTag,
  }
}

function columnsOf(query: RequestQuery) {
  return columns.map((sort) => {
    const isSorted = query.sort === sort
    const descending = isSorted && !query.descending
    return {
      sort,
      label: sort === 'time' && query.status !== 'requested' ? 'timeOrChoice' : sort,
      address: printed(addressOf(query, { sort, descending, page: 1 })),
      ariaSort: isSorted ? (query.descending ? 'descending' : 'ascending') : 'none',
    }
  })
}

function filterOf(query: RequestQuery, places: readonly PlaceName[]) {
  const status = (name: string) => text(`staff.statuses.${name}`)
  const placeName = places.find(({ slug }) => slug === query.place)?.name
  const selected = [
    { is: query.place, text: placeName, without: { place: '' } },
    {
      is: query.status !== 'requested',
      text: status(query.status),
      without: { status: 'requested' } as const,
    },
    { is: query.type, text: typeText(query.type), without: { type: '' } as const },
    { is: query.date, text: query.date, without: { date: '' } },
  ]
  return {
    places: [{ value: '', text: text('staff.requests.filter.allPlaces') }, ...places.map(placeItem)],
    statuses: visitStatuses.map((value) => ({ value, text: status(value) })),
    types: ['' as const, ...typeChoices].map((value) => ({ value, text: typeText(value) })),
    query: { ...query, date: printed(query.date) },
    sort: sortText(query),
    selected: selected
      .filter(({ is }) => is)
      .map(({ text, without }) => printed({ text, address: addressOf(query, { ...without, page: 1 }) })),
    clear: printed(addressOf({ ...noFilter, sort: query.sort, descending: query.descending })),
  }
}

const typeText = (type: RequestQuery['type']): string =>
  text(
    type === '' || type === 'official'
      ? `staff.requests.filter.types.${type || 'all'}`
      : `staff.visitTypes.${type}`,
  )

const placeItem = ({ slug, name }: PlaceName) => ({ value: slug, text: name })

function resultsOf({ total, hasMore, page, pages, rows }: RequestList): string {
  const key = pages > 1 ? 'resultsOfPage' : 'results'
  const counted = text(`staff.requests.${key}`, { count: total, page, pages, shown: rows.length })
  return hasMore ? `${counted}. ${text('staff.requests.more', { count: total })}` : counted
}
