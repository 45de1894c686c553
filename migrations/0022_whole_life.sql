-- The visit's whole life: changes asked for, reminders, alerts of places, forgetting.

-- A booked visit may hold a second place: the one that its change asks for. A visit that is forgotten keeps what is
-- counted and nothing of anybody.
alter table visits
  add column decided_at timestamptz,
  add column forgotten_at timestamptz,
  alter column prison_number drop not null,
  alter column prisoner_first_name drop not null,
  alter column prisoner_last_name drop not null,
  alter column prisoner_date_of_birth drop not null,
  alter column main_visitor_key drop not null,
  drop constraint visits_hold_only_while_requested,
  add constraint visits_hold_only_while_requested check (held_slot_id is null or status in ('requested', 'booked')),
  add constraint visits_hold_another_place check (held_slot_id is distinct from slot_id or held_slot_id is null),
  add constraint visits_know_whom check (forgotten_at is not null or num_nulls(
    prison_number, prisoner_first_name, prisoner_last_name, prisoner_date_of_birth, main_visitor_key) = 0),
  add constraint visits_forgotten_know_nobody check (forgotten_at is null or num_nonnulls(
    prison_number, prisoner_first_name, prisoner_last_name, prisoner_date_of_birth, main_visitor_key, email, mobile,
    draft_id) = 0 and support = '{}' and booking_reference = '' and message_to_visitor = '' and rejection_text = ''
    and cancellation_text = '' and not wants_texts);

update visits set decided_at = (
  select max(at) from visit_events where visit_id = visits.id and what in ('confirmed', 'rejected'))
where status not in ('requested', 'withdrawn', 'expired');

-- What a visitor asks to change of a booked visit: other people, other times, or both. It waits for a clerk while the
-- visit stands; the place that it wants is the visit's hold.
create table visit_changes (
  id integer generated always as identity primary key,
  visit_id integer not null references visits,
  status text not null default 'requested'
    check (status in ('requested', 'confirmed', 'refused', 'withdrawn', 'expired', 'overtaken')),
  draft_id uuid unique,
  requested_at timestamptz not null,
  answer_by date not null,
  expires_on date not null,
  decided_at timestamptz
);
create unique index visit_changes_one_open on visit_changes (visit_id) where status = 'requested';

create table visit_change_visitors (
  change_id integer not null references visit_changes,
  position smallint not null check (position between 0 and 5),
  first_name text not null check (first_name <> ''),
  last_name text not null check (last_name <> ''),
  date_of_birth date not null,
  primary key (change_id, position)
);

-- None when the time stays.
create table visit_change_choices (
  change_id integer not null references visit_changes,
  rank smallint not null check (rank between 1 and 3),
  slot_id integer not null references slots,
  primary key (change_id, rank),
  constraint visit_change_choices_differ unique (change_id, slot_id)
);
create index visit_change_choices_by_slot on visit_change_choices (slot_id);

-- The times that a visit claims against duplicates: now those of its change, too.
create or replace function claim_times(visit integer) returns void
  language sql security definer set search_path = pg_catalog, public as $$
  delete from visit_claims where visit_id = visit;
  insert into visit_claims (visit_id, slot_id, prison_number, main_visitor_key)
    select visits.id, choice.slot_id, prison_number, main_visitor_key
    from visits join visit_choices as choice on choice.visit_id = visits.id
    where visits.id = visit and status = 'requested'
    union
    select id, slot_id, prison_number, main_visitor_key from visits where id = visit and status = 'booked'
    union
    select visits.id, choice.slot_id, prison_number, main_visitor_key
    from visits join visit_changes as change on change.visit_id = visits.id and change.status = 'requested'
      join visit_change_choices as choice on choice.change_id = change.id
    where visits.id = visit and visits.status = 'booked';
$$;

create function visit_changes_guard() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  if tg_op = 'INSERT' then
    if new.status <> 'requested' or not exists (select from visits where id = new.visit_id and status = 'booked') then
      raise exception 'only a booked visit can be asked to change'
        using errcode = 'check_violation', constraint = 'visit_changes_of_booked';
    end if;
  elsif old.status <> 'requested' and new.status <> old.status then
    raise exception 'a change is decided once'
      using errcode = 'check_violation', constraint = 'visit_changes_decided_once';
  end if;
  return new;
end $$;

create trigger visit_changes_guard before insert or update of status on visit_changes
  for each row execute function visit_changes_guard();

create function visit_changes_claim_times() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  perform claim_times(new.visit_id);
  return null;
end $$;

create trigger visit_changes_claim_times after update of status on visit_changes
  for each row execute function visit_changes_claim_times();

create function visit_change_choices_claim_times() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  visit integer;
begin
  select visit_id into visit from visit_changes where id = new.change_id;
  if not exists (
    select from visits join slots using (place_id, visit_type) where visits.id = visit and slots.id = new.slot_id
  ) then
    raise exception 'a choice is a slot of the same place and type'
      using errcode = 'check_violation', constraint = 'visit_choices_same_place';
  end if;
  perform claim_times(visit);
  return null;
end $$;

create trigger visit_change_choices_claim_times after insert or update on visit_change_choices
  for each row execute function visit_change_choices_claim_times();

-- A visit that is cancelled, moved or over takes its open change with it.
create function visits_overtake_changes() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  update visit_changes set status = 'overtaken' where visit_id = new.id and status = 'requested';
  return null;
end $$;

create trigger visits_overtake_changes after update of status, slot_id on visits
  for each row when (old.status = 'booked' and (new.status <> 'booked' or new.slot_id <> old.slot_id))
  execute function visits_overtake_changes();

-- Who found no time and wants to be told when places appear.
create table place_alerts (
  id uuid primary key default gen_random_uuid(),
  place_id integer not null references places,
  visit_type visit_type not null,
  language text not null check (language in ('en', 'cy')),
  email text check (email <> ''),
  mobile text check (mobile ~ '^\+[0-9]{7,15}$'),
  first_date date not null,
  last_date date not null,
  asked_at timestamptz not null,
  ended_at timestamptz,
  constraint place_alerts_reach_somebody check (num_nonnulls(email, mobile) = 1),
  constraint place_alerts_in_order check (last_date >= first_date)
);
create unique index place_alerts_once on place_alerts
  (place_id, visit_type, coalesce(email, mobile)) where ended_at is null;
create index place_alerts_waiting on place_alerts (place_id, visit_type, asked_at) where ended_at is null;

create table place_alert_links (
  secret_hash bytea primary key check (length(secret_hash) = 32),
  alert_id uuid not null references place_alerts on delete cascade,
  created_at timestamptz not null
);

-- How many places have appeared in a slot since it was made: three people are told of each.
alter table slots add column appeared integer not null default 0;

create or replace function slots_keep_capacity() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    new.booked := 0;
    new.held := 0;
    new.capacity := new.wanted;
    new.appeared := new.wanted;
    return new;
  end if;
  if new.wanted <> old.wanted or new.booked + new.held < old.booked + old.held then
    new.capacity := greatest(new.wanted, new.booked + new.held);
  else
    new.capacity := old.capacity;
  end if;
  new.appeared := old.appeared + greatest(0,
    greatest(0, new.wanted - new.booked - new.held) - greatest(0, old.wanted - old.booked - old.held));
  return new;
end $$;

-- Messages to the prison, and to people who have no visit.
alter table notifications
  alter column visit_id drop not null,
  alter column event_id drop not null,
  add column recipient text not null default 'visitor' check (recipient in ('visitor', 'prison')),
  add column place_id integer references places,
  add column about date,
  add column alert_id uuid references place_alerts on delete cascade,
  add column slot_id integer references slots on delete cascade,
  add column polled_at timestamptz,
  add constraint notifications_about_one_thing check (num_nonnulls(visit_id, place_id, alert_id) = 1),
  add constraint notifications_of_visits_tell_an_event check ((visit_id is null) = (event_id is null)),
  add constraint notifications_digest_once unique (place_id, kind, about),
  add constraint notifications_alert_once unique (alert_id, slot_id);

-- What the prison wants to be told of by e-mail.
alter table places
  add column wants_cancellations boolean not null default false,
  add column wants_digest boolean not null default false;

-- A draft that changes a visit.
alter table drafts add column changes_visit_id integer references visits;

-- Objections of people named as visitors, and complaints about how data is used.
create table privacy_requests (
  id integer generated always as identity primary key,
  reference text not null unique check (reference ~ '^[0-9A-HJKMNP-TV-Z]{8}$'),
  kind text not null check (kind in ('objection', 'complaint')),
  language text not null check (language in ('en', 'cy')),
  name text not null check (name <> '' and length(name) <= 200),
  email text not null check (email <> ''),
  visit_reference text,
  words text not null check (words <> '' and length(words) <= 4000),
  received_at timestamptz not null,
  acknowledge_by date not null,
  acknowledged_at timestamptz,
  answered_at timestamptz,
  handled_by uuid references people,
  constraint privacy_requests_answered_after_acknowledged check (answered_at is null or acknowledged_at is not null)
);
create index privacy_requests_open on privacy_requests (acknowledge_by) where answered_at is null;
