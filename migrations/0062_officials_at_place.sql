create index concurrently official_visits_at_place on official_visits (place_id, professional_id);
