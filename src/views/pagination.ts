/** Knows which pages of a long list are offered: the first, the last, and those around the one shown. */
import type { InPrint } from './printed.ts'

type Address = InPrint<string>

interface Item {
  number?: number
  href?: Address
  current?: boolean
  ellipsis?: true
}

const furthestPage = 100_000

/** The page that an address asks for; the first for what is no page. */
export function pageIn(asked: unknown): number {
  const isPage = typeof asked === 'string' && /^[1-9]\d*$/.test(asked)
  return isPage ? Math.min(Number(asked), furthestPage) : 1
}

/** Items of the pagination component; none when one page holds everything. */
export function paginationOf(
  { page, pages }: { page: number; pages: number },
  addressOf: (page: number) => Address,
) {
  if (pages <= 1) return undefined
  const near = Array.from({ length: pages }, (_, index) => index + 1).filter(
    (number) => number === 1 || number === pages || Math.abs(number - page) <= 1,
  )
  const items = near.flatMap((number, index): Item[] => {
    const item = { number, href: addressOf(number), current: number === page }
    return number - (near[index - 1] ?? 0) > 1 ? [{ ellipsis: true }, item] : [item]
  })
  return {
    items,
    previous: page > 1 ? { href: addressOf(page - 1) } : undefined,
    next: page < pages ? { href: addressOf(page + 1) } : undefined,
  }
}
