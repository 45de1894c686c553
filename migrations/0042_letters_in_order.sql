-- Letters to post, and those posted lately.
create index concurrently notifications_letters on notifications (queued_at, id) where channel = 'letter';
