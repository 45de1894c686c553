create table visits (
  id integer generated always as identity primary key,
  reference text not null unique check (reference ~ '^[0-9A-HJKMNP-TV-Z]{8}$'),
  place_id integer not null references places,
  visit_type visit_type not null,
  status text not null default 'requested' check (status in (
    'requested', 'booked', 'rejected', 'withdrawn', 'expired', 'cancelled', 'attended', 'not_attended')),
  version integer not null default 1,
  channel text not null check (channel in ('online', 'phone', 'face_to_face', 'prison')),
  language text not null check (language in ('en', 'cy')),
  draft_id uuid,
  prison_number text not null check (prison_number ~ '^[A-Z][0-9]{4}[A-Z]{2}$'),
  prisoner_first_name text not null check (prisoner_first_name <> ''),
  prisoner_last_name text not null check (prisoner_last_name <> ''),
  prisoner_date_of_birth date not null,
  main_visitor_key text not null check (main_visitor_key <> ''),
  email text check (email <> ''),
  mobile text check (mobile ~ '^\+[0-9]{7,15}$'),
  wants_texts boolean not null default false,
  support jsonb not null default '{}' check (jsonb_typeof(support) = 'object'),
  requested_at timestamptz not null,
  answer_by date not null,
  expires_on date not null,
  held_slot_id integer references slots,
  slot_id integer references slots,
  during tstzrange,
  closed_visit boolean not null default false,
  booking_reference text not null default '' check (length(booking_reference) <= 50),
  message_to_visitor text not null default '' check (length(message_to_visitor) <= 2000),
  rejection_reasons text[] not null default '{}' check (rejection_reasons <@ array[
    'slot_unavailable', 'no_allowance', 'prisoner_details', 'prisoner_moved', 'prisoner_released',
    'prisoner_out_of_prison', 'prisoner_cannot', 'child_protection', 'duplicate', 'visitor_not_on_list',
    'visitor_banned', 'visitor_cannot', 'other']),
  allowance_renews_on date,
  rejection_text text not null default '' check (length(rejection_text) <= 2000),
  constraint visits_one_a_draft unique (draft_id),
  constraint visits_texts_need_a_mobile check (not wants_texts or mobile is not null),
  constraint visits_hold_only_while_requested check (held_slot_id is null or status = 'requested'),
  constraint visits_have_a_slot_once_booked
    check ((slot_id is not null) = (status in ('booked', 'cancelled', 'attended', 'not_attended'))),
  constraint visits_rejected_for_a_reason check (status <> 'rejected' or rejection_reasons <> '{}'),
  constraint visits_of_a_prisoner_do_not_overlap exclude using gist (prison_number with =, during with &&)
    where (status in ('booked', 'attended', 'not_attended'))
);
create index visits_by_status on visits (place_id, status, answer_by);
create index visits_to_expire on visits (expires_on) where status = 'requested';
create index visits_of_prisoner on visits (prison_number, requested_at);
create index visits_in_slot on visits (slot_id) where slot_id is not null;
create index visits_holding_slot on visits (held_slot_id) where held_slot_id is not null;

create table visit_visitors (
  visit_id integer not null references visits,
  position smallint not null check (position between 0 and 5),
  first_name text not null check (first_name <> ''),
  last_name text not null check (last_name <> ''),
  date_of_birth date not null,
  outcome text check (outcome in ('can_visit', 'not_on_list', 'banned', 'cannot_come')),
  banned_until date,
  primary key (visit_id, position),
  constraint visit_visitors_ban_ends_for_the_banned check (banned_until is null or outcome = 'banned')
);

create table visit_choices (
  visit_id integer not null references visits,
  rank smallint not null check (rank between 1 and 3),
  slot_id integer not null references slots,
  primary key (visit_id, rank),
  constraint visit_choices_differ unique (visit_id, slot_id)
);
create index visit_choices_by_slot on visit_choices (slot_id);

-- One row for each time that a live request asks for or a booked visit has: the same prisoner and main visitor
-- may not have it twice. Kept by the triggers below alone.
create table visit_claims (
  visit_id integer not null references visits,
  slot_id integer not null references slots,
  prison_number text not null,
  main_visitor_key text not null,
  primary key (visit_id, slot_id),
  constraint visit_claims_no_duplicate unique (slot_id, prison_number, main_visitor_key)
);

create function visits_guard_insert() returns trigger language plpgsql as $$
begin
  if new.status <> 'requested' or new.version <> 1 then
    raise exception 'a visit begins as requested, version 1' using errcode = 'check_violation';
  end if;
  new.during := null;
  return new;
end $$;

create trigger visits_guard_insert before insert on visits
  for each row execute function visits_guard_insert();

create function visits_guard_update() returns trigger language plpgsql as $$
begin
  if new.status <> old.status then
    if (old.status, new.status) not in (
      ('requested', 'booked'), ('requested', 'rejected'), ('requested', 'withdrawn'), ('requested', 'expired'),
      ('booked', 'cancelled'), ('booked', 'attended'), ('booked', 'not_attended'),
      ('attended', 'not_attended'), ('not_attended', 'attended')
    ) then
      raise exception 'a visit may not go from % to %', old.status, new.status
        using errcode = 'check_violation', constraint = 'visits_legal_transition';
    end if;
    if new.version <> old.version + 1 then
      raise exception 'a new status needs the next version'
        using errcode = 'check_violation', constraint = 'visits_next_version';
    end if;
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

create trigger visits_guard_update before update on visits
  for each row execute function visits_guard_update();

create function visits_count_places() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  update slots set booked = slots.booked + change.booked, held = slots.held + change.held
  from (
    select id, sum(booked)::integer as booked, sum(held)::integer as held
    from (values
      (old.held_slot_id, 0, -1),
      (new.held_slot_id, 0, 1),
      (case when old.status in ('booked', 'attended', 'not_attended') then old.slot_id end, -1, 0),
      (case when new.status in ('booked', 'attended', 'not_attended') then new.slot_id end, 1, 0)
    ) as part (id, booked, held)
    where id is not null
    group by id
    having sum(booked) <> 0 or sum(held) <> 0
  ) as change
  where slots.id = change.id;
  return null;
end $$;

create trigger visits_count_places after insert or update of status, slot_id, held_slot_id on visits
  for each row execute function visits_count_places();

create function claim_times(visit integer) returns void
  language sql security definer set search_path = pg_catalog, public as $$
  delete from visit_claims where visit_id = visit;
  insert into visit_claims (visit_id, slot_id, prison_number, main_visitor_key)
    select visits.id, choice.slot_id, prison_number, main_visitor_key
    from visits join visit_choices as choice on choice.visit_id = visits.id
    where visits.id = visit and status = 'requested'
    union all
    select id, slot_id, prison_number, main_visitor_key from visits where id = visit and status = 'booked';
$$;

create function visits_claim_times() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  perform claim_times(new.id);
  return null;
end $$;

create trigger visits_claim_times
  after update of status, slot_id, prison_number, main_visitor_key on visits
  for each row execute function visits_claim_times();

create function visit_choices_claim_times() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  if tg_op <> 'DELETE' then
    if not exists (
      select from visits join slots using (place_id, visit_type)
      where visits.id = new.visit_id and slots.id = new.slot_id
    ) then
      raise exception 'a choice is a slot of the same place and type'
        using errcode = 'check_violation', constraint = 'visit_choices_same_place';
    end if;
    perform claim_times(new.visit_id);
  end if;
  if tg_op <> 'INSERT' then
    perform claim_times(old.visit_id);
  end if;
  return null;
end $$;

create trigger visit_choices_claim_times after insert or update or delete on visit_choices
  for each row execute function visit_choices_claim_times();
