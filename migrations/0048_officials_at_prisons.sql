-- A prison finds those who asked for official visits there, and their visits by the reference of a case.
alter table official_visits add column place_id integer;
create trigger official_visits_know_place before insert on official_visits
  for each row execute function knows_place_of_visit();
update official_visits set place_id = visits.place_id from visits where visits.id = visit_id;

-- A request may be rejected because nobody could make sure who asks.
alter table visits drop constraint visits_rejection_reasons_check;
alter table visits add constraint visits_rejection_reasons_check check (rejection_reasons <@ array[
  'slot_unavailable', 'no_allowance', 'prisoner_details', 'prisoner_moved', 'prisoner_released',
  'prisoner_out_of_prison', 'prisoner_cannot', 'child_protection', 'duplicate', 'visitor_not_on_list',
  'visitor_banned', 'visitor_cannot', 'visitor_not_verified', 'other']) not valid;
