-- What the provider took and has told nothing of; with receipts, hardly anything.
create index concurrently notifications_unsettled on notifications (sent_at)
  where state = 'sent' and provider_id is not null;
