create index concurrently visits_by_email on visits (place_id, (lower(email)) collate "C");
