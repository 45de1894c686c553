/** Knows what is read for the page of a visit: what stands against it, what happened since, and who asks. */
import { findOpenChange, listChangeClashes } from '../../store/changes.ts'
import { listClashes, listPossibleDuplicates } from '../../store/clashes.ts'
import type { Database } from '../../store/database.ts'
import { listEvents } from '../../store/events.ts'
import { listOpenFlags } from '../../store/flags.ts'
import { readKeptBecause } from '../../store/keepFlagged.ts'
import { listNotes } from '../../store/notes.ts'
import { listNotifications } from '../../store/notifications.ts'
import { readProfessional } from '../../store/professionals.ts'
import { listViewers } from '../../store/views.ts'
import type { Visit } from '../../store/visits.ts'
import type { SignedIn } from '../../web/signIn.ts'
import { viewedSince } from '../viewed.ts'

/** Everything that the page shows besides the visit itself, read at once. */
export async function readFacts(
  db: Database,
  { id, status, official }: Visit,
  { personId, prisons }: SignedIn,
  now: Date,
) {
  const isLive = status === 'requested' || status === 'booked'
  const isBooked = status === 'booked'
  const [
    clashes,
    duplicates,
    events,
    notifications,
    viewers,
    notes,
    flags,
    keptBecause,
    change,
    changeClashes,
    profile,
  ] = await Promise.all([
    status === 'requested' ? listClashes(db, id, prisons) : [],
    listPossibleDuplicates(db, id, prisons),
    listEvents(db, id),
    listNotifications(db, id),
    listViewers(db, { visitId: id, since: viewedSince(now), exceptPersonId: personId }),
    listNotes(db, id),
    isLive ? listOpenFlags(db, id, now) : [],
    readKeptBecause(db, id),
    isBooked ? findOpenChange(db, id) : undefined,
    isBooked ? listChangeClashes(db, id, prisons) : [],
    official ? readProfessional(db, official.professionalId) : undefined,
  ])
  return {
    clashes,
    duplicates,
    events,
    notifications,
    viewers,
    notes,
    flags,
    keptBecause,
    change,
    changeClashes,
    profile,
  }
}
