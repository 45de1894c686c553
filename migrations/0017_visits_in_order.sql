-- The list of requests in its usual order, without reading the rest of the place's visits.
create index concurrently visits_in_order on visits (place_id, status, answer_by, requested_at, id);
