/** Knows the form in which a person is told what is held about them. */

/** Ready to be written as JSON; times are ISO with their offset. */
export type Told = Record<string, unknown>

/** SQL for a list of JSON objects, in order; empty where there are none. */
export const list = (object: string, rest: string): string =>
  `coalesce((select json_agg(json_build_object(${object})) from (select * from ${rest}) as one), '[]')`
