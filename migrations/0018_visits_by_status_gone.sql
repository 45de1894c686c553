-- `visits_in_order` begins with the same columns; "drop index concurrently" needs no transaction either.
drop index concurrently visits_by_status;
