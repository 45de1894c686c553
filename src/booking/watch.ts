/** Knows how journeys are watched: their ends and refused answers are counted, and nobody is known by it. */
import type { Request } from 'express'
import { londonDate } from '../domain/dates.ts'
import type { Watch } from '../journey/journey.ts'
import type { Database } from '../store/database.ts'
import { countRefused, noteEnd } from '../store/measures/journeys.ts'

/** Counts for the journey of that name. Where the database cannot, the log says so. */
export function watchJourney(db: Database, journey: string, now: () => Date): Watch {
  const orLog = async (request: Request, work: Promise<void>) => {
    await work.catch((error: unknown) => request.log.warn({ err: error }, 'a journey was not counted'))
  }
  return {
    refused(request, step, problems) {
      const refused = problems.map(({ field, problem }) => ({ field, problem }))
      return orLog(request, countRefused(db, { day: londonDate(now()), journey, step, refused }))
    },
    ended: (request, draftId, page) => orLog(request, noteEnd(db, draftId, page)),
  }
}
