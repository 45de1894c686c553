-- How people fare on their way through the service, as counts that know nobody. A draft is counted once, in the
-- statement that deletes it.

-- In which language it was last answered, and the page that ends it if nothing else happens: one that stops the
-- journey, or one that tells of a problem.
alter table drafts
  add column language text not null default 'en' check (language in ('en', 'cy')),
  add column ended_on text check (ended_on ~ '^[a-z-]{1,50}$');

create table journey_counts (
  -- The London date on which they were started.
  day date not null,
  -- None for journeys that ended before the prison was known.
  place_id integer references places,
  journey text not null,
  language text not null check (language in ('en', 'cy')),
  outcome text not null check (outcome ~ '^[a-z-]{1,50}$'),
  -- The questions that were answered, by name.
  steps text[] not null,
  count integer not null check (count > 0),
  constraint journey_counts_once unique nulls not distinct (day, place_id, journey, language, outcome, steps)
);

-- Answers that were refused, by the field and by what was wrong; never what was typed.
create table journey_errors (
  day date not null,
  journey text not null,
  step text not null,
  field text not null,
  problem text not null,
  count integer not null check (count > 0),
  primary key (day, journey, step, field, problem)
);
