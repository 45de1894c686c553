create index concurrently visit_visitors_by_birth on visit_visitors (place_id, date_of_birth);
