-- The layout that connect-pg-simple expects.
create table sessions (
  sid text primary key,
  sess json not null,
  expire timestamp(6) not null
);
create index sessions_by_expiry on sessions (expire);

create table drafts (
  id uuid primary key,
  owner text not null,
  journey text not null,
  answers jsonb not null check (jsonb_typeof(answers) = 'object' and length(answers::text) <= 50000),
  created_at timestamptz not null,
  last_used_at timestamptz not null,
  visit_id integer references visits
);
create index drafts_by_owner on drafts (owner, last_used_at);
create index drafts_by_last_use on drafts (last_used_at);

-- The layout that rate-limiter-flexible expects; keys are hashed by us.
create table rate_limits (
  key varchar(255) primary key,
  points integer not null default 0,
  expire bigint
);
