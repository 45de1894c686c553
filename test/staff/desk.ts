/** A clerk at the prison's desk: as `test/browser.ts`, signed in, with the answers of the desk's journey. */
import type { CheerioAPI } from 'cheerio'
import { typedPrisoner, typedYou } from '../journeyAnswers.ts'
import { tidy } from '../pageChecks.ts'
import { addressOf, checked, signedIn } from './staffBrowser.ts'
import type { Agent, Form } from './staffBrowser.ts'

export interface Desk {
  agent: Agent
  opens: (address: string) => Promise<void>
  /** Fills in the page's form (what stands there already stays) and sends it. */
  answers: (typed?: Form) => Promise<void>
  posts: (address: string, body: Form) => Promise<void>
  follows: (words: string) => Promise<void>
  /** Answers everything up to the page of that name, in a new draft. */
  upTo: (page: string) => Promise<void>
  firstFree: () => string
  heading: () => string
  text: () => string
  status: () => number
  address: () => string
  value: (name: string) => string
  page: () => CheerioAPI
}

export async function deskOf(url: string, person: string): Promise<Desk> {
  const agent = await signedIn(url, person)
  let $: CheerioAPI
  let address = ''
  let status = 0

  async function arrive(sent: ReturnType<Agent['get']>): Promise<void> {
    const answer = await sent.redirects(5)
    $ = await checked(answer)
    address = addressOf(answer).replace(/^https?:\/\/[^/]+/, '')
    status = answer.status
  }

  const formData = (): Form =>
    Object.fromEntries(
      $('main form')
        .first()
        .serializeArray()
        .map(({ name, value }) => [name, value]),
    )

  const desk: Desk = {
    agent,
    opens: (to) => arrive(agent.get(to)),
    answers: (typed = {}) =>
      arrive(
        agent
          .post($('main form').first().attr('action') ?? address)
          .type('form')
          .send({ ...formData(), ...typed }),
      ),
    posts: (to, body) =>
      arrive(
        agent
          .post(to)
          .type('form')
          .send({ _csrf: desk.value('_csrf'), ...body }),
      ),
    follows(words) {
      const link = $('a')
        .toArray()
        .find((element) => tidy($(element).text()) === words)
      return arrive(agent.get(String(link?.attribs.href)))
    },
    async upTo(page) {
      const pages: [string, () => Form][] = [
        ['prison', () => ({ prison: 'leeds' })],
        ['prisoner', () => typedPrisoner],
        ['your-details', () => typedYou],
        ['other-visitors', () => ({ another: 'no' })],
        ['first-choice', () => ({ slot: desk.firstFree() })],
        ['second-choice', () => ({ slot: 'none' })],
        ['support', () => ({})],
        ['contact-details', () => ({ email: 'gwen@example.org', language: 'en' })],
      ]
      await desk.opens('/staff/book')
      for (const [name, typed] of pages) {
        if (page === name) return
        await desk.answers(typed())
      }
    },
    firstFree: () => String($('input[name=slot]').first().val()),
    heading: () => tidy($('h1').text()),
    text: () => tidy($('main').text()),
    status: () => status,
    address: () => address,
    value: (name) => String($(`[name="${name}"]`).first().val() ?? ''),
    page: () => $,
  }
  return desk
}
