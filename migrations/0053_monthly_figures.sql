-- Counts of each month, from which every measure is worked out. They outlive what they were counted from.
create table monthly_figures (
  month date not null check (extract(day from month) = 1),
  -- None where a figure is not of any one place.
  place_id integer references places,
  figure text not null,
  part text not null,
  count bigint not null check (count >= 0),
  constraint monthly_figures_once unique nulls not distinct (month, place_id, figure, part)
);

-- A closed month is counted no more, and published.
create table measured_months (
  month date primary key check (extract(day from month) = 1),
  closed boolean not null,
  -- When its figures last changed.
  measured_at timestamptz not null
);
