/** Knows the pages on which all visits to come of a prisoner or of a visitor are flagged, to be sorted out. */
import { prisonerReasons } from '../../actions/flagFutureVisits.ts'
import { oneOf } from '../../journey/fields.ts'
import { form } from '../../journey/form.ts'
import type { Problem, Typed } from '../../journey/form.ts'
import type { Person } from '../../domain/party.ts'
import { listFutureVisits } from '../../store/futureVisits.ts'
import type { FutureVisit, Whose } from '../../store/futureVisits.ts'
import { translator } from '../../text/translate.ts'
import { printed } from '../../views/printed.ts'
import { formView } from '../../journey/formView.ts'
import { lastFirst, tableDate, tableTimes } from '../../views/staffFormat.ts'
import type { Work } from '../../web/work.ts'

/** Why a prisoner's visits are flagged; a visitor's are for one reason alone. */
export const prisonerForm = form({ why: oneOf(prisonerReasons) })
export const visitorForm = form({})

/** Whose visits a page is about. */
export interface Subject {
  kind: 'prisoner' | 'visitor'
  whose: Whose
  person: Person
  /** The prison number, for a prisoner. */
  number?: string
  /** The page's own address. */
  address: string
}

const { text } = translator('en')

/** The page with the visits to come, and what is wrong with what was sent. */
export async function renderFlagPage(
  { response, db, person: { prisons }, now }: Work,
  subject: Subject,
  { typed = {}, problems = [] }: { typed?: Typed; problems?: Problem[] } = {},
): Promise<void> {
  const visits = await listFutureVisits(db, subject.whose, { prisons, now })
  const { kind, person, number } = subject
  const asked = kind === 'prisoner' ? prisonerForm : visitorForm
  const shown = formView(asked, 'staffSearch.flag', { typed, problems })
  response.render('staff/search/flag', {
    ...shown,
    // Without any visit there is no form to mend.
    errors: visits.length > 0 ? shown.errors : undefined,
    title: text(`staffSearch.flag.${kind}.title`),
    section: 'search',
    kind,
    who: printed(lastFirst(person)),
    number: number === undefined ? undefined : printed(number),
    dateOfBirth: printed(tableDate(person.dateOfBirth)),
    action: printed(subject.address),
    counted: printed(text(`staffSearch.flag.${kind}.visits`, { count: visits.length })),
    visits: visits.map(rowOf),
    reasons: prisonerReasons.map((value) => ({ value, text: text(`staffSearch.flag.reasons.${value}`) })),
  })
}

function rowOf({ reference, status, ...visit }: FutureVisit) {
  return {
    ...printed({
      reference,
      address: `/staff/visits/${reference}`,
      time: tableTimes(visit),
      prisoner: lastFirst(visit.prisoner),
      prisonNumber: visit.prisonNumber,
      placeName: visit.placeName,
      mainVisitor: lastFirst(visit.mainVisitor),
    }),
    status: { state: status, text: text(`staff.statuses.${status}`) },
  }
}
