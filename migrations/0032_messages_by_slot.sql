-- A slot that goes takes the messages about it along.
create index concurrently notifications_by_slot on notifications (slot_id) where slot_id is not null;
