-- Staff and professionals, known by what their identity provider calls them.
create table people (
  id uuid primary key default gen_random_uuid(),
  issuer text not null,
  subject text not null,
  name text not null,
  last_signed_in_at timestamptz not null,
  constraint people_known_once unique (issuer, subject)
);
