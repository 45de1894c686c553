create index concurrently place_events_by_person on place_events (place_id, person_id);
