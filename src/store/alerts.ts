/** Knows the alerts: who waits for places at a prison, on which dates, and how to reach them. */
import type { WaitingAlert } from '../domain/alerts.ts'
import type { LocalDate } from '../domain/dates.ts'
import type { VisitType } from '../domain/slots.ts'
import type { Language } from '../domain/visit.ts'
import { query } from './database.ts'
import type { Database } from './database.ts'
import { placeFields } from './places.ts'
import type { Place } from './places.ts'

export interface Alert {
  id: string
  placeId: number
  visitType: VisitType
  language: Language
  /** One of the two. */
  email: string | null
  mobile: string | null
  firstDate: LocalDate
  lastDate: LocalDate
  endedAt: Date | null
}

const fields = `id, place_id as "placeId", visit_type as "visitType", language, email, mobile,
  first_date as "firstDate", last_date as "lastDate", ended_at as "endedAt"`

/** Keeps an alert; who waits there already keeps their turn and gets the new dates and language. */
export async function keepAlert(
  db: Database,
  alert: Omit<Alert, 'id' | 'endedAt'> & { askedAt: Date },
): Promise<void> {
  await query(
    db,
    `insert into place_alerts
       (place_id, visit_type, language, email, mobile, first_date, last_date, asked_at)
     values (:placeId, :visitType, :language, :email, :mobile, :firstDate, :lastDate, :askedAt)
     on conflict (place_id, visit_type, coalesce(email, mobile)) where ended_at is null
     do update set language = excluded.language, first_date = excluded.first_date, last_date = excluded.last_date`,
    { ...alert },
  )
}

export async function readAlert(db: Database, id: string): Promise<Alert | undefined> {
  const [alert] = await query<Alert>(db, `select ${fields} from place_alerts where id = :id`, { id })
  return alert
}

/** Ends an alert; one that has ended stays as it ended. */
export async function endAlert(db: Database, id: string, now: Date): Promise<void> {
  await query(db, 'update place_alerts set ended_at = :now where id = :id and ended_at is null', { id, now })
}

/**
 * Ends the alerts of a place that nobody can be told of any more: their last date lies before the first that can be
 * booked (null: none can), or a message about them showed that it cannot reach them.
 */
export async function endOldAlerts(
  trx: Database,
  placeId: number,
  firstBookable: LocalDate | null,
  now: Date,
): Promise<void> {
  await query(
    trx,
    `update place_alerts set ended_at = :now
     where place_id = :placeId and ended_at is null
       and (cast(:firstBookable as date) is null or last_date < cast(:firstBookable as date) or exists (
         select from notifications where alert_id = place_alerts.id and queued_at >= asked_at
           and failure in ('permanent_failure', 'recipient_refused', 'address_not_valid',
             'no_text_service', 'notify_refused')))`,
    { placeId, firstBookable, now },
  )
}

/** The places where somebody waits. */
export function listPlacesWaitedFor(db: Database): Promise<Place[]> {
  return query<Place>(
    db,
    `select ${placeFields} from places
     where exists (select from place_alerts where place_id = places.id and ended_at is null) order by id`,
  )
}

/** Who waits at a place, in the order in which they asked. A message left unsent, overtaken, told nobody. */
export function listWaiting(trx: Database, placeId: number): Promise<WaitingAlert[]> {
  return query<WaitingAlert>(
    trx,
    `select id, visit_type as "visitType", first_date as "firstDate", last_date as "lastDate",
       array(
         select slot_id from notifications
         where alert_id = place_alerts.id and slot_id is not null
           and (state <> 'failed' or failure is distinct from 'overtaken')) as "toldOf"
     from place_alerts where place_id = :placeId and ended_at is null order by asked_at, id`,
    { placeId },
  )
}
