-- History carries ids and keys, never personal values. The application's role may only add to it.
create table visit_events (
  id integer generated always as identity primary key,
  visit_id integer not null references visits,
  at timestamptz not null,
  what text not null check (what ~ '^[a-z_]+$'),
  actor text not null check (actor in ('visitor', 'staff', 'system')),
  person_id uuid references people,
  details jsonb not null default '{}' check (jsonb_typeof(details) = 'object'),
  constraint visit_events_staff_have_a_person check ((actor = 'staff') = (person_id is not null))
);
create index visit_events_by_visit on visit_events (visit_id, id);

create table visit_views (
  id integer generated always as identity primary key,
  visit_id integer not null references visits,
  person_id uuid not null references people,
  viewed_at timestamptz not null
);
create index visit_views_by_visit on visit_views (visit_id, viewed_at);
