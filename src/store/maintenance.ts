/** Knows the switch that closes the service for maintenance, and what administrators did. */
import { query, transact } from './database.ts'
import type { Database } from './database.ts'

/** Closed until then; null where nobody said. */
export interface Maintenance {
  until: Date | null
}

/** Who did it; nobody by name where it was a command. */
export interface ByWhom {
  personId: string | null
  now: Date
}

/** Undefined while the service is open. */
export async function readMaintenance(db: Database): Promise<Maintenance | undefined> {
  const [row] = await query<Maintenance>(db, 'select until from maintenance')
  return row
}

/** Closes the service, or says anew until when. */
export function closeService(db: Database, until: Date | null, by: ByWhom): Promise<void> {
  return transact(db, async (trx) => {
    await query(
      trx,
      `insert into maintenance (since, until) values (:now, :until)
       on conflict (single) do update set since = excluded.since, until = excluded.until`,
      { until, now: by.now },
    )
    await insertServiceEvent(trx, 'maintenance_on', by)
  })
}

export function openService(db: Database, by: ByWhom): Promise<void> {
  return transact(db, async (trx) => {
    const closed = await query(trx, 'delete from maintenance returning single')
    if (closed.length > 0) await insertServiceEvent(trx, 'maintenance_off', by)
  })
}

/** Ends every session of a person, in all areas; gives how many there were. */
export function endSessionsOf(db: Database, personId: string, by: ByWhom): Promise<number> {
  return transact(db, async (trx) => {
    const ended = await query(
      trx,
      `delete from sessions where sess -> 'signedIn' ->> 'personId' = cast(:personId as text) returning sid`,
      { personId },
    )
    await insertServiceEvent(trx, 'sessions_ended', by, personId)
    return ended.length
  })
}

async function insertServiceEvent(
  trx: Database,
  what: 'maintenance_on' | 'maintenance_off' | 'sessions_ended',
  { personId, now }: ByWhom,
  about: string | null = null,
): Promise<void> {
  await query(
    trx,
    `insert into service_events (at, what, by_person_id, about_person_id) values (:now, :what, :personId, :about)`,
    { now, what, personId, about },
  )
}
