/** Knows which addresses a sign-in may lead back to: the area's own pages, by their shape alone. */

const path = '(?:/[A-Za-z0-9-]+)*'
const search = '(?:\\?(?:[\\w=&.~+-]|%2F)*)?'
const fragment = '(?:#[A-Za-z0-9-]+)?'
const longest = 300

/**
 * The wanted address if it is a page of the area, or of others that share its sign-in, else the area's home. The sign-in
 * pages themselves do not count.
 */
export function returnAddress(area: string, wanted: unknown, others: readonly string[] = []): string {
  if (typeof wanted !== 'string' || wanted.length > longest) return area
  const isOwn = new RegExp(`^(?:${[area, ...others].join('|')})(?!/sign)${path}${search}${fragment}$`).test(
    wanted,
  )
  return isOwn ? wanted : area
}
