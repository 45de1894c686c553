/** A clerk at the search of visits: sends its form, and reads what is found. */
import type { CheerioAPI } from 'cheerio'
import type request from 'supertest'
import { open, tokenOf } from './staffBrowser.ts'
import type { Agent, Form } from './staffBrowser.ts'

/** Sends a form to the path, with the browser's token. */
export const post = async (agent: Agent, path: string, form: Form = {}): Promise<request.Response> =>
  agent
    .post(path)
    .type('form')
    .send({ _csrf: await tokenOf(agent), ...form })

/** Sends the form, and follows to what is found. */
export async function search(agent: Agent, typed: Form): Promise<CheerioAPI> {
  const sent = await post(agent, '/staff/search', typed)
  expect([sent.status, sent.headers.location]).toEqual([303, '/staff/search?page=1'])
  return open(agent, '/staff/search?page=1')
}

/** The references of the visits found, in order. */
export const found = ($: CheerioAPI): string[] =>
  $('tbody th a')
    .toArray()
    .map((link) => $(link).text())
