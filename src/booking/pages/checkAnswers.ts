/** Knows the last page of the journey: what was answered, and sending it. */
import type { Response } from 'express'
import { requestVisit } from '../../actions/requestVisit.ts'
import type { Standing } from '../../journey/journey.ts'
import { answerTo } from '../../journey/step.ts'
import type { Database } from '../../store/database.ts'
import type { RandomBytes } from '../../store/links.ts'
import { noteEnd } from '../../store/measures/journeys.ts'
import type { Translator } from '../../text/translate.ts'
import { escapeHtml } from '../../views/filters.ts'
import { printed } from '../../views/printed.ts'
import { tooManyRequests } from '../../web/errors.ts'
import { translatorOf } from '../../web/language.ts'
import type { Limits } from '../../web/limits.ts'
import type { BookingFacts } from '../facts.ts'
import type { Journey, Sender, Sent } from './journeyLists.ts'

type Here = Standing<BookingFacts>

/** Where the page and its neighbours are. */
export interface Addresses {
  of: (page: string) => string
}

/** Every answer under its heading, with a way to change it. */
function sectionsOf({ walk, draft }: Here, { of }: Addresses, translator: Translator) {
  const { text, has } = translator
  const change = text('common.change')
  const sections: { heading: string; rows: object[] }[] = []
  for (const step of walk.passed) {
    const heading = `book.check-answers.headings.${step.slug}`
    if (has(heading)) sections.push({ heading: text(heading), rows: [] })
    const rows = step.rows(answerTo(step, walk.answers), draft.facts, translator).map(({ label, lines }) => {
      const words = text(`book.${step.slug}.rows.${label}`)
      return {
        key: { text: words },
        value: { html: printed(lines.map(escapeHtml).join('<br>')) },
        actions: {
          items: [{ href: printed(of(step.slug)), text: change, visuallyHiddenText: `– ${words}` }],
        },
      }
    })
    sections.at(-1)?.rows.push(...rows)
  }
  return sections
}

/** What a page shows on which the answers are checked. */
export function answersView(response: Response, here: Here, addresses: Addresses, notice = 'notYet') {
  const last = here.walk.passed.at(-1)
  return {
    sections: sectionsOf(here, addresses, translatorOf(response)),
    notice,
    back: last && printed(addresses.of(last.slug)),
    address: printed(addresses.of('check-answers')),
  }
}

/** Shows what was answered, to be checked before it is sent. */
export function showAnswers(response: Response, here: Here, addresses: Addresses, notice = 'notYet'): void {
  response.render('book/check-answers', answersView(response, here, addresses, notice))
}

export interface SendMeans<By extends Sender> {
  db: Database
  now: () => Date
  randomBytes: RandomBytes
  limits: Limits
  journey: Pick<Journey<By>, 'requestFrom'>
  /** Leads to the visit's page. */
  onSent: (response: Response, visitId: number) => Promise<void>
}

/** Sends the request: one visit a draft, however often; times that are gone are asked again. */
export async function sendRequest<By extends Sender>(
  response: Response,
  sent: Sent<By>,
  { of: addressOf, here: standsAt }: Addresses & { here: string },
  { db, now, randomBytes, limits, journey, onSent }: SendMeans<By>,
): Promise<void> {
  const asked = journey.requestFrom(sent, translatorOf(response).language)
  if (!asked) return response.redirect(303, standsAt)
  const { address } = sent.sender
  const wait =
    (address === undefined ? undefined : await limits.count('submitsPerAddress', address)) ??
    (await limits.count('requestsPerPrisoner', asked.prisonNumber))
  if (wait !== undefined) return tooManyRequests(response, wait)
  // Only requests count towards the prisoner's, not presses of the button.
  const takeBack = () => limits.forget('requestsPerPrisoner', asked.prisonNumber)
  const outcome = await requestVisit(db, asked, { now: now(), randomBytes }).catch(async (error: unknown) => {
    await takeBack()
    throw error
  })
  if (!('visitId' in outcome) || !outcome.isNew) await takeBack()
  if ('visitId' in outcome) return onSent(response, outcome.visitId)
  if (outcome.refused === 'duplicate') {
    await noteEnd(db, asked.draftId, 'duplicate')
    response.render('book/duplicate', { back: printed(addressOf('first-choice')) })
    return
  }
  response.redirect(303, addressOf('check-answers'))
}
