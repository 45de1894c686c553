/** Knows a day as a file for spreadsheets: a row for each visitor who can come, as a gate lists them. */
import { stringify } from 'csv-stringify/sync'
import { ageOn } from '../../domain/ages.ts'
import type { LocalDate } from '../../domain/dates.ts'
import { londonTime } from '../../domain/dates.ts'
import { readDay } from '../../store/day.ts'
import type { DaySlot, DayVisit, DayVisitor } from '../../store/day.ts'
import { translator } from '../../text/translate.ts'
import { errorPage } from '../../web/errors.ts'
import { atPlace } from '../place.ts'
import { dateIn } from './dayAddress.ts'
import { officialLines } from './officialLines.ts'
import { supportLines } from './supportLines.ts'

const { text } = translator('en')

const columns = [
  'prison',
  'date',
  'starts',
  'ends',
  'type',
  'reference',
  'bookingReference',
  'status',
  'closedVisit',
  'prisonNumber',
  'prisonerLastName',
  'prisonerFirstName',
  'mainVisitor',
  'lastName',
  'firstName',
  'dateOfBirth',
  'age',
  'visitorKind',
  'about',
  'support',
] as const

type Row = Record<(typeof columns)[number], string | number>

const yesOrNo = (is: boolean) => text(is ? 'common.yes' : 'common.no')

function rowOf(prison: string, date: LocalDate, slot: DaySlot, visit: DayVisit, visitor: DayVisitor): Row {
  return {
    prison,
    date,
    starts: londonTime(slot.startsAt),
    ends: londonTime(slot.endsAt),
    type: text(`staffDay.types.${slot.visitType}`),
    reference: visit.reference,
    bookingReference: visit.bookingReference,
    status: text(`staff.statuses.${visit.status}`),
    closedVisit: yesOrNo(visit.closedVisit),
    prisonNumber: visit.prisonNumber,
    prisonerLastName: visit.prisoner.lastName,
    prisonerFirstName: visit.prisoner.firstName,
    mainVisitor: yesOrNo(visitor.isMain),
    lastName: visitor.lastName,
    firstName: visitor.firstName,
    dateOfBirth: visitor.dateOfBirth ?? '',
    age: visitor.dateOfBirth === undefined ? '' : ageOn(visitor.dateOfBirth, date),
    visitorKind: text(`staffDay.csv.kinds.${visitor.kind ?? 'visitor'}`),
    about: officialLines(visit.official, slot.visitType).join('; '),
    support: supportLines(visit.support).join('; '),
  }
}

/** What people typed is no formula to a spreadsheet: an apostrophe stands before it (standard S20). */
export const writeDay = (prison: string, date: LocalDate, slots: readonly DaySlot[]): string =>
  stringify(
    slots.flatMap((slot) =>
      slot.visits.flatMap((visit) => visit.party.map((visitor) => rowOf(prison, date, slot, visit, visitor))),
    ),
    {
      header: true,
      columns: columns.map((key) => ({ key, header: text(`staffDay.csv.${key}`) })),
      bom: true,
      escape_formulas: true,
      record_delimiter: 'windows',
    },
  )

/** GET /staff/day/:date/visits.csv */
export const downloadDay = atPlace(async (work, place) => {
  const { response, db, now } = work
  const date = dateIn(work)
  if (date === undefined) return errorPage(response, 'notFound')
  const slots = await readDay(db, { placeId: place.id, date, now })
  response.attachment(`visits-${place.slug}-${date}.csv`)
  response.type('text/csv; charset=utf-8').send(writeDay(place.name, date, slots))
})
