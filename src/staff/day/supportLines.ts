/** Knows how the needs of a party are written in one line each. */
import type { Support } from '../../store/visits.ts'
import { translator } from '../../text/translate.ts'

/** As the question about them lists them (specification §5 `support`). */
const kinds = ['wheelchair', 'hearingLoop', 'interpreter', 'babyChanging', 'other'] as const

/** "Wheelchair access", "Interpreter: Polish". */
export function supportLines(support: Support): string[] {
  const { text } = translator('en')
  return kinds.flatMap((kind) => {
    const needed = support[kind]
    if (!needed) return []
    const name = text(`staff.visit.support.${kind}`)
    return [needed === true ? name : `${name}: ${needed}`]
  })
}
