/** A clerk on a visit's page: opens what it offers, and sends the forms. */
import type request from 'supertest'
import { formOf, open } from './staffBrowser.ts'
import type { Agent, Form } from './staffBrowser.ts'

/** The path of the visit's page, or of one of its actions. */
export const pathOf = ({ reference }: { reference: string }, action = ''): string =>
  `/staff/visits/${reference}${action && `/${action}`}`

export const post = (agent: Agent, visit: { reference: string }, action: string, form: Form): request.Test =>
  agent.post(pathOf(visit, action)).type('form').send(form)

/** Opens the page of an action and sends its form with some of it changed. */
export async function sendForm(
  agent: Agent,
  visit: { reference: string },
  action: string,
  changes: Form,
): Promise<request.Response> {
  const form = formOf(await open(agent, pathOf(visit, action)))
  return post(agent, visit, action, { ...form, ...changes })
}

/** The form on the visit's own page, as it stands there. */
export const formFor = async (agent: Agent, visit: { reference: string }): Promise<Form> =>
  formOf(await open(agent, pathOf(visit)))
