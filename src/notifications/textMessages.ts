/** Knows what each text message about a visit says: no name of anybody and no link, in two fragments at most (standards N15). */
import { placeName } from '../domain/placeName.ts'
import { isRefused } from '../domain/visit.ts'
import type { NotificationKind } from '../store/notifications.ts'
import type { Visit } from '../store/visits.ts'
import type { Translator } from '../text/translate.ts'
import { slotLine } from '../views/words.ts'
import { inPhoneAlphabet } from './phoneAlphabet.ts'
import { oneLine } from './userText.ts'

/** Writes the text message of a kind in the translator's language, the service's name first. */
export function writeText(kind: NotificationKind, visit: Visit, translator: Translator): string {
  const { text, date, language } = translator
  const facts = {
    prison: oneLine(placeName(visit.place, language)),
    reference: visit.reference,
    slot: visit.slot ? slotLine(visit.slot, translator) : '',
    answerBy: date(visit.answerBy),
  }
  const refusesSome = (kind === 'confirmed' || kind === 'changed') && visit.party.some(isRefused)
  const sentences = [
    text(`messages.${kind}.text`, facts),
    ...(refusesSome ? [text('messages.confirmed.textRefused')] : []),
  ]
  return inPhoneAlphabet(`${text('common.serviceName')}: ${sentences.join('. ')}`)
}
