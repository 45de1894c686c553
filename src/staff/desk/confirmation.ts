/** Knows the paper that a visitor without e-mail takes along from the desk: the request, in the visitor's language. */
import { fullName } from '../../domain/names.ts'
import { placeName } from '../../domain/placeName.ts'
import type { Visit } from '../../store/visits.ts'
import { translator } from '../../text/translate.ts'
import { printed } from '../../views/printed.ts'
import { slotLine } from '../../views/words.ts'
import { errorPage } from '../../web/errors.ts'
import { openOwnVisit } from '../visit/showVisit.ts'
import type { Handler } from '../../web/work.ts'

/** GET /staff/visits/:reference/confirmation; a visit that was decided has more to tell than this. */
export const showConfirmation: Handler = async (work) => {
  const { response, publicUrl } = work
  const visit = await openOwnVisit(work)
  if (!visit) return errorPage(response, 'notFound')
  const address = `/staff/visits/${visit.reference}`
  if (visit.status !== 'requested') return response.redirect(303, address)
  response.render('staff/desk/confirmation', {
    section: 'book',
    title: translator('en').text('staffDesk.confirmation.title'),
    back: printed(address),
    hasEmail: visit.email !== null,
    paper: paperOf(visit, publicUrl),
  })
}

/** Everything on the paper, in the words of the public. */
function paperOf(visit: Visit, publicUrl: string) {
  const words = translator(visit.language)
  const { text, date } = words
  const prison = placeName(visit.place, visit.language)
  const { phone } = visit.place
  const address = new URL('/visits', publicUrl)
  const where = { address: `${address.host}${address.pathname}`, prison, phone }
  const answer = visit.email === null ? (phone === '' ? 'ask' : 'askOrCall') : 'email'
  const row = (key: string, lines: string[]) => ({ key: text(`visit.${key}`), lines: printed(lines) })
  return {
    language: visit.language,
    title: text('book.paper.title'),
    referenceLabel: text('visit.reference'),
    reference: printed(visit.reference),
    lead: printed(text('visit.lead.requested', { prison, date: date(visit.answerBy) })),
    rows: [
      row('where', [prison]),
      row(
        'choices',
        visit.choices.map(({ slot }) => slotLine(slot, words)),
      ),
      row('whoAsked', visit.party.map(fullName)),
    ],
    nextTitle: text('visit.whatNext'),
    next: [
      text('book.paper.checks'),
      printed(text(`book.paper.${answer}`, where)),
      printed(text('book.paper.keep', where)),
      text('book.paper.wait'),
    ],
  }
}
