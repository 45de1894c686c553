-- The lists of visits pass over those that are forgotten, which are more with every year.
create index concurrently known_visits_in_order on visits (place_id, status, answer_by, requested_at, id)
  where forgotten_at is null;
