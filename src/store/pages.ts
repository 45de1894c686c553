/** Knows how long lists are read: a page at a time, and only the first five hundred rows, so that none grows with the years. */
export const perPage = 25
export const mostListed = 500

/** One page of a list. */
export interface Page<Row> {
  rows: Row[]
  /** How many there are; the first five hundred of them count. */
  total: number
  hasMore: boolean
  /** From 1; a page after the last is the last. */
  page: number
  pages: number
}

/** As many rows as tell whether there are more than are listed. For the CTE `matching`, from which `counted` counts. */
export const enough = `limit ${mostListed + 1}`

/** The CTE `counted`: how many rows `matching` has, and which page is shown where `:page` is asked for. */
export const counted = `
  counted as (
    select cast(found as integer) as found,
      greatest(1, least(:page, cast(ceil(least(found, ${mostListed}) / ${perPage}.0) as integer))) as page
    from (select count(*) as found from matching) as every
  )`

/** The rows of that page. */
export const thatPage = `limit ${perPage} offset (select (page - 1) * ${perPage} from counted)`

/** Columns that every row brings along. */
export const countedFields = '(select found from counted) as found, (select page from counted) as page'

/** What was read with `countedFields`, as a page. */
export function pageOf<Row>(read: (Row & { found: number; page: number })[]): Page<Row> {
  const { found = 0, page = 1 } = read[0] ?? {}
  const total = Math.min(found, mostListed)
  const pages = Math.max(1, Math.ceil(total / perPage))
  return { rows: read, total, hasMore: found > mostListed, page, pages }
}
