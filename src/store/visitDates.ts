/** Knows which visits are on a date: by their slot or, while they have none, by any time that they ask for. */

/**
 * SQL of the ids of the visits, but those forgotten, of the place `own.id` from `:from` to `:to`, null being open. Each part is kept apart by
 * `offset 0`, so that it is always looked up by its index, however many rows the planner expects.
 */
export const visitIdsBetween = `
  select had.id
  from slots cross join lateral (
    select visits.id from visits where visits.slot_id = slots.id and visits.forgotten_at is null offset 0) as had
  where slots.place_id = own.id
    and slots.date between coalesce(:from, cast('-infinity' as date)) and coalesce(:to, cast('infinity' as date))
  union
  select asked.id
  from slots cross join lateral (select visit_id from visit_choices where slot_id = slots.id offset 0) as choice
    cross join lateral (
      select visits.id from visits
      where visits.id = choice.visit_id and visits.slot_id is null and visits.forgotten_at is null offset 0) as asked
  where slots.place_id = own.id
    and slots.date between coalesce(:from, cast('-infinity' as date)) and coalesce(:to, cast('infinity' as date))`
