create index concurrently visit_views_by_person on visit_views (place_id, person_id, viewed_at, id);
