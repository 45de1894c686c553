-- What people say of the service at its ends: how satisfied, and a comment for its team. Of nobody: no visit, no
-- session, no address. The comment goes after a year; what is counted stays.
create table feedback (
  id integer generated always as identity primary key,
  -- 5 is very satisfied.
  score smallint not null check (score between 1 and 5),
  comment text not null default '' check (length(comment) <= 4800),
  channel text not null check (channel in ('online', 'phone', 'face_to_face', 'prison')),
  -- The part of the service, and the kind of page on which it was asked, such as "request-sent".
  area text not null check (area in ('public', 'professional', 'phone', 'staff')),
  page text not null check (page ~ '^[a-z-]{1,50}$'),
  language text not null check (language in ('en', 'cy')),
  at timestamptz not null
);
create index feedback_by_time on feedback (at);
