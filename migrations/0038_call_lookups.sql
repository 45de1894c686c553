-- Looking for a caller's visit, or for the answers that a caller typed online: each look-up is kept, and nothing of what
-- was typed. The application's role may only add to it. It goes with its call.
create table call_lookups (
  id integer generated always as identity primary key,
  call_id uuid not null references calls on delete cascade,
  person_id uuid not null references people,
  at timestamptz not null,
  what text not null check (what in ('reference', 'prisoner', 'draft')),
  visit_id integer references visits,
  -- Which of the call's failures it is; none where the caller was identified. There are three, and no more.
  failure smallint check (failure between 1 and 3),
  constraint call_lookups_count_failures unique (call_id, failure),
  constraint call_lookups_lead_somewhere check (failure is not null or (what = 'draft') = (visit_id is null))
);
create index call_lookups_by_call on call_lookups (call_id, visit_id);
create index call_lookups_by_visit on call_lookups (visit_id) where visit_id is not null;
create index call_lookups_by_person on call_lookups (person_id);

-- A look-up is the agent's whose call it is, while the call lasts.
create function call_lookups_guard() returns trigger
  language plpgsql set search_path = pg_catalog, public as $$
begin
  if not exists (select from calls where id = new.call_id and agent_id = new.person_id and ended_at is null) then
    raise exception 'only the agent of a call that goes on looks up in it'
      using errcode = 'check_violation', constraint = 'call_lookups_are_of_the_call';
  end if;
  return new;
end $$;
create trigger call_lookups_guard before insert on call_lookups for each row execute function call_lookups_guard();
