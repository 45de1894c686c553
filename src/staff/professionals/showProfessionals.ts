/** Knows the page "Professionals": whom a manager is to verify, and a search. What is searched by stays in the session. */
import { londonDate } from '../../domain/dates.ts'
import { endsSoonUntil } from '../../domain/verification.ts'
import { form } from '../../journey/form.ts'
import type { Problem, Typed } from '../../journey/form.ts'
import { formView, sentIn } from '../../journey/formView.ts'
import { listAskedAt } from '../../store/verifications.ts'
import type { AskedAt } from '../../store/verifications.ts'
import { translator } from '../../text/translate.ts'
import { pageIn, paginationOf } from '../../views/pagination.ts'
import { printed } from '../../views/printed.ts'
import type { Handler, Work } from '../../web/work.ts'
import { someText } from '../fields.ts'
import { verifiedOf } from '../visit/officialView.ts'

declare module 'express-session' {
  interface SessionData {
    /** What professionals were last searched by. */
    professionals?: string
  }
}

const { text } = translator('en')

const searchForm = form({ words: someText(100) })

/** GET /staff/professionals */
export const showProfessionals: Handler = (work) => render(work)

/** POST /staff/professionals: keeps what was typed and shows who is found. */
export const sendSearch: Handler = async (work) => {
  const { request, response } = work
  const typed = sentIn(searchForm, request.body)
  const parsed = searchForm.parse(typed)
  if ('problems' in parsed) {
    response.status(422)
    return render(work, { typed, problems: parsed.problems })
  }
  request.session.professionals = parsed.value.words
  response.redirect(303, '/staff/professionals')
}

/** POST /staff/professionals/clear: forgets what was typed. */
export const clearSearch: Handler = ({ request, response }) => {
  delete request.session.professionals
  response.redirect(303, '/staff/professionals')
}

async function render(
  { request, response, db, person: { prisons }, now }: Work,
  sent: { typed?: Typed; problems?: Problem[] } = {},
): Promise<void> {
  const { professionals: words = null } = request.session
  const until = endsSoonUntil(londonDate(now))
  const list = await listAskedAt(db, { prisons, words, until, page: pageIn(request.query.page) })
  response.render('staff/professionals/list', {
    ...formView(searchForm, 'staffProfessionals.search', { typed: { words: words ?? '' }, ...sent }),
    title: text('staffProfessionals.title'),
    section: 'professionals',
    intro: introOf(words, list.rows.length > 0),
    isSearch: words !== null,
    rows: list.rows.map((row) => rowOf(row, now)),
    results: printed(text('staffProfessionals.results', { count: list.total })),
    pagination: paginationOf(list, (page) => printed(`/staff/professionals?page=${page}`)),
  })
}

function introOf(words: string | null, isFound: boolean) {
  if (words === null) return text(isFound ? 'staffProfessionals.intro' : 'staffProfessionals.empty')
  return printed(text(isFound ? 'staffProfessionals.found' : 'staffProfessionals.nothingFound', { words }))
}

const rowOf = (row: AskedAt, now: Date) => ({
  ...printed({
    address: `/staff/professionals/${row.personId}`,
    name: row.name,
    organisation: row.organisation,
    role: row.role,
    visits: row.visits,
  }),
  verified: verifiedOf(row, now),
})
