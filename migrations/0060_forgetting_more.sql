-- Forgets also what calls, professionals, administrators and analysts leave behind. Nothing else of the function
-- changes: `forget_visits`, what it calls and who may call it stay as they are (0024).
create or replace function forget(now timestamptz, dry_run boolean) returns table (what text, rows bigint)
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
      -- With its look-ups; a call that was never ended counts from its start.
      ('calls', 'coalesce(ended_at, started_at) < $1'),
      -- What is counted of them stays in the figures of their month.
      ('phone_line_hours', 'date < ($1 at time zone ''Europe/London'')::date'),
      ('professional_events', 'at < $1'),
      -- A profile is of use while its owner signs in, or has an official visit that is not forgotten.
      ('professionals', 'exists (select from people where id = person_id and last_signed_in_at < $1)
        and not exists (select from official_visits where official_visits.professional_id = professionals.person_id)'),
      ('list_shares', 'ended_at < $1 or accepted_at is null and invited_at < $1
        or not exists (select from professionals where professionals.person_id = list_shares.owner_id)'),
      ('keyed_changes', 'at < $1'),
      ('service_events', 'at < $1'),
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
