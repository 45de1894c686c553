-- What the list of failed messages begins with: hardly anything.
create index concurrently notifications_failed on notifications (queued_at, id)
  where state = 'failed' and dealt_with_at is null and failure not in ('overtaken', 'too_late');
