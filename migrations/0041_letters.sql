-- Where letters about a visit go whose visitor has neither e-mail nor text messages.
create table visit_addresses (
  visit_id integer primary key references visits,
  name text not null check (name <> '' and length(name) <= 100),
  lines text[] not null,
  postcode text not null check (postcode ~ '^[A-Z]{1,2}[0-9][A-Z0-9]? [0-9][A-Z]{2}$'),
  constraint visit_addresses_have_lines check (
    cardinality(lines) between 1 and 4 and array_ndims(lines) = 1 and '' <> all (lines)
    and array_position(lines, null) is null and length(array_to_string(lines, '')) <= 400)
);

-- A visit that is forgotten leaves no address.
create function visits_forget_address() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  delete from visit_addresses where visit_id = new.id;
  return null;
end $$;
create trigger visits_forget_address after update of forgotten_at on visits
  for each row when (new.forgotten_at is not null) execute function visits_forget_address();

create function visit_addresses_guard() returns trigger
  language plpgsql set search_path = pg_catalog, public as $$
begin
  if exists (select from visits where id = new.visit_id and forgotten_at is not null) then
    raise exception 'a forgotten visit has no address'
      using errcode = 'check_violation', constraint = 'visit_addresses_of_known_visits';
  end if;
  return new;
end $$;
create trigger visit_addresses_guard before insert or update on visit_addresses
  for each row execute function visit_addresses_guard();

-- A letter is a message like any other, but people print and post it: no job sends it, and it waits as queued until then.
-- Older rows keep the narrower rule, so that nobody has to look at them again.
alter table notifications
  drop constraint notifications_channel_check,
  add constraint notifications_channel_check check (channel in ('email', 'text', 'letter')) not valid,
  add constraint notifications_letters_tell_of_visits check (
    channel <> 'letter' or visit_id is not null and recipient = 'visitor') not valid;
