-- The list of requests in its usual order: what is urgent comes first.
create index concurrently urgent_visits_first on visits (place_id, status, urgent desc, answer_by, requested_at, id)
  where forgotten_at is null;
