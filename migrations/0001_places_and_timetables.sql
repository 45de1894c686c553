create extension if not exists btree_gist;

create domain visit_type as text
  check (value in ('social', 'official_in_person', 'official_video', 'official_telephone'));

create type timerange as range (subtype = time);

create table places (
  id integer generated always as identity primary key,
  slug text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  code text not null check (code ~ '^[A-Z]{3}$'),
  name text not null check (name <> ''),
  name_cy text,
  bookable boolean not null,
  not_bookable_reason text check (not_bookable_reason in ('contracted_out', 'closed', 'other_way')),
  adult_age smallint not null default 18 check (adult_age between 1 and 18),
  lead_days smallint not null default 3 check (lead_days between 0 and 28),
  booking_window_days smallint not null default 28 check (booking_window_days between 1 and 84),
  works_weekends boolean not null default false,
  official_lead_days smallint not null default 1 check (official_lead_days between 0 and 28),
  official_instant boolean not null default false,
  address text not null default '',
  postcode text not null default '',
  phone text not null default '',
  email text not null default '',
  constraint places_say_why_not_bookable check (bookable = (not_bookable_reason is null))
);
create index places_code on places (code);

create table timetable_times (
  id integer generated always as identity primary key,
  place_id integer not null references places,
  visit_type visit_type not null,
  weekday smallint not null check (weekday between 1 and 7),
  starts time not null,
  ends time not null,
  wanted integer not null check (wanted >= 0),
  valid_from date not null,
  valid_to date,
  constraint timetable_times_end_after_start check (ends > starts),
  constraint timetable_times_valid_in_order check (valid_to >= valid_from),
  constraint timetable_times_do_not_overlap exclude using gist (
    place_id with =, visit_type with =, weekday with =,
    timerange(starts, ends) with &&, daterange(valid_from, valid_to, '[]') with &&
  )
);

create table timetable_exceptions (
  id integer generated always as identity primary key,
  place_id integer not null references places,
  visit_type visit_type not null,
  date date not null,
  starts time not null,
  ends time not null,
  wanted integer not null check (wanted >= 0),
  constraint timetable_exceptions_end_after_start check (ends > starts),
  constraint timetable_exceptions_do_not_overlap exclude using gist (
    place_id with =, visit_type with =, date with =, timerange(starts, ends) with &&
  )
);

create table closures (
  id integer generated always as identity primary key,
  place_id integer not null references places,
  visit_type visit_type,
  first_date date not null,
  last_date date not null,
  starts time,
  reason text not null default '',
  constraint closures_in_order check (last_date >= first_date)
);
create index closures_by_place on closures (place_id, first_date, last_date);
