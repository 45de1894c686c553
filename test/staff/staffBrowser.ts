/** A browser at the staff area: signs in at the real provider of the demo, reads pages, sends the decision form. */
import type { CheerioAPI } from 'cheerio'
import request from 'supertest'
import { checkedPage, tidy } from '../pageChecks.ts'

export type Agent = ReturnType<typeof request.agent>
export type Form = Record<string, string | string[]>

/** A browser that nobody has signed in with yet. */
export const anonymous = (url: string): Agent => request.agent(url)

/** A browser in which that person of the demo has signed in, after being asked to on the way to the path. */
export async function signedIn(url: string, person: string, path = '/staff'): Promise<Agent> {
  const agent = anonymous(url)
  const who = await agent.get(path).redirects(5)
  await choosePerson(agent, who, person).redirects(5)
  return agent
}

/** Presses the person's button on the provider's page. */
export const choosePerson = (agent: Agent, who: request.Response, person: string): request.Test =>
  agent
    .post(new URL(addressOf(who)).pathname)
    .type('form')
    .send({ person })

/** Where a browser ended after redirects. */
export const addressOf = (response: request.Response): string =>
  (response as unknown as { request: { url: string } }).request.url

export const pageOf = (response: request.Response): CheerioAPI => shared.load(response.text)

export const headingOf = (response: request.Response): string => pageOf(response)('h1').text()

/** What stands in a part of the page. */
export const textOf = ($: CheerioAPI, selector = 'main'): string => tidy($(selector).text())

/** The page, with everything checked that must hold of any page. */
export const checked = (response: request.Response): Promise<CheerioAPI> =>
  checkedPage(response.text, response.status, addressOf(response))

/** Opens a page and checks it. */
export async function open(agent: Agent, path: string): Promise<CheerioAPI> {
  return checked(await agent.get(path))
}

/** The token that the browser's pages carry. */
export async function tokenOf(agent: Agent): Promise<string> {
  return String(
    pageOf(await agent.get('/staff').redirects(1))('input[name=_csrf]')
      .first()
      .val(),
  )
}

/** What stands in the form of a visit's page, by name. */
export function formOf($: CheerioAPI): Form {
  return Object.fromEntries(
    $('main form[method=post]')
      .serializeArray()
      .map(({ name, value }) => [name, value]),
  )
}

export const postDecision = (agent: Agent, reference: string, form: Form): request.Test =>
  agent.post(`/staff/visits/${reference}/decision`).type('form').send(form)

/** Opens the visit's page and sends its form with some of it changed. */
export async function sendDecision(
  agent: Agent,
  reference: string,
  changes: Form,
): Promise<request.Response> {
  const form = formOf(await open(agent, `/staff/visits/${reference}`))
  return postDecision(agent, reference, { ...form, ...changes })
}

/** Words of the error summary. */
export const summaryOf = ($: CheerioAPI): string[] =>
  $('.govuk-error-summary a')
    .toArray()
    .map((link) => $(link).text())
