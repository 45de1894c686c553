-- Professionals and their official visits (specification §6).

-- What somebody says of themselves after signing in; the e-mail address is the provider's proof. A manager's or clerk's
-- word for it holds at all prisons until a date, and ends when the profile changes in what was verified.
create table professionals (
  person_id uuid primary key references people,
  name text not null check (name <> '' and length(name) <= 100),
  email text not null check (email <> ''),
  organisation text not null check (organisation <> '' and length(organisation) <= 200),
  role text not null check (role <> '' and length(role) <= 100),
  body_number text not null default '' check (length(body_number) <= 50),
  phone text not null check (phone <> ''),
  language text not null default 'en' check (language in ('en', 'cy')),
  verified_at timestamptz,
  verified_until date,
  verified_by uuid references people,
  feed_hash bytea unique check (length(feed_hash) = 32),
  constraint professionals_verified_by_someone check (num_nulls(verified_at, verified_until, verified_by) in (0, 3)),
  constraint professionals_do_not_verify_themselves check (verified_by is distinct from person_id)
);

create function professionals_keep_verification() returns trigger language plpgsql as $$
begin
  if (new.name, new.organisation, new.role, new.body_number)
    is distinct from (old.name, old.organisation, old.role, old.body_number) then
    new.verified_at := null;
    new.verified_until := null;
    new.verified_by := null;
  end if;
  return new;
end $$;

create trigger professionals_keep_verification before update on professionals
  for each row execute function professionals_keep_verification();

-- Who said what of a professional, and when. Only ever added to; keys, not values.
create table professional_events (
  id integer generated always as identity primary key,
  professional_id uuid not null references people,
  at timestamptz not null,
  what text not null check (what ~ '^[a-z_]+$'),
  person_id uuid not null references people,
  details jsonb not null default '{}' check (jsonb_typeof(details) = 'object')
);
create index professional_events_by_professional on professional_events (professional_id, id);

-- A colleague sees somebody's list by an invitation that the address's owner accepted, until either ends it.
create table list_shares (
  id integer generated always as identity primary key,
  owner_id uuid not null references people,
  email text not null check (email <> '' and email = lower(email)),
  invited_at timestamptz not null,
  colleague_id uuid references people,
  accepted_at timestamptz,
  ended_at timestamptz,
  ended_by uuid references people,
  constraint list_shares_accepted_by_someone check ((accepted_at is null) = (colleague_id is null)),
  constraint list_shares_ended_by_someone check ((ended_at is null) = (ended_by is null)),
  constraint list_shares_with_another check (colleague_id is distinct from owner_id)
);
create unique index list_shares_open_once on list_shares (owner_id, email) where ended_at is null;
create index list_shares_by_email on list_shares (email) where ended_at is null;
create index list_shares_by_colleague on list_shares (colleague_id) where ended_at is null and colleague_id is not null;

alter table visits
  add column urgent boolean not null default false,
  add constraint visits_urgent_are_official check (not urgent or visit_type <> 'social');

-- What an official visit has beyond any other. Items are what the party asks to bring in; a decision approves some.
create table official_visits (
  visit_id integer primary key references visits,
  professional_id uuid references people,
  purpose text not null check (purpose in ('legal_adviser', 'probation', 'police', 'consular', 'other')),
  organisation text not null default '' check (length(organisation) <= 200),
  items text[] not null default '{}' check (items <@ array['papers', 'laptop']),
  items_details text not null default '' check (length(items_details) <= 500),
  items_approved text[],
  case_reference text not null default '' check (length(case_reference) <= 100),
  court_date date,
  urgent_reason text not null default '' check (length(urgent_reason) <= 500),
  joining_details text not null default '' check (length(joining_details) <= 1000),
  constraint official_visits_approve_what_was_asked check (items_approved <@ items)
);
create index official_visits_by_professional on official_visits (professional_id, visit_id);

create function official_visits_guard() returns trigger language plpgsql as $$
declare
  visit record;
begin
  select visit_type, urgent, forgotten_at into visit from visits where id = new.visit_id;
  if visit.visit_type = 'social' then
    raise exception 'a social visit has no professional'
      using errcode = 'check_violation', constraint = 'official_visits_are_official';
  end if;
  if visit.forgotten_at is null and (new.professional_id is null or visit.urgent <> (new.urgent_reason <> '')) then
    raise exception 'an official visit knows its professional, an urgent one its reason'
      using errcode = 'check_violation', constraint = 'official_visits_know_why';
  end if;
  if tg_op = 'UPDATE' and visit.forgotten_at is null and new.professional_id is distinct from old.professional_id then
    raise exception 'an official visit keeps its professional'
      using errcode = 'check_violation', constraint = 'official_visits_keep_professional';
  end if;
  return new;
end $$;

create trigger official_visits_guard before insert or update on official_visits
  for each row execute function official_visits_guard();

create function visits_have_details() returns trigger language plpgsql as $$
begin
  if new.visit_type <> 'social' and not exists (select from official_visits where visit_id = new.id) then
    raise exception 'an official visit has a professional'
      using errcode = 'check_violation', constraint = 'visits_official_have_details';
  end if;
  return null;
end $$;

create constraint trigger visits_have_details after insert on visits deferrable initially deferred
  for each row execute function visits_have_details();

-- Whoever comes officially, and interpreters, give no date of birth.
alter table visit_visitors
  alter column date_of_birth drop not null,
  add column kind text not null default 'visitor' check (kind in ('visitor', 'official_visitor', 'interpreter')),
  add constraint visit_visitors_born_if_social check ((kind = 'visitor') = (date_of_birth is not null)),
  add constraint visit_visitors_main_is_no_interpreter check (position > 0 or kind <> 'interpreter');
alter table visit_change_visitors
  alter column date_of_birth drop not null,
  add column kind text not null default 'visitor' check (kind in ('visitor', 'official_visitor', 'interpreter')),
  add constraint visit_change_visitors_born_if_social check ((kind = 'visitor') = (date_of_birth is not null)),
  add constraint visit_change_visitors_main_is_no_interpreter check (position > 0 or kind <> 'interpreter');

create function visitors_suit_type() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  visit integer;
begin
  if tg_table_name = 'visit_visitors' then
    visit := new.visit_id;
  else
    select visit_id into visit from visit_changes where id = new.change_id;
  end if;
  if (new.kind = 'visitor') <> (select visit_type = 'social' from visits where id = visit) then
    raise exception 'visitors are of the visit''s type'
      using errcode = 'check_violation', constraint = 'visitors_suit_type';
  end if;
  return new;
end $$;

create trigger visitors_suit_type before insert or update of kind on visit_visitors
  for each row execute function visitors_suit_type();
create trigger visitors_suit_type before insert or update of kind on visit_change_visitors
  for each row execute function visitors_suit_type();

-- Nothing of professionals is reachable from the public side: no private link leads to an official visit.
create function visit_links_are_social() returns trigger language plpgsql as $$
begin
  if (select visit_type <> 'social' from visits where id = new.visit_id) then
    raise exception 'an official visit has no private link'
      using errcode = 'check_violation', constraint = 'visit_links_are_social';
  end if;
  return new;
end $$;

create trigger visit_links_are_social before insert on visit_links
  for each row execute function visit_links_are_social();

-- A forgotten visit keeps what is counted: its purpose.
create function official_visits_forget() returns trigger language plpgsql as $$
begin
  update official_visits set professional_id = null, organisation = '', items_details = '', case_reference = '',
    court_date = null, urgent_reason = '', joining_details = ''
  where visit_id = new.id;
  return null;
end $$;

create trigger official_visits_forget after update of forgotten_at on visits
  for each row when (new.forgotten_at is not null) execute function official_visits_forget();
