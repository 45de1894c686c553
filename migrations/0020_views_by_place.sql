create index concurrently visit_views_by_place on visit_views (place_id, viewed_at, id);
