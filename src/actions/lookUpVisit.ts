/** An agent looks for a caller's visit: found only for who answers right, and not at all after three failures in a call. */
import { isIdentified, mostFailures } from '../domain/callLookup.ts'
import type { CallerAnswers } from '../domain/callLookup.ts'
import { countFailedLookups, findCandidates, insertLookup, lockOpenCall } from '../store/callLookups.ts'
import type { LookedFor, LookupKind, OwnCall } from '../store/callLookups.ts'
import { transact } from '../store/database.ts'
import type { Database } from '../store/database.ts'

/**
 * `wrong`: no visit, or not two right answers; nobody is told which. `ended`: there were three failures, this one
 * among them or before. `noCall`: the agent has no such call, or it has ended.
 */
export type LookupRefusal = { refused: 'wrong'; left: number } | { refused: 'ended' } | { refused: 'noCall' }

/** Begins a look-up: how often the call has failed, while it may still look up. */
export async function beginLookup(
  trx: Database,
  own: OwnCall,
): Promise<{ failures: number } | LookupRefusal> {
  if (!(await lockOpenCall(trx, own))) return { refused: 'noCall' }
  const failures = await countFailedLookups(trx, own.callId)
  return failures >= mostFailures ? { refused: 'ended' } : { failures }
}

/** Keeps a failure; says how many are left. */
export async function failLookup(
  trx: Database,
  own: OwnCall,
  failed: { what: LookupKind; visitId: number | null; failures: number; now: Date },
): Promise<LookupRefusal> {
  const failure = failed.failures + 1
  await insertLookup(trx, { ...own, ...failed, failure })
  return failure < mostFailures ? { refused: 'wrong', left: mostFailures - failure } : { refused: 'ended' }
}

/** Gives the ids of the visits found, newest first. */
export function lookUpVisit(
  db: Database,
  own: OwnCall,
  { lookedFor, answers }: { lookedFor: LookedFor; answers: CallerAnswers },
  now: Date,
): Promise<{ found: number[] } | LookupRefusal> {
  const what = 'reference' in lookedFor ? 'reference' : 'prisoner'
  return transact(db, async (trx) => {
    const begun = await beginLookup(trx, own)
    if ('refused' in begun) return begun
    const candidates = await findCandidates(trx, lookedFor)
    const found = candidates.filter((candidate) => isIdentified(answers, candidate)).map(({ id }) => id)
    if (found.length === 0) {
      return failLookup(trx, own, { what, visitId: candidates[0]?.id ?? null, ...begun, now })
    }
    // The one that was told of last is the newest.
    for (const visitId of found.toReversed()) {
      await insertLookup(trx, { ...own, what, visitId, failure: null, now })
    }
    return { found }
  })
}
