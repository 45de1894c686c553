/** Knows the orders in which the list of requests can stand. */

export const requestSorts = ['due', 'prisoner', 'time', 'people', 'asked'] as const
export type RequestSort = (typeof requestSorts)[number]

/** SQL of the slot of a visit's first choice, and of its waiting change's. */
export const firstChoice = '(select slot_id from visit_choices where visit_id = visits.id and rank = 1)'
export const firstOfChange =
  '(select slot_id from visit_change_choices where change_id = change.id and rank = 1)'

/** `comesFirst`: what is true, which is last by itself, stands first. */
export interface Key {
  ofVisit: string
  ofChange: string
  comesFirst?: true
}

/** What each order compares, of `visits` or of a `change` that waits; by due date it is that of `urgent_visits_first`. */
export const compared: Record<RequestSort, readonly Key[]> = {
  due: [
    { ...ofBoth('visits.urgent'), comesFirst: true },
    { ofVisit: 'visits.answer_by', ofChange: 'change.answer_by' },
  ],
  prisoner: [ofBoth('lower(visits.prisoner_last_name)'), ofBoth('lower(visits.prisoner_first_name)')],
  time: [
    {
      ofVisit: `(select starts_at from slots where slots.id = coalesce(visits.slot_id, ${firstChoice}))`,
      ofChange: `(select starts_at from slots where slots.id = coalesce(${firstOfChange}, visits.slot_id))`,
    },
  ],
  people: [
    {
      ofVisit: '(select count(*) from visit_visitors where visit_id = visits.id)',
      ofChange: '(select count(*) from visit_change_visitors where change_id = change.id)',
    },
  ],
  asked: [{ ofVisit: 'visits.requested_at', ofChange: 'change.requested_at' }],
}

function ofBoth(expression: string) {
  return { ofVisit: expression, ofChange: expression }
}

/** The keys of an order, `key0`, `key1` …, as SQL; among equals who asked first comes first. */
export function orderOf(keys: readonly Key[], descending: boolean): string {
  const named = keys.map(
    ({ comesFirst = false }, n) => `key${n} ${descending === comesFirst ? 'asc' : 'desc'}`,
  )
  return [...named, 'requested_at', 'id'].join(', ')
}
