/** An agent goes on with what a caller typed online: the answers are copied into a draft of the call, and stay theirs. */
import { parseDateParts } from '../domain/dateOfBirth.ts'
import type { LocalDate } from '../domain/dates.ts'
import { idsOfCode } from '../domain/draftCode.ts'
import { insertLookup } from '../store/callLookups.ts'
import type { OwnCall } from '../store/callLookups.ts'
import { transact } from '../store/database.ts'
import type { Database } from '../store/database.ts'
import { findDraftToCopy } from '../store/draftCopies.ts'
import type { CallersDraft } from '../store/draftCopies.ts'
import { insertDraft } from '../store/drafts.ts'
import { beginLookup, failLookup } from './lookUpVisit.ts'
import type { LookupRefusal } from './lookUpVisit.ts'

export interface CopyAsked {
  /** As the caller reads it out. */
  code: string
  /** Of the main visitor or the prisoner. */
  dateOfBirth: LocalDate | undefined
  /** Where the answers go: a new draft of the call. */
  to: { id: string; owner: string; journey: string }
}

const pages = ['your-details', 'prisoner']

/** The dates of birth that a draft has. */
function birthsIn({ answers }: CallersDraft): LocalDate[] {
  return pages.flatMap((page) => {
    const typed = answers[page] ?? {}
    const part = (name: string) => {
      const value = typed[`dateOfBirth-${name}`]
      return typeof value === 'string' ? value : ''
    }
    const parsed = parseDateParts({ day: part('day'), month: part('month'), year: part('year') })
    return 'date' in parsed ? [parsed.date] : []
  })
}

/** A draft without a date of birth tells of nobody yet. */
function isTheirs(draft: CallersDraft, dateOfBirth: LocalDate | undefined): boolean {
  const births = birthsIn(draft)
  return births.length === 0 || (dateOfBirth !== undefined && births.includes(dateOfBirth))
}

/** Copies the answers of the draft with that code, if the caller is whom it tells of. */
export function copyDraft(
  db: Database,
  own: OwnCall,
  { code, dateOfBirth, to }: CopyAsked,
  now: Date,
): Promise<{ done: true } | LookupRefusal> {
  return transact(db, async (trx) => {
    const begun = await beginLookup(trx, own)
    if ('refused' in begun) return begun
    const ids = idsOfCode(code)
    const draft = ids && (await findDraftToCopy(trx, ids, now))
    const looked = { what: 'draft' as const, visitId: null, now }
    if (!draft || !isTheirs(draft, dateOfBirth)) return failLookup(trx, own, { ...looked, ...begun })
    await insertDraft(trx, { ...to, answers: draft.answers, now })
    await insertLookup(trx, { ...own, ...looked, failure: null })
    return { done: true }
  })
}
