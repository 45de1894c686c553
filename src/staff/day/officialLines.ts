/** Knows what a gate and a hall have to know of an official visit, in one line each. */
import { needsJoining } from '../../domain/officialDecision.ts'
import type { VisitType } from '../../domain/slots.ts'
import type { OfficialVisit } from '../../store/officialVisits.ts'
import { translator } from '../../text/translate.ts'
import { itemLines } from '../visit/officialView.ts'

/** As what the party comes, what it brings in, and whether it still has to be told how to join. */
export function officialLines(official: OfficialVisit | null, visitType: VisitType): string[] {
  if (!official) return []
  const { text } = translator('en')
  const purpose = text(`staff.official.purposes.${official.purpose}`)
  const isUntold = needsJoining(visitType) && official.joiningDetails === ''
  return [
    official.organisation ? `${purpose}, ${official.organisation}` : purpose,
    ...itemLines(official),
    ...(isUntold ? [text('staffDay.notToldHowToJoin')] : []),
  ]
}
