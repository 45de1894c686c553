/** What an invented professional types, page by page. */
import type { Browser } from '../browser.ts'
import { firstFree, typedPrisoner } from '../journeyAnswers.ts'

interface Said {
  prison?: string
  way?: string
}

/** Answers everything up to the page of that name, in a new draft. */
export async function upTo(page: Browser, name: string, { prison = 'leeds', way = 'in_person' }: Said = {}) {
  const answers: (() => Promise<Browser>)[] = [
    () => page.answers({ purpose: 'legal_adviser' }),
    () => page.answers({ way }),
    () => page.answers({ prison }),
    () => page.answers(typedPrisoner),
    () => page.answers({ another: 'no' }),
    ...(way === 'in_person' ? [() => page.answers()] : []),
    () => page.answers({ slot: firstFree(page) }),
    () => page.answers({ slot: 'none' }),
    () => page.answers(),
  ]
  await page.opens('/professional/book')
  for (const answer of answers) {
    if (page.address().endsWith(`/${name}`)) return page
    await answer()
  }
  return page
}

/** The rows of check-answers by their labels, the lines of one joined. */
export const rowsOf = ($: ReturnType<Browser['page']>) =>
  Object.fromEntries(
    $('.govuk-summary-list__row')
      .toArray()
      .map((row) => [
        $(row).find('dt').text().trim(),
        $(row).find('dd').first().html()?.trim().split('<br>').join(' | '),
      ]),
  )
