/** Knows what an agent reads out once the request is sent: the reference, spelt, and what happens next. */
import { fullName } from '../../domain/names.ts'
import { placeName } from '../../domain/placeName.ts'
import { needsLetters } from '../../domain/postalAddress.ts'
import { parseReference } from '../../domain/reference.ts'
import { spelledOut } from '../../domain/spelling.ts'
import { listBookedIn } from '../../store/calls.ts'
import { listWaitingLettersOf } from '../../store/letters.ts'
import { readVisit } from '../../store/visits.ts'
import type { Visit } from '../../store/visits.ts'
import { translator } from '../../text/translate.ts'
import { printed } from '../../views/printed.ts'
import { slotLine } from '../../views/words.ts'
import { errorPage } from '../../web/errors.ts'
import { callAddress, draftOwner, inCall } from '../calls/openCall.ts'

const words = translator('en')
const { text, date } = words

/** "B for Bravo", and digits as they are: "four". */
const spoken = ({ sign, word, isDigit }: ReturnType<typeof spelledOut>[number][number]) =>
  isDigit ? text('phoneBook.sent.digit', { sign, word }) : text('phoneBook.sent.letter', { sign, word })

function howToldOf(visit: Visit): 'email' | 'text' | 'letter' | 'nothing' {
  if (!needsLetters(visit)) return visit.email ? 'email' : 'text'
  return visit.postalAddress ? 'letter' : 'nothing'
}

const linesFor = (visit: Visit) => [
  text('phoneBook.sent.notYet'),
  text('phoneBook.sent.answerBy', { prison: placeName(visit.place, 'en'), date: date(visit.answerBy) }),
  text(`phoneBook.sent.told.${howToldOf(visit)}`),
  text('phoneBook.sent.keep'),
]

/** GET /phone/calls/:call/sent/:reference */
export const showSent = inCall(async ({ request, response, db }, call) => {
  const reference = parseReference(String(request.params.reference))
  const booked = (await listBookedIn(db, draftOwner(call))).find((one) => one.reference === reference)
  const visit = booked && (await readVisit(db, booked.id))
  if (!visit) return errorPage(response, 'notFound')
  const letters = await listWaitingLettersOf(db, visit.id)
  const groups = spelledOut(visit.reference)
  response.render('phone/book/sent', {
    section: 'calls',
    groups: printed(groups.map((group) => group.map(({ sign }) => sign).join(''))),
    spelled: printed(groups.map((group) => group.map(spoken))),
    lines: printed(linesFor(visit)),
    who: printed(visit.party.map(fullName)),
    times: printed(visit.choices.map(({ slot }) => slotLine(slot, words))),
    prison: printed(placeName(visit.place, 'en')),
    letters: letters.map((letter) => printed(`/phone/letters/${letter}`)),
    endAddress: printed(`${callAddress(call)}/end?outcome=booked`),
    address: printed(callAddress(call)),
  })
})
