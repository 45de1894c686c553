-- Help by phone or in person: when, how and why, and what came of it. Nothing of the caller; a visit is named by its id.
-- The application chooses the id: the pages of a call and the draft of its booking are below it from the start.
create table calls (
  id uuid primary key,
  agent_id uuid not null references people,
  channel text not null check (channel in ('phone', 'face_to_face')),
  manner text not null check (manner in ('talk_through', 'on_behalf')),
  reason text not null check (reason in ('no_internet', 'no_email', 'not_confident', 'disability_or_health', 'language',
    'urgent_or_upsetting', 'problem_with_service', 'other')),
  started_at timestamptz not null,
  -- Since when it is paused; what earlier pauses took is in seconds.
  paused_at timestamptz,
  paused_seconds integer not null default 0 check (paused_seconds >= 0),
  ended_at timestamptz,
  outcome text check (outcome in ('booked', 'changed', 'cancelled', 'information', 'gave_up', 'transferred')),
  -- 5 is very satisfied; none when the caller was not asked.
  satisfaction smallint check (satisfaction between 1 and 5),
  visit_id integer references visits,
  constraint calls_end_with_an_outcome check ((ended_at is null) = (outcome is null)),
  constraint calls_ended_are_not_paused check (ended_at is null or paused_at is null),
  constraint calls_ask_at_the_end check (satisfaction is null or ended_at is not null),
  constraint calls_tell_which_visit check (
    outcome is null or outcome not in ('booked', 'changed', 'cancelled') or visit_id is not null),
  constraint calls_times_in_order check (
    paused_at >= started_at and ended_at >= started_at
    and paused_seconds <= extract(epoch from coalesce(ended_at, paused_at) - started_at))
);
create index calls_by_agent on calls (agent_id, started_at);
create index calls_by_start on calls (started_at);
create index calls_by_visit on calls (visit_id) where visit_id is not null;
