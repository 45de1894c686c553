/** A person with a browser without JavaScript: reads pages, fills in what stands on them, follows where it leads. */
import type { CheerioAPI } from 'cheerio'
import type { Express } from 'express'
import supertest from 'supertest'
import { checkedPage, tidy } from './pageChecks.ts'

type Answers = Record<string, string | string[]>

export interface Browser {
  /** Opens an address and follows redirects. */
  opens: (address: string) => Promise<Browser>
  /** Fills in the page's form (what stands there already stays) and sends it. */
  answers: (typed?: Answers) => Promise<Browser>
  /** Follows the link with these words. */
  follows: (words: string) => Promise<Browser>
  /** Sends a form by hand, with the token of the page that is open unless told otherwise. */
  posts: (address: string, body: Answers) => Promise<Browser>
  heading: () => string
  text: () => string
  status: () => number
  address: () => string
  errors: () => string[]
  value: (name: string) => string
  page: () => CheerioAPI
  header: (name: string) => string
  /** What came, as it came: of a file. */
  body: () => string
  cookies: () => string[]
}

function formData($: CheerioAPI): Answers {
  const data: Answers = {}
  for (const field of $('main form').first().serializeArray()) data[field.name] = field.value
  return data
}

/** A new browser with no cookies, or one that goes on with another's. */
export function browser(app: Express | string, agent = supertest.agent(app)): Browser {
  let address = ''
  let response: supertest.Response
  let $: CheerioAPI
  let cookies: string[] = []

  async function arrive(answer: supertest.Response, from: string): Promise<Browser> {
    response = answer
    address = from
    cookies = [...cookies, ...((answer.headers['set-cookie'] as unknown as string[] | undefined) ?? [])]
    const { location } = answer.headers as { location?: string }
    if (location && answer.status >= 300 && answer.status < 400) return open(location)
    if (answer.type === 'text/html') $ = await checkedPage(answer.text, answer.status, from)
    return self
  }

  async function open(to: string): Promise<Browser> {
    const path = to.startsWith('?') ? address.split('?')[0] + to : to.replace(/^https?:\/\/[^/]+/, '')
    return arrive(await agent.get(path), path)
  }

  const self: Browser = {
    opens: open,
    async answers(typed = {}) {
      const form = $('main form').first()
      const to = form.attr('action') ?? address
      return arrive(
        await agent
          .post(to)
          .type('form')
          .send({ ...formData($), ...typed }),
        to,
      )
    },
    follows(words) {
      const link = $('a')
        .toArray()
        .find((element) => tidy($(element).text()) === words)
      const href = link && $(link).attr('href')
      if (!href)
        throw new Error(
          `${address} has no link "${words}": ${$('a')
            .toArray()
            .map((a) => tidy($(a).text()))
            .join(' | ')}`,
        )
      return open(href)
    },
    async posts(to, body) {
      const token = $('input[name=_csrf]').val()
      return arrive(
        await agent
          .post(to)
          .type('form')
          .send({ _csrf: token, ...body }),
        to,
      )
    },
    heading: () => tidy($('h1').text()),
    text: () => tidy($('main').text()),
    status: () => response.status,
    address: () => address,
    errors: () =>
      $('.govuk-error-summary a')
        .toArray()
        .map((link) => tidy($(link).text())),
    value: (name) => String($(`[name="${name}"]`).first().val() ?? ''),
    page: () => $,
    header: (name) => String(response.headers[name.toLowerCase()] ?? ''),
    body: () => response.text,
    cookies: () => cookies,
  }
  return self
}
