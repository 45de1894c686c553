-- Only the SHA-256 of a link's secret is kept.
create table visit_links (
  secret_hash bytea primary key check (length(secret_hash) = 32),
  visit_id integer not null references visits,
  created_at timestamptz not null,
  ended_at timestamptz
);
create index visit_links_by_visit on visit_links (visit_id);

create table notifications (
  id uuid primary key default gen_random_uuid(),
  visit_id integer not null references visits,
  event_id integer not null references visit_events,
  kind text not null check (kind ~ '^[a-z_]+$'),
  channel text not null check (channel in ('email', 'text')),
  state text not null default 'queued' check (state in ('queued', 'sent', 'delivered', 'failed')),
  queued_at timestamptz not null,
  sent_at timestamptz,
  failure text check (failure ~ '^[a-z_]+$'),
  constraint notifications_once_an_event unique (event_id, kind, channel),
  constraint notifications_sent_have_a_time check ((state in ('sent', 'delivered')) <= (sent_at is not null))
);
create index notifications_by_visit on notifications (visit_id);
