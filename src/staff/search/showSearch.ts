/** Knows the page "Search visits": the form, and what is found. What is searched by is kept in the session alone. */
import type { Problem, Typed } from '../../journey/form.ts'
import { visitTypes } from '../../domain/slots.ts'
import { visitStatuses } from '../../domain/visit.ts'
import { searchVisits } from '../../store/searchVisits.ts'
import { translator } from '../../text/translate.ts'
import { formView, sentIn } from '../../journey/formView.ts'
import { pageIn } from '../../views/pagination.ts'
import type { Handler, Work } from '../../web/work.ts'
import { resultsView } from './results.ts'
import { readSearch, searchForm } from './searchForm.ts'

declare module 'express-session' {
  interface SessionData {
    /** What was last typed to search visits by. */
    search?: Typed
  }
}

const { text } = translator('en')

/** GET /staff/search: the form; with a page in the address what is found, in pages. */
export const showSearch: Handler = async (work) => {
  const { request, response, db, person } = work
  const { search: typed = {} } = request.session
  const read = readSearch(typed)
  if (request.query.page === undefined || 'problems' in read) return renderForm(work, typed)
  const found = await searchVisits(db, read.criteria, {
    prisons: person.prisons,
    page: pageIn(request.query.page),
  })
  response.render('staff/search/results', resultsView(found, read.criteria, typed))
}

/** POST /staff/search: keeps what was typed and shows what is found. */
export const sendSearch: Handler = (work) => {
  const { request, response } = work
  const typed = sentIn(searchForm, request.body)
  const read = readSearch(typed)
  if ('problems' in read) {
    response.status(422)
    return renderForm(work, typed, read.problems)
  }
  request.session.search = typed
  response.redirect(303, '/staff/search?page=1')
}

/** POST /staff/search/clear: forgets what was typed. */
export const clearSearch: Handler = ({ request, response }) => {
  delete request.session.search
  response.redirect(303, '/staff/search')
}

function renderForm({ response }: Work, typed: Typed, problems: Problem[] = []): void {
  const statuses = visitStatuses.map((value) => ({ value, text: text(`staff.statuses.${value}`) }))
  response.render('staff/search/form', {
    ...formView(searchForm, 'staffSearch', { typed, problems }),
    title: text('staffSearch.title'),
    section: 'search',
    types: [
      { value: '', text: text('staffSearch.anyType') },
      ...visitTypes.map((value) => ({ value, text: text(`staff.visitTypes.${value}`) })),
    ],
    statuses: [{ value: '', text: text('staffSearch.anyStatus') }, ...statuses],
    isFilled: Object.values(typed).some(Boolean),
  })
}
