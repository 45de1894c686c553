-- Professionals act under their own names, as staff do.
alter table visit_events
  drop constraint visit_events_actor_check,
  add constraint visit_events_actor_check check (actor in ('visitor', 'professional', 'staff', 'system')),
  drop constraint visit_events_staff_have_a_person,
  add constraint visit_events_people_are_known check ((actor in ('professional', 'staff')) = (person_id is not null));
