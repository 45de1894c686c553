create table slots (
  id integer generated always as identity primary key,
  place_id integer not null references places,
  visit_type visit_type not null,
  date date not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  wanted integer not null check (wanted >= 0),
  booked integer not null default 0 check (booked >= 0),
  held integer not null default 0 check (held >= 0),
  capacity integer not null,
  constraint slots_end_after_start check (ends_at > starts_at),
  constraint slots_date_is_london check (date = (starts_at at time zone 'Europe/London')::date),
  constraint slots_within_capacity check (booked + held <= capacity),
  constraint slots_start_once unique (place_id, visit_type, starts_at)
);
create index slots_by_date on slots (place_id, visit_type, date);

-- Capacity follows the manager's number and shrinks as visits leave; it never grows because visits arrive,
-- so that the check above refuses the visit too many.
create function slots_keep_capacity() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    new.booked := 0;
    new.held := 0;
    new.capacity := new.wanted;
  elsif new.wanted <> old.wanted or new.booked + new.held < old.booked + old.held then
    new.capacity := greatest(new.wanted, new.booked + new.held);
  else
    new.capacity := old.capacity;
  end if;
  return new;
end $$;

create trigger slots_keep_capacity before insert or update on slots
  for each row execute function slots_keep_capacity();
