/** Knows what stands in a new draft before it is asked: that the professional takes part. */
import { officialParty, officialVisitor } from '../../booking/steps/officialParty.ts'
import type { TypedPages } from '../../journey/step.ts'
import type { Professional } from '../../store/professionals.ts'

/** Nothing of a name that is not a first and a last one. */
export function knownOf({ name }: Pick<Professional, 'name'>): TypedPages {
  const split = name.lastIndexOf(' ')
  const typed = {
    firstName: name.slice(0, Math.max(0, split)),
    lastName: name.slice(split + 1),
    kind: 'official_visitor',
  }
  return 'value' in officialVisitor.parse(typed) ? { [officialParty.slug]: { people: [typed] } } : {}
}
