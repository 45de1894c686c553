-- While there is a row, the service is closed for maintenance.
create table maintenance (
  single boolean primary key default true check (single),
  since timestamptz not null,
  until timestamptz,
  constraint maintenance_ends_after_it_began check (until > since)
);

-- What administrators do, and whoever runs the service with its commands: those have no person. Only ever added to.
create table service_events (
  id integer generated always as identity primary key,
  at timestamptz not null,
  what text not null check (what in ('maintenance_on', 'maintenance_off', 'sessions_ended')),
  by_person_id uuid references people,
  about_person_id uuid references people,
  constraint service_events_end_somebodys_sessions check ((what = 'sessions_ended') = (about_person_id is not null))
);
create index service_events_by_time on service_events (at);
