/** Knows what the page of a day tells. */
import { ageOn } from '../../domain/ages.ts'
import { addDays, isRealDate, londonDate } from '../../domain/dates.ts'
import type { LocalDate } from '../../domain/dates.ts'
import { isOfficial } from '../../domain/officialDecision.ts'
import type { VisitType } from '../../domain/slots.ts'
import { hasCome } from '../../domain/visit.ts'
import type { DayRequest, DaySlot, DayVisit, DayVisitor } from '../../store/day.ts'
import { translator } from '../../text/translate.ts'
import { printed } from '../../views/printed.ts'
import { lastFirst, moment, times } from '../../views/staffFormat.ts'
import { dayAddress } from './dayAddress.ts'
import { officialLines } from './officialLines.ts'
import { supportLines } from './supportLines.ts'

const { text, date: longDate } = translator('en')

/** What the view shows of a day, besides the form that chooses another. */
export function dayPage(
  slots: readonly DaySlot[],
  { date, place, now }: { date: LocalDate; place: { name: string }; now: Date },
) {
  const mayRecord = hasCome(date, londonDate(now))
  return {
    title: printed(text('staffDay.title', { date: longDate(date) })),
    placeName: printed(place.name),
    printedAt: printed(text('staffDay.printedAt', { at: moment(now) })),
    address: printed(dayAddress(date)),
    previous: neighbour(addDays(date, -1)),
    next: neighbour(addDays(date, 1)),
    month: printed(`/staff/timetable/occupancy/${date.slice(0, 7)}`),
    total: printed(totalOf(slots)),
    returnTo: printed(`${dayAddress(date)}?recorded=1`),
    slots: slots.map((slot) => ({
      id: printed(slot.id),
      heading: printed(`${times(slot)} ${text(`staffDay.types.${slot.visitType}`)}`),
      places: printed(placesOf(slot)),
      isOfficial: isOfficial(slot.visitType),
      visits: slot.visits.map((visit) => visitOf(visit, slot.visitType, { date, mayRecord })),
      waiting: slot.waiting.map(requestOf),
    })),
  }
}

/** The day before the first or after the last that can be written has no address. */
const neighbour = (date: LocalDate) => (isRealDate(date) ? printed(dayAddress(date)) : undefined)

function totalOf(slots: readonly DaySlot[]): string {
  const visits = slots.flatMap((slot) => slot.visits)
  const people = visits.reduce((sum, { party }) => sum + party.length, 0)
  return `${text('staffDay.visits', { count: visits.length })}, ${text('staffDay.people', { count: people })}`
}

function placesOf({ wanted, booked, held }: DaySlot): string {
  const used = text('staffDay.places', { booked, wanted })
  return held > 0 ? `${used}, ${text('staffDay.held', { count: held })}` : used
}

function visitOf(
  visit: DayVisit,
  visitType: VisitType,
  { date, mayRecord }: { date: LocalDate; mayRecord: boolean },
) {
  const { reference, version, status } = visit
  return {
    ...whom(visit),
    anchor: printed(`visit-${reference}`),
    bookingReference: printed(visit.bookingReference),
    party: visit.party.map((visitor) => ({
      name: printed(lastFirst(visitor)),
      about: printed(aboutOf(visitor, date)),
      isMain: visitor.isMain,
    })),
    isClosed: visit.closedVisit,
    isFlagged: visit.isFlagged,
    needs: printed([...officialLines(visit.official, visitType), ...supportLines(visit.support)]),
    recorded: status === 'booked' ? undefined : { state: status, text: text(`staff.statuses.${status}`) },
    form: mayRecord
      ? {
          action: printed(`/staff/visits/${reference}/attendance`),
          version: printed(version),
          offers: (['attended', 'not_attended'] as const).filter((offer) => offer !== status),
        }
      : undefined,
  }
}

/** How old somebody is on the day, or as what they come. */
const aboutOf = ({ dateOfBirth, kind }: DayVisitor, date: LocalDate): string =>
  dateOfBirth === undefined
    ? text(`staffDay.kinds.${kind ?? 'official_visitor'}`)
    : ageWords(ageOn(dateOfBirth, date))

const ageWords = (age: number) => (age === 0 ? text('staffDay.underOne') : String(age))

function requestOf(request: DayRequest) {
  const { isChange, people } = request
  return { ...whom(request), isChange, people: printed(text('staffDay.people', { count: people })) }
}

const whom = ({ reference, prisonNumber, prisoner }: DayVisit | DayRequest) =>
  printed({
    reference,
    href: `/staff/visits/${reference}`,
    prisoner: lastFirst(prisoner),
    prisonNumber,
  })
