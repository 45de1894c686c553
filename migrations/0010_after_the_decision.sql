-- What managers change of a place, and what staff do with a visit after its decision.
alter table places
  add column timetable_version integer not null default 1,
  add column settings_version integer not null default 1,
  add column reply_to text not null default '',
  add column visitor_text text not null default '' check (length(visitor_text) <= 2000),
  add column visitor_text_cy text not null default '' check (length(visitor_text_cy) <= 2000);

-- History of a place: who changed what and why. Only ever added to, like that of visits.
create table place_events (
  id integer generated always as identity primary key,
  place_id integer not null references places,
  at timestamptz not null,
  what text not null check (what ~ '^[a-z_]+$'),
  person_id uuid not null references people,
  before jsonb,
  after jsonb,
  why text not null default '' check (length(why) <= 500)
);
create index place_events_by_place on place_events (place_id, id);

alter table visits
  add column cancelled_by text check (cancelled_by in ('prison', 'visitor')),
  add column cancellation_reasons text[] not null default '{}' check (cancellation_reasons <@ array[
    'prisoner_request', 'no_allowance', 'prisoner_released', 'prisoner_moved', 'child_protection', 'prisoner_cannot',
    'visitor_banned', 'slot_closed', 'booked_in_error', 'other']),
  add column cancellation_text text not null default '' check (length(cancellation_text) <= 2000),
  add constraint visits_cancelled_by_someone check ((cancelled_by is not null) = (status = 'cancelled')),
  add constraint visits_cancelled_for_a_reason
    check (cancelled_by is distinct from 'prison' or cancellation_reasons <> '{}');

-- An undone decision makes a visit a request again; a visit that is moved has the next version.
create or replace function visits_guard_update() returns trigger language plpgsql as $$
begin
  if new.status <> old.status then
    if (old.status, new.status) not in (
      ('requested', 'booked'), ('requested', 'rejected'), ('requested', 'withdrawn'), ('requested', 'expired'),
      ('booked', 'requested'), ('rejected', 'requested'),
      ('booked', 'cancelled'), ('booked', 'attended'), ('booked', 'not_attended'),
      ('attended', 'not_attended'), ('not_attended', 'attended')
    ) then
      raise exception 'a visit may not go from % to %', old.status, new.status
        using errcode = 'check_violation', constraint = 'visits_legal_transition';
    end if;
  end if;
  if (new.status <> old.status or new.slot_id is distinct from old.slot_id) and new.version <> old.version + 1 then
    raise exception 'a new status or slot needs the next version'
      using errcode = 'check_violation', constraint = 'visits_next_version';
  end if;
  if new.place_id <> old.place_id or new.reference <> old.reference then
    raise exception 'a visit keeps its place and reference' using errcode = 'check_violation';
  end if;
  if new.slot_id is null then
    new.during := null;
  elsif new.slot_id is distinct from old.slot_id then
    select tstzrange(starts_at, ends_at) into new.during from slots where id = new.slot_id;
  else
    new.during := old.during;
  end if;
  return new;
end $$;

-- A slot that has visits or holds keeps its times: the visits know them.
create function slots_keep_times() returns trigger language plpgsql as $$
begin
  if new.booked + new.held > 0 then
    raise exception 'a slot with visits keeps its times'
      using errcode = 'check_violation', constraint = 'slots_keep_times';
  end if;
  return new;
end $$;

create trigger slots_keep_times before update of place_id, visit_type, date, starts_at, ends_at on slots
  for each row when ((new.place_id, new.visit_type, new.date, new.starts_at, new.ends_at)
    is distinct from (old.place_id, old.visit_type, old.date, old.starts_at, old.ends_at))
  execute function slots_keep_times();

-- What staff write to a visitor between decisions; the words of an event, kept apart from history.
create table visit_messages (
  event_id integer primary key references visit_events,
  visit_id integer not null references visits,
  text text not null check (text <> '' and length(text) <= 2000)
);
create index visit_messages_by_visit on visit_messages (visit_id);

create table visit_notes (
  id integer generated always as identity primary key,
  visit_id integer not null references visits,
  person_id uuid not null references people,
  at timestamptz not null,
  text text not null check (text <> '' and length(text) <= 2000)
);
create index visit_notes_by_visit on visit_notes (visit_id, id);

-- A visit to sort out. It is open until somebody keeps the visit as it is, the slot is opened again, or the visit
-- has left the slot or is over.
create table visit_flags (
  id integer generated always as identity primary key,
  visit_id integer not null references visits,
  why text not null check (why in ('slot_closed', 'slot_changed', 'over_capacity', 'place_closed', 'prisoner_moved',
    'prisoner_released', 'visitor_banned')),
  slot_id integer references slots,
  raised_at timestamptz not null,
  raised_by uuid not null references people,
  settled_at timestamptz,
  settled_by uuid references people,
  settlement text check (settlement in ('kept', 'reopened')),
  settled_because text not null default '' check (length(settled_because) <= 500),
  constraint visit_flags_settled_by_someone check (
    (settled_at is null) = (settled_by is null) and (settled_at is null) = (settlement is null)),
  constraint visit_flags_kept_for_a_reason check (settlement is distinct from 'kept' or settled_because <> ''),
  constraint visit_flags_name_the_slot
    check ((slot_id is not null) = (why in ('slot_closed', 'slot_changed', 'over_capacity')))
);
create unique index visit_flags_open_once on visit_flags (visit_id, why, slot_id) nulls not distinct
  where settled_at is null;
create index visit_flags_by_slot on visit_flags (slot_id) where slot_id is not null;
