/** Knows the timetable as a file to take away. */
import { londonDate } from '../../domain/dates.ts'
import { visitTypes } from '../../domain/slots.ts'
import { readTimetable } from '../../store/timetables.ts'
import { atPlace } from '../place.ts'
import { writeTimetable } from './csv.ts'

export const exportTimetable = atPlace(async ({ response, db, now }, place) => {
  const today = londonDate(now)
  const { times, exceptions, closures } = await readTimetable(db, place.id, today)
  const byType = times.toSorted((a, b) => visitTypes.indexOf(a.visitType) - visitTypes.indexOf(b.visitType))
  response.attachment(`timetable-${place.slug}-${today}.csv`)
  response.type('text/csv; charset=utf-8').send(writeTimetable({ times: byType, exceptions, closures }))
})
