create index concurrently visits_to_forget on visits ((expires_on + interval '6 months')) where forgotten_at is null;
