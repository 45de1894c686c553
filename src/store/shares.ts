/** Knows the shared lists: an invitation by e-mail, accepted by whoever has the address, until either ends it. */
import type { Language } from '../domain/visit.ts'
import { query } from './database.ts'
import type { Database } from './database.ts'
import { sendJob } from './jobs.ts'

export interface Share {
  id: number
  ownerId: string
  /** As their profiles have it; empty where there is none any more. */
  ownerName: string
  ownerEmail: string
  /** To which the invitation went. */
  email: string
  invitedAt: Date
  colleagueId: string | null
  colleagueName: string
  acceptedAt: Date | null
  endedAt: Date | null
  language: Language
}

const fields = `
  list_shares.id, owner_id as "ownerId", coalesce(owner.name, '') as "ownerName",
  coalesce(owner.email, '') as "ownerEmail", list_shares.email, invited_at as "invitedAt",
  colleague_id as "colleagueId", coalesce(colleague.name, '') as "colleagueName", accepted_at as "acceptedAt",
  ended_at as "endedAt", list_shares.language`

const from = `
  list_shares left join professionals as owner on owner.person_id = owner_id
    left join professionals as colleague on colleague.person_id = colleague_id`

/** What concerns somebody now, newest first: their own shares, those with them, and invitations to their address. */
export const listShares = (
  db: Database,
  asked: { personId: string; email: string; since: Date },
): Promise<Share[]> =>
  query(
    db,
    `select ${fields} from ${from}
     where ended_at is null and (accepted_at is not null or invited_at >= :since)
       and (owner_id = :personId or colleague_id = :personId or (list_shares.email = :email and accepted_at is null))
     order by invited_at desc, list_shares.id desc`,
    asked,
  )

export async function readShare(db: Database, id: number): Promise<Share | undefined> {
  const [row] = await query<Share>(db, `select ${fields} from ${from} where list_shares.id = :id`, { id })
  return row
}

/** Reads a share after locking it until the transaction ends. */
export async function lockShare(trx: Database, id: number): Promise<Share | undefined> {
  await query(trx, 'select from list_shares where id = :id for update', { id })
  return readShare(trx, id)
}

/** The share or invitation of that address which has not ended; it may have lapsed. */
export async function findOpenShare(
  trx: Database,
  asked: { ownerId: string; email: string },
): Promise<Share | undefined> {
  const [row] = await query<Share>(
    trx,
    `select ${fields} from ${from} where owner_id = :ownerId and list_shares.email = :email and ended_at is null`,
    asked,
  )
  return row
}

/** Keeps an invitation and queues its e-mail; gives its id. */
export async function insertShare(
  trx: Database,
  share: { ownerId: string; email: string; language: Language; now: Date },
): Promise<number> {
  const [row] = await query<{ id: number }>(
    trx,
    `insert into list_shares (owner_id, email, invited_at, language) values (:ownerId, :email, :now, :language)
     returning id`,
    share,
  )
  if (!row) throw new Error('The invitation was not stored')
  await query(
    trx,
    `with queued as (
       insert into notifications (share_id, kind, channel, queued_at) values (:id, 'share_invited', 'email', :now)
       returning id)
     ${sendJob}
     from queued`,
    { id: row.id, now: share.now },
  )
  return row.id
}

export async function acceptShare(
  trx: Database,
  share: { id: number; personId: string; now: Date },
): Promise<void> {
  await query(
    trx,
    'update list_shares set colleague_id = :personId, accepted_at = :now where id = :id',
    share,
  )
}

export async function endShare(
  trx: Database,
  share: { id: number; personId: string; now: Date },
): Promise<void> {
  await query(trx, 'update list_shares set ended_at = :now, ended_by = :personId where id = :id', share)
}
