/** Knows how a timetable looks before a change and after it, day by day, and which days differ. */
import type { Effects } from '../../actions/changeTimetable.ts'
import { addDays, datesBetween } from '../../domain/dates.ts'
import type { LocalDate } from '../../domain/dates.ts'
import { slotTimesOn, visitTypes } from '../../domain/slots.ts'
import { planOf } from '../../domain/timetable.ts'
import type { PlaceTimetable, TimetableChange } from '../../domain/timetable.ts'
import { applyChange } from '../../domain/timetableChange.ts'
import { isNoDifference, timetableDifference } from '../../domain/timetableDifference.ts'
import { translator } from '../../text/translate.ts'
import { printed } from '../../views/printed.ts'
import { timeWords } from './entryWords.ts'
import { shortDay, typeWord } from './words.ts'

type Day = Effects['weeks'][number]

/** After the four weeks the days that differ are searched this far, and so many are shown. */
const searchedDays = 366
const mostLaterDays = 7

const differs = ({ before, after }: Day): boolean => JSON.stringify(before) !== JSON.stringify(after)

/** A table for each type, of the days that have visits before or after. */
const weeksTables = (days: readonly Day[]) =>
  visitTypes.flatMap((type) => {
    const shown = days.filter(
      ({ visitType, before, after }) => visitType === type && before.length + after.length > 0,
    )
    return shown.length > 0 ? [{ type: typeWord(type), days: shown.map(dayRow) }] : []
  })

const dayRow = (day: Day) => ({
  ...printed({
    date: shortDay(day.date),
    before: day.before.map(timeWords),
    after: day.after.map(timeWords),
  }),
  differs: differs(day),
})

/** The first days that differ after those, of each type. */
function laterDays(timetable: PlaceTimetable, changed: PlaceTimetable, today: LocalDate): Day[] {
  const dates = datesBetween(addDays(today, 28), addDays(today, searchedDays))
  return visitTypes.flatMap((visitType) => {
    const [old, now] = [planOf(timetable, visitType), planOf(changed, visitType)]
    const days = dates.map((date): Day => {
      return { date, visitType, before: slotTimesOn(date, old), after: slotTimesOn(date, now) }
    })
    return days.filter(differs).slice(0, mostLaterDays)
  })
}

/** What the next four weeks would be; later days, where nothing differs in those weeks. */
export function weeksView(
  days: readonly Day[],
  timetable: PlaceTimetable,
  change: TimetableChange,
  today: LocalDate,
) {
  const changed = applyChange(timetable, change, today)
  const count = days.filter(differs).length
  const later = count > 0 ? [] : laterDays(timetable, changed, today)
  return {
    summary: printed(summaryOf(count, later.length, isNoDifference(timetableDifference(timetable, changed)))),
    later: weeksTables(later),
    weeks: weeksTables(days),
  }
}

function summaryOf(soon: number, later: number, isSame: boolean): string {
  const { text } = translator('en')
  if (soon > 0) return text('staffTimetable.preview.differing', { count: soon })
  if (later > 0) return text('staffTimetable.preview.later')
  return text(isSame ? 'staffTimetable.preview.nothing' : 'staffTimetable.preview.noDays')
}
