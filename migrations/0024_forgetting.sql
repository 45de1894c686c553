-- Forgetting: what nobody needs any more goes, by one function that only the purge job calls. It changes and deletes
-- what the application's role may only add to. What is counted stays: visits, their times, states and ways.

-- A forgotten visit claims no time.
create or replace function claim_times(visit integer) returns void
  language sql security definer set search_path = pg_catalog, public as $$
  delete from visit_claims where visit_id = visit;
  insert into visit_claims (visit_id, slot_id, prison_number, main_visitor_key)
    select visits.id, choice.slot_id, prison_number, main_visitor_key
    from visits join visit_choices as choice on choice.visit_id = visits.id
    where visits.id = visit and status = 'requested' and forgotten_at is null
    union
    select id, slot_id, prison_number, main_visitor_key from visits
    where id = visit and status = 'booked' and forgotten_at is null
    union
    select visits.id, choice.slot_id, prison_number, main_visitor_key
    from visits join visit_changes as change on change.visit_id = visits.id and change.status = 'requested'
      join visit_change_choices as choice on choice.change_id = change.id
    where visits.id = visit and visits.status = 'booked' and forgotten_at is null;
$$;

-- Visits whose last date, of their slot and of every time that was ever asked for, is more than six months ago. What
-- still waits is left: other jobs end it first, and tell the visitor.
create function visits_to_forget(today date) returns setof integer
  language sql stable as $$
  select visits.id from visits
  where forgotten_at is null and status <> 'requested' and expires_on + interval '6 months' < today
    and not exists (
      select from visit_changes as change where change.visit_id = visits.id and change.status = 'requested')
    and not exists (
      select from (
        select visits.slot_id as id
        union all select slot_id from visit_choices as choice where choice.visit_id = visits.id
        union all select slot_id from visit_changes as change
          join visit_change_choices as choice on choice.change_id = change.id
          where change.visit_id = visits.id
      ) as time cross join lateral (select date from slots where slots.id = time.id offset 0) as slot
      where slot.date + interval '6 months' >= today);
$$;

-- The history of visits up to then, found place by place as its index has it. Words of the prison go with their visit.
create function events_to_forget(before timestamptz) returns setof integer
  language sql stable as $$
  select old.id from places cross join lateral (
    select id from visit_events as event
    where event.place_id = places.id and event.at < before
      and not exists (select from visit_messages where event_id = event.id)
    offset 0) as old;
$$;

create function views_to_forget(before timestamptz) returns setof integer
  language sql stable as $$
  select old.id from places cross join lateral (
    select id from visit_views as view where view.place_id = places.id and view.viewed_at < before offset 0) as old;
$$;

create function forget_visits(ids integer[], at timestamptz) returns void
  language sql as $$
  delete from drafts where visit_id = any(ids) or changes_visit_id = any(ids);
  delete from visit_visitors where visit_id = any(ids);
  delete from visit_links where visit_id = any(ids);
  delete from visit_notes where visit_id = any(ids);
  delete from visit_messages where visit_id = any(ids);
  delete from visit_flags where visit_id = any(ids);
  delete from visit_change_visitors using visit_changes as change
    where change.id = change_id and change.visit_id = any(ids);
  update visit_changes set draft_id = null where visit_id = any(ids);
  -- Their claims go by trigger.
  update visits set forgotten_at = at, prison_number = null, prisoner_first_name = null, prisoner_last_name = null,
    prisoner_date_of_birth = null, main_visitor_key = null, email = null, mobile = null, wants_texts = false,
    draft_id = null, support = '{}', booking_reference = '', message_to_visitor = '', rejection_text = '',
    cancellation_text = '', allowance_renews_on = null
  where id = any(ids);
$$;

-- SQL that is true of a person (of `people`) to whom no row of any table refers, now and in later versions.
create function unreferenced_person() returns text
  language sql stable as $$
  select string_agg(format('not exists (select from %s where %I = people.id)', conrelid::regclass, attname), ' and ')
  from pg_constraint join pg_attribute on attrelid = conrelid and attnum = conkey[1]
  where confrelid = 'people'::regclass and contype = 'f';
$$;

-- Forgets what is over at that moment, at most 500 rows of a kind and never waiting for a lock: call it until it finds
-- nothing, in transactions of their own. A dry run only counts, and counts everything.
create function forget(now timestamptz, dry_run boolean) returns table (what text, rows bigint)
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
#variable_conflict use_column
declare
  most constant integer := 500;
  today constant date := now at time zone 'Europe/London';
  year_ago constant timestamptz := now - interval '1 year';
  ids integer[];
  kind record;
begin
  if current_setting('forget.caller', true) is distinct from 'purge' then
    raise exception 'only the purge job forgets' using errcode = 'insufficient_privilege';
  end if;

  if dry_run then
    return query
      select 'visits', count(*) from visits_to_forget(today)
      union all select 'visit_events', count(*) from events_to_forget(year_ago)
      union all select 'notifications', count(*) from notifications
        where event_id in (select * from events_to_forget(year_ago));
  else
    ids := array(
      select visits.id from visits_to_forget(today) as due (id) join visits using (id)
      limit most for update of visits skip locked);
    perform forget_visits(ids, now);
    what := 'visits';
    rows := cardinality(ids);
    return next;

    ids := array(
      select visit_events.id from events_to_forget(year_ago) as due (id) join visit_events using (id)
      limit most for update of visit_events skip locked);
    delete from notifications where event_id = any(ids);
    what := 'notifications';
    get diagnostics rows = row_count;
    return next;
    delete from visit_events where id = any(ids);
    what := 'visit_events';
    get diagnostics rows = row_count;
    return next;
  end if;

  for kind in
    select * from (values
      ('visit_views', 'id in (select * from views_to_forget($1))'),
      ('place_events', 'at < $1'),
      ('notifications', 'place_id is not null and queued_at < $1'),
      ('place_alerts', 'least((ended_at at time zone ''Europe/London'')::date, last_date) + 30 < $2'),
      ('privacy_requests', 'answered_at < $1'),
      ('people', 'last_signed_in_at < $1 and ' || unreferenced_person())
    ) as every (kind_table, is_over)
  loop
    what := kind.kind_table;
    if dry_run then
      execute format('select count(*) from %I where %s', kind.kind_table, kind.is_over) into rows using year_ago, today;
    else
      execute format(
        'delete from %1$I where ctid = any(array(
           select ctid from %1$I where %2$s limit %3$s for update skip locked))',
        kind.kind_table, kind.is_over, most) using year_ago, today;
      get diagnostics rows = row_count;
    end if;
    return next;
  end loop;
end $$;

revoke all on function visits_to_forget(date), events_to_forget(timestamptz), views_to_forget(timestamptz),
  forget_visits(integer[], timestamptz), unreferenced_person(), forget(timestamptz, boolean) from public;
