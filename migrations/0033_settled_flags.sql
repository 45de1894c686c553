-- A flag knows the place of its visit, like the other parts of one: what is to be sorted out there is found without
-- the others'.
alter table visit_flags add column place_id integer;
create trigger visit_flags_know_place before insert on visit_flags
  for each row execute function knows_place_of_visit();
update visit_flags set place_id = visits.place_id from visits where visits.id = visit_id;

-- Who settled a flag, when and why is part of the visit's history: it stays as it was written.
create function visit_flags_stay_settled() returns trigger language plpgsql as $$
begin
  raise exception 'a settled flag stays as it is'
    using errcode = 'check_violation', constraint = 'visit_flags_stay_settled';
end $$;

create trigger visit_flags_stay_settled before update on visit_flags
  for each row when (old.settled_at is not null) execute function visit_flags_stay_settled();
