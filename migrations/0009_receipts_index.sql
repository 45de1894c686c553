-- What the outbox's sweep and figures read; the rest of the table, nearly all of it, stays out.
create index concurrently notifications_unfinished on notifications (state, queued_at) where state in ('queued', 'failed');
