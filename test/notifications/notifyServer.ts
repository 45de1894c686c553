// A stand-in for GOV.UK Notify: takes e-mails and texts over HTTP, tells how they ended, or fails in every way that a server can.
import { randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import type { ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'

/** `garbage` is a 201 without sense, `half` one whose end is lost; `silence` takes the message and says nothing. */
export type Answer = number | 'daily limit' | 'garbage' | 'half' | 'silence'

export interface Taken {
  answer: Answer
  authorization: string
  reference: string
  email_address: string
  /** Of a text message. */
  phone_number?: string
  template_id: string
  one_click_unsubscribe_url?: string
  personalisation: { subject: string; body: string }
}

const name = 'team_key'
export const serviceId = '11111111-aaaa-4bbb-8ccc-222222222222'
export const secret = '33333333-dddd-4eee-8fff-444444444444'
export const apiKey = `${name}-${serviceId}-${secret}`
export const emailTemplate = '55555555-aaaa-4bbb-8ccc-666666666666'
export const smsTemplate = '77777777-aaaa-4bbb-8ccc-888888888888'

const errorFor = (status: number) =>
  status === 429 ? 'RateLimitError' : status === 400 ? 'ValidationError' : 'Error'

function give(response: ServerResponse, answer: Answer): void {
  if (answer === 'silence') return
  if (answer === 'garbage') response.writeHead(201).end('<html>{"id": gwen@example.org')
  else if (answer === 'half') {
    response.writeHead(201, { 'Content-Length': 1000 }).write('{"id": "', () => response.destroy())
  } else {
    const status = answer === 'daily limit' ? 429 : answer
    const error = answer === 'daily limit' ? 'TooManyRequestsError' : errorFor(status)
    const refusal = { status_code: status, errors: [{ error, message: 'not for gwen@example.org' }] }
    const body = status === 201 ? { id: randomUUID(), uri: 'https://notify.example.org' } : refusal
    response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body))
  }
}

const takes = ['/v2/notifications/email', '/v2/notifications/sms']

/** Tells the status of the message that is asked about, if it knows it. */
function tell(response: ServerResponse, status: string | number | undefined): void {
  const code = typeof status === 'number' ? status : status === undefined ? 404 : 200
  response.writeHead(code, { 'Content-Type': 'application/json' })
  response.end(JSON.stringify(code === 200 ? { status, email_address: 'gwen@example.org' } : { errors: [] }))
}

const closing: (() => Promise<unknown>)[] = []

afterEach(async () => {
  await Promise.all(closing.splice(0).map((close) => close()))
})

/** Starts one for the test; its answer can be changed while it runs. */
export async function notifyServer(first: Answer = 201) {
  const state: { answer: Answer | Promise<Answer>; connections: number } = { answer: first, connections: 0 }
  const requests: Taken[] = []
  /** What it tells of each message that is asked about by its id: a status, or a number with which it refuses. */
  const statuses = new Map<string, string | number>()
  const asked: string[] = []
  const server = createServer((request, response) => {
    if (request.method === 'GET') {
      const [, id = ''] = /^\/v2\/notifications\/([\da-f-]{36})$/.exec(request.url ?? '') ?? []
      asked.push(id)
      return tell(response, statuses.get(id))
    }
    void text(request).then(async (body) => {
      const { authorization = '' } = request.headers
      if (!takes.includes(request.url ?? '')) throw new Error(`Asked for ${request.url}`)
      const taken = { ...(JSON.parse(body) as Taken), authorization, answer: 'silence' as Answer }
      requests.push(taken)
      taken.answer = await state.answer
      give(response, taken.answer)
    })
  })
  server.on('connection', () => (state.connections += 1))
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  closing.push(() => {
    server.closeAllConnections()
    return new Promise((closed) => server.close(closed))
  })
  const { port } = server.address() as AddressInfo
  const url = `http://127.0.0.1:${port}`
  /** What the worker process is told of it. */
  const env = {
    EMAIL_TRANSPORT: 'notify',
    NOTIFY_API_KEY: apiKey,
    NOTIFY_URL: url,
    NOTIFY_EMAIL_TEMPLATE: emailTemplate,
    NOTIFY_SMS_TEMPLATE: smsTemplate,
  }
  /** The messages that it has accepted. */
  const accepted = () => requests.filter(({ answer }) => answer === 201).map(({ reference }) => reference)
  return { state, requests, statuses, asked, accepted, url, env }
}
