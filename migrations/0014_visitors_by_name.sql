create index concurrently visit_visitors_by_name on visit_visitors
  using gin (search_keys(place_id, first_name, last_name)) with (fastupdate = off);
