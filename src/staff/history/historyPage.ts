/** Knows what both lists of the history have in common: their filter, their pages, and the way from one to the other. */
import type { Page } from '../../store/pages.ts'
import { translator } from '../../text/translate.ts'
import { printed } from '../../views/printed.ts'
import { paginationOf } from '../../views/pagination.ts'
import { actors, addressOf, historyAddress, viewsAddress, wrongDates } from './historyQuery.ts'
import type { HistoryQuery } from './historyQuery.ts'

interface Choices {
  query: HistoryQuery
  places: readonly { slug: string; name: string }[]
  people: readonly { id: string; name: string }[]
}

const { text } = translator('en')

export const statusOf = (query: HistoryQuery): 200 | 422 => (wrongDates(query).length > 0 ? 422 : 200)

/** What the views show besides the rows. */
export function pageOfHistory(list: string, found: Page<unknown>, choices: Choices) {
  const { query, places } = choices
  const of = (page: number) => printed(addressOf(list, query, { page }))
  const nothing = { place: '', person: '', from: '', to: '', page: 1 }
  return {
    title: text('staffHistory.title'),
    section: 'history',
    errors: errorsOf(query),
    lists: [historyAddress, viewsAddress].map((address) => ({
      text: text(`staffHistory.lists.${address === historyAddress ? 'done' : 'viewed'}`),
      href: printed(addressOf(address, query, { page: 1 })),
      active: address === list,
    })),
    filter: {
      action: list,
      places: [
        { value: '', text: text('staffHistory.filter.allPlaces') },
        ...places.map(({ slug, name }) => ({ value: slug, text: name, selected: slug === query.place })),
      ],
      people: peopleItems(list, choices),
      from: printed(query.from),
      to: printed(query.to),
      clear: isFiltered(query) ? printed(addressOf(list, nothing)) : undefined,
    },
    showsPlace: places.length > 1,
    pagination: paginationOf(found, of),
    results: printed(resultsOf(found)),
  }
}

const isFiltered = ({ place, person, from, to }: HistoryQuery): boolean =>
  [place, person, from, to].some(Boolean)

function peopleItems(list: string, { query, people }: Choices) {
  const named = (value: string, name: string) => ({
    value: printed(value),
    text: printed(name),
    selected: value === query.person,
  })
  const others = list === historyAddress ? actors : []
  return [
    { value: '', text: text('staffHistory.filter.anyone') },
    ...others.map((actor) => ({
      value: actor,
      text: text(`staffHistory.filter.${actor}`),
      selected: actor === query.person,
    })),
    ...people.map(({ id, name }) => named(id, name)),
  ]
}

function errorsOf(query: HistoryQuery) {
  const wrong = wrongDates(query)
  if (wrong.length === 0) return undefined
  const errors = wrong.map(({ field, problem }) => ({
    field,
    text: text(`staffHistory.errors.${field}.${problem}`),
  }))
  return {
    summary: errors.map(({ field, text }) => ({ text, href: `#${field}` })),
    fields: Object.fromEntries(errors.map(({ field, text }) => [field, { text }])),
  }
}

function resultsOf({ rows, total, hasMore, page, pages }: Page<unknown>): string {
  const key = pages > 1 ? 'resultsOfPage' : 'results'
  const counted = text(`staffHistory.${key}`, { count: total, page, pages, shown: rows.length })
  return hasMore ? `${counted}. ${text('staffHistory.more', { count: total })}` : counted
}
