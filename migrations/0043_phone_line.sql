-- The figures of the phone line, hour by hour as its provider counts them: a call belongs to the hour in which it came.
create table phone_line_hours (
  date date not null,
  hour smallint not null check (hour between 0 and 23),
  offered integer not null check (offered between 0 and 100000),
  answered integer not null check (answered >= 0),
  abandoned integer not null check (abandoned >= 0),
  -- Seconds that all callers of the hour waited together, and the longest wait.
  wait_seconds integer not null check (wait_seconds >= 0),
  longest_wait_seconds integer not null check (longest_wait_seconds between 0 and 86400),
  keyed_by uuid not null references people,
  keyed_at timestamptz not null,
  primary key (date, hour),
  constraint phone_line_hours_add_up check (answered + abandoned <= offered),
  constraint phone_line_hours_waits_add_up check (
    longest_wait_seconds <= wait_seconds and wait_seconds <= cast(offered as bigint) * longest_wait_seconds)
);
create index phone_line_hours_by_person on phone_line_hours (keyed_by);
