-- What the service cannot count itself: bookings made outside it, and what it costs. Keyed or imported by an analyst;
-- every row tells who had it last, and what became of it is kept.
create table offline_volumes (
  id integer generated always as identity primary key,
  version integer not null default 1,
  month date not null check (extract(day from month) = 1),
  place_id integer not null references places,
  channel text not null check (channel in ('phone', 'letter', 'email', 'in_person')),
  bookings integer not null check (bookings between 0 and 1000000),
  constraint offline_volumes_once unique (month, place_id, channel)
);
create index offline_volumes_by_place on offline_volumes (place_id);

create table costs (
  id integer generated always as identity primary key,
  version integer not null default 1,
  -- Both are included; what the period cost is spread evenly over its months.
  first_month date not null check (extract(day from first_month) = 1),
  last_month date not null check (extract(day from last_month) = 1),
  channel text not null check (channel in ('online', 'phone', 'face_to_face', 'prison', 'offline', 'shared')),
  category text not null check (category in ('staff', 'training', 'accommodation', 'it', 'telecoms', 'overheads',
    'depreciation', 'subcontractors', 'promotion', 'vat', 'other')),
  pence bigint not null check (pence between 0 and 100000000000),
  constraint costs_in_order check (last_month >= first_month and last_month < first_month + interval '1 year'),
  constraint costs_once unique (first_month, last_month, channel, category)
);

-- Only added to. `was` and `became` hold the row's values, by column.
create table keyed_changes (
  id integer generated always as identity primary key,
  kind text not null check (kind in ('volumes', 'costs')),
  row_id integer not null,
  what text not null check (what in ('added', 'changed', 'removed')),
  was jsonb,
  became jsonb,
  person_id uuid not null references people,
  at timestamptz not null,
  constraint keyed_changes_tell_what check ((was is null) = (what = 'added') and (became is null) = (what = 'removed'))
);
create index keyed_changes_of_row on keyed_changes (kind, row_id);
create index keyed_changes_by_person on keyed_changes (person_id);
