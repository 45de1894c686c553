/** Knows the drafts: what was typed so far, with the place and times that it is about. */
import type { VisitType } from '../domain/slots.ts'
import type { Language } from '../domain/visit.ts'
import { query } from './database.ts'
import type { Database } from './database.ts'
import { together } from './together.ts'
import { toDraft, withFacts } from './draftFacts.ts'
import type { DraftRow, JsonDraftRow } from './draftFacts.ts'

const life = "interval '24 hours'"

/** SQL that is true of a draft (of `drafts`) that was not used for 24 hours before `:now`. */
export const isOldDraft = `last_used_at <= cast(:now as timestamptz) - ${life}`

/** Whose draft, of which journey, and the day on which it is looked at. */
interface Asked {
  id: string
  owner: string
  journey: string
  visitTypes: readonly VisitType[]
  /** From this page's answer on, times are needed. */
  timesFrom: string
  today: string
  now: Date
}

/** One draft of a journey, and when it is asked for. */
export type AskedDraft = Pick<Asked, 'id' | 'owner' | 'today' | 'now'>

const foundDrafts = `
  with found as (
    select asked, drafts.*
    from unnest(cast(:ids as uuid[]), cast(:owners as text[])) with ordinality as askers (id, owner, asked)
      join drafts using (id, owner)
    where journey = :journey and last_used_at > cast(:now as timestamptz) - ${life})
  ${withFacts('found', 'asked,')}`

const typedPage = 'jsonb_build_object(cast(:slug as text), cast(:typed as jsonb))'

const savedDraft = `
  with saved as (
    insert into drafts (id, owner, journey, language, answers, created_at, last_used_at)
    values (:id, :owner, :journey, :language, cast(:known as jsonb) || ${typedPage}, :now, :now)
    on conflict (id) do update
      set answers = drafts.answers || ${typedPage}, last_used_at = excluded.last_used_at,
        language = excluded.language, ended_on = null
      where drafts.owner = excluded.owner and drafts.journey = excluded.journey and drafts.visit_id is null
    returning *)
  ${withFacts('saved')}`

/**
 * Reads kept drafts of a journey by id and owner, with facts about the prison that each names; those of one turn of
 * the event loop in one query. Ids have to be UUIDs.
 */
export function draftReader(
  db: Database,
  journey: Pick<Asked, 'journey' | 'visitTypes' | 'timesFrom'>,
): (asked: AskedDraft) => Promise<DraftRow | undefined> {
  const read = together<AskedDraft, JsonDraftRow & { asked: number }>((askers) => {
    const [ids, owners] = [askers.map(({ id }) => id), askers.map(({ owner }) => owner)]
    return query(db, foundDrafts, { ...askers[0], ...journey, ids, owners })
  })
  return async (asked) => {
    const row = await read(asked)
    return row && toDraft(row)
  }
}

/** The owner's draft last used that is not sent. */
export async function findNewestDraft(
  db: Database,
  { owner, journey, now }: { owner: string; journey: string; now: Date },
): Promise<string | undefined> {
  const [row] = await query<{ id: string }>(
    db,
    `select id from drafts
     where owner = :owner and journey = :journey and visit_id is null
       and last_used_at > cast(:now as timestamptz) - ${life}
     order by last_used_at desc limit 1`,
    { owner, journey, now },
  )
  return row?.id
}

/** Keeps what was typed on one page, in a new draft with what is known already; gives the draft as found. One that was sent, or is another's, stays as it is. */
export async function saveDraft(
  db: Database,
  asked: Asked & { slug: string; typed: object; known: object; language: Language },
): Promise<DraftRow | undefined> {
  const [typed, known] = [JSON.stringify(asked.typed), JSON.stringify(asked.known)]
  const [row] = await query<JsonDraftRow>(db, savedDraft, { ...asked, typed, known })
  return row && toDraft(row)
}

/** Keeps a draft with answers already in it; one of that id that is there already stays as it is. */
export async function insertDraft(
  db: Database,
  draft: {
    id: string
    owner: string
    journey: string
    answers: object
    /** Of the visit that it changes. */
    changesVisitId?: number
    now: Date
  },
): Promise<void> {
  const { answers, changesVisitId = null } = draft
  await query(
    db,
    `insert into drafts (id, owner, journey, answers, changes_visit_id, created_at, last_used_at)
     values (:id, :owner, :journey, :answers, :changesVisitId, :now, :now) on conflict (id) do nothing`,
    { ...draft, answers: JSON.stringify(answers), changesVisitId },
  )
}

/** Locks a draft; the visit that it became, null until it is sent, and nothing when there is no such draft. */
export async function lockDraft(trx: Database, id: string): Promise<{ visitId: number | null } | undefined> {
  const [row] = await query<{ visitId: number | null }>(
    trx,
    'select visit_id as "visitId" from drafts where id = :id for update',
    { id },
  )
  return row
}

/** The draft stays as sent from now on. */
export async function markDraftSent(trx: Database, id: string, visitId: number): Promise<void> {
  await query(trx, 'update drafts set visit_id = :visitId where id = :id', { id, visitId })
}
