/** What an invented family types, page by page. */
import type { Browser } from './browser.ts'

export const typedPrisoner = {
  firstName: 'Dewi',
  lastName: 'Test',
  'dateOfBirth-day': '20',
  'dateOfBirth-month': '10',
  'dateOfBirth-year': '1980',
  prisonNumber: 'a1234bc',
}

export const typedYou = {
  firstName: 'Gwen',
  lastName: 'Example',
  'dateOfBirth-day': '15',
  'dateOfBirth-month': '6',
  'dateOfBirth-year': '1985',
}

export const typedChild = {
  firstName: 'Tomos',
  lastName: 'Example',
  'dateOfBirth-day': '28',
  'dateOfBirth-month': 'Feb',
  'dateOfBirth-year': '2018',
}

/** The value of the first free time on the page. */
export const firstFree = (visitor: Browser): string =>
  String(visitor.page()('input[name=slot]').first().val())

/** Answers everything up to the page of that name, starting the journey. */
export async function upTo(visitor: Browser, page: string, { prison = 'leeds' } = {}): Promise<Browser> {
  await visitor.opens('/book/prison')
  const reached = () => visitor.address().endsWith(`/${page}`)
  if (reached()) return visitor
  await visitor.answers({ prison })
  if (reached()) return visitor
  await visitor.answers(typedPrisoner)
  if (reached()) return visitor
  await visitor.answers(typedYou)
  if (reached()) return visitor
  await visitor.answers({ another: 'no' })
  if (reached()) return visitor
  await visitor.answers({ slot: firstFree(visitor) })
  if (reached()) return visitor
  await visitor.answers({ slot: 'none' })
  if (reached()) return visitor
  await visitor.answers()
  if (reached()) return visitor
  return visitor.answers({ email: 'gwen@example.org' })
}
