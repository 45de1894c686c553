create index concurrently official_visits_by_case on official_visits (place_id, lower(case_reference) collate "C")
  where case_reference <> '';
