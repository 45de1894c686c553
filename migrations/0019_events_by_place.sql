create index concurrently visit_events_by_place on visit_events (place_id, at, id);
