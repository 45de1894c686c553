-- Rows of visits lie in the order in which they were asked for: a small index finds a month's.
create index concurrently visits_by_month on visits using brin (requested_at) with (pages_per_range = 32);
