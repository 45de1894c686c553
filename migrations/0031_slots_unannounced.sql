create index concurrently slots_unannounced on slots (place_id) where appeared > announced;
