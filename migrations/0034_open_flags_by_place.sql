create index concurrently visit_flags_open_by_place on visit_flags (place_id, visit_id) where settled_at is null;
