-- Of how many of the places that appeared in a slot people were told. What nobody waited for when it appeared is
-- settled, too: whoever asks later has seen it.
alter table slots
  add column announced integer not null default 0,
  add constraint slots_announced_have_appeared check (announced between 0 and appeared);
