-- One reminder of a visit in a slot, whatever happens to the worker.
create unique index concurrently visit_events_reminded_once on visit_events (visit_id, (details ->> 'slotId'))
  where what = 'reminded';
