-- A message that failed for good is to be sorted out until somebody has dealt with it.
alter table notifications
  add column dealt_with_at timestamptz,
  add column dealt_with_by uuid references people,
  add constraint notifications_dealt_with_by_someone check ((dealt_with_at is null) = (dealt_with_by is null));
