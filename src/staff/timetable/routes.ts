/** Knows the pages of the timetable, its exceptions, and how full the slots are. */
import type { AreaRoute } from '../../web/work.ts'
import { addTime } from './addTime.ts'
import { changePages } from './changePages.ts'
import { removeException, setException } from './exception.ts'
import { askExceptionDay, chooseExceptionDay } from './exceptionDay.ts'
import { exportTimetable } from './exportTimetable.ts'
import { importTimetable } from './importTimetable.ts'
import { changeTime, endTime } from './oneTime.ts'
import { showTimetable } from './showTimetable.ts'

const permission = 'change-timetable'

/** A form, which is also where it is sent. */
function pagesAt(path: string, { show, send }: ReturnType<typeof changePages>): AreaRoute[] {
  return [
    ['get', path, permission, show],
    ['post', path, permission, send],
  ]
}

export const timetableRoutes: readonly AreaRoute[] = [
  ['get', '/timetable', permission, showTimetable],
  ...pagesAt('/timetable/times/new', changePages(addTime)),
  ...pagesAt('/timetable/times/:timeId/change', changePages(changeTime)),
  ...pagesAt('/timetable/times/:timeId/end', changePages(endTime)),
  ...pagesAt('/timetable/exceptions/new', { show: askExceptionDay, send: chooseExceptionDay }),
  ...pagesAt('/timetable/exceptions/:type/:date', changePages(setException)),
  ...pagesAt('/timetable/exceptions/:type/:date/remove', changePages(removeException)),
  ...pagesAt('/timetable/import', changePages(importTimetable)),
  ['get', '/timetable/export', permission, exportTimetable],
]
