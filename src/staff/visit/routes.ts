/** Knows the pages of one visit. */
import type { AreaRoute } from '../../web/work.ts'
import { recordsAttendance } from './attendance.ts'
import { cancelRoutes } from './cancel.ts'
import { decide } from './decide.ts'
import { joiningRoutes } from './joining.ts'
import { messageRoutes } from './message.ts'
import { moveRoutes } from './move.ts'
import { addsNote } from './notes.ts'
import { resends } from './resend.ts'
import { showVisit } from './showVisit.ts'
import { undoRoutes } from './undo.ts'

export const visitRoutes: readonly AreaRoute[] = [
  ['get', '/visits/:reference', 'see-requests', showVisit],
  ['post', '/visits/:reference/decision', 'decide-requests', decide],
  ['post', '/visits/:reference/attendance', 'handle-visits', recordsAttendance],
  ['post', '/visits/:reference/notes', 'handle-visits', addsNote],
  ['post', '/visits/:reference/messages/:id/resend', 'handle-visits', resends],
  ...cancelRoutes,
  ...moveRoutes,
  ...messageRoutes,
  ...joiningRoutes,
  ...undoRoutes,
]
