-- The provider's own id of a message, to find it there.
alter table notifications add column provider_id uuid;
