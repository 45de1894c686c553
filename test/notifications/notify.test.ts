import { createHmac } from 'node:crypto'
import type { OutgoingMessage } from '../../src/notifications/deliver.ts'
import { notifyTransport } from '../../src/notifications/notify.ts'
import { transportFor } from '../../src/notifications/transports.ts'
import { clock } from '../clock.ts'
import { apiKey, emailTemplate, notifyServer, secret, serviceId, smsTemplate } from './notifyServer.ts'
import type { Answer } from './notifyServer.ts'
import { keeping, publicUrl } from './work.ts'

const message: OutgoingMessage = {
  id: '018f3a3e-0000-4000-8000-000000000001',
  to: 'gwen@example.org',
  channel: 'email',
  subject: 'Mae eich ymweliad wedi’i drefnu ŵ',
  body: `Annwyl Siân\n\n${publicUrl}/visits/a_b-c__d?lang=cy\n- ŷ\n`,
  language: 'cy',
  replyTo: 'visits.cardiff@example.org',
  visitReference: '7KX2M9QD',
}

beforeEach(() => {
  clock.set('2026-11-18T10:00:00Z')
})

const transport = (url: string, timeout?: number) =>
  notifyTransport({ apiKey, url, emailTemplate, publicUrl, now: clock.now, timeout })

async function sending(answer: Answer) {
  const server = await notifyServer(answer)
  const deliver = transport(server.url, 500)
  return { ...server, deliver, outcome: await deliver(message).catch((error: Error) => error) }
}

const decoded = (part = '') => JSON.parse(Buffer.from(part, 'base64url').toString()) as unknown

test('sends our own words through the one template, with the row’s id as reference', async () => {
  const { outcome, requests } = await sending(201)

  expect(outcome).toEqual({ sent: expect.stringMatching(/^[\da-f-]{36}$/) as string })
  expect(requests).toEqual([
    {
      answer: 201,
      authorization: expect.any(String) as string,
      reference: message.id,
      email_address: message.to,
      template_id: emailTemplate,
      personalisation: { subject: message.subject, body: message.body },
    },
  ])
})

test('lets who asked to be told unsubscribe with one click, and nobody else', async () => {
  const { requests, deliver } = await sending(201)
  const unsubscribeUrl = `${publicUrl}/alerts/s3cret/unsubscribe`
  await deliver({ ...message, unsubscribeUrl })
  expect(requests.map((taken) => taken.one_click_unsubscribe_url)).toEqual([undefined, unsubscribeUrl])
})

describe('a text message', () => {
  const text: OutgoingMessage = {
    ...message,
    channel: 'text',
    to: '+447700900123',
    subject: '',
    body: 'A [b](c) £1',
  }

  test('goes through the template of texts, as it is', async () => {
    const { url, requests } = await notifyServer()
    const deliver = notifyTransport({ apiKey, url, emailTemplate, smsTemplate, publicUrl, now: clock.now })
    expect(await deliver(text)).toHaveProperty('sent')
    expect(requests).toEqual([
      {
        answer: 201,
        authorization: expect.any(String) as string,
        reference: message.id,
        phone_number: text.to,
        template_id: smsTemplate,
        personalisation: { body: text.body },
      },
    ])
  })

  test('is not sent where there is no template', async () => {
    const { url, requests } = await notifyServer()
    expect(await transport(url)(text)).toEqual({ failed: 'no_text_service' })
    expect(requests).toEqual([])
  })

  test('is held, too, after Notify has said "too many"', async () => {
    const { url } = await notifyServer(429)
    const deliver = notifyTransport({ apiKey, url, emailTemplate, smsTemplate, publicUrl, now: clock.now })
    const heldUntil = new Date('2026-11-18T10:01:00Z')
    expect(await deliver(text)).toEqual({ heldUntil })
    expect(await deliver(message)).toEqual({ heldUntil })
  })
})

test('signs with the secret of the key, which itself is not sent', async () => {
  const { requests } = await sending(201)
  const [head, claims, signature] = requests[0]?.authorization.replace('Bearer ', '').split('.') ?? []

  expect(decoded(head)).toEqual({ alg: 'HS256', typ: 'JWT' })
  expect(decoded(claims)).toMatchObject({ iss: serviceId })
  expect(signature).toBe(createHmac('sha256', secret).update(`${head}.${claims}`).digest('base64url'))
})

test.each<Answer>(['garbage', 'half'])(
  'a 201 with %s behind it means that Notify has the message',
  async (answer) => {
    const { outcome } = await sending(answer)
    expect(outcome).toBe('sent')
  },
)

test.each([
  [400, 'notify_refused'],
  [403, 'notify_forbidden'],
])('%i is for good', async (status, failed) => {
  const { outcome } = await sending(status)
  expect(outcome).toEqual({ failed })
})

test.each([200, 302, 401, 404, 500, 502, 503])('%i may pass', async (status) => {
  const { outcome } = await sending(status)
  expect(outcome).toMatchObject({ name: 'DeliveryError', code: String(status) })
})

test('a server that says nothing is left after the time-out', async () => {
  const before = performance.now()
  const { outcome } = await sending('silence')
  expect(outcome).toMatchObject({ name: 'DeliveryError', code: 'ERR_CANCELED' })
  expect(performance.now() - before).toBeLessThan(3000)
})

test('a server that is not there is an error that may pass', async () => {
  await expect(transport('http://127.0.0.1:1')(message)).rejects.toMatchObject({ code: 'ECONNREFUSED' })
})

test('no error quotes the message, its recipient, the key or what Notify said', async () => {
  for (const answer of [500, 'silence'] as const) {
    const { outcome } = await sending(answer)
    const { stack = '', ...fields } = outcome as Error
    const kept = `${stack}${JSON.stringify(fields)}${String((outcome as Error).cause)}`
    expect(kept).not.toMatch(/gwen|Siân|ymweliad|not for/)
    expect(kept).not.toContain(secret)
  }
})

test('messages share one connection', async () => {
  const { deliver, state, requests } = await sending(201)
  await deliver(message)
  await deliver(message)
  expect(requests).toHaveLength(3)
  expect(state.connections).toBe(1)
})

test.each<[Answer, string, string]>([
  [429, '2026-11-18T10:01:00Z', '2026-11-18T10:00:59Z'],
  ['daily limit', '2026-11-18T10:15:00Z', '2026-11-18T10:14:59Z'],
])('after "too many" (%s) nothing is sent until %s', async (answer, until, before) => {
  const { outcome, deliver, state, requests } = await sending(answer)
  const heldUntil = new Date(until)
  expect(outcome).toEqual({ heldUntil })

  state.answer = 201
  clock.set(before)
  expect(await deliver(message)).toEqual({ heldUntil })
  expect(requests).toHaveLength(1)
  clock.set(until)
  expect(await deliver(message)).toHaveProperty('sent')
  expect(requests).toHaveLength(2)
})

test('what people typed has no meaning for Notify', async () => {
  const { url, requests } = await notifyServer()
  const body = 'Hello\n[x](https://evil.example)\n# heading\n* list\n^ inset\n'
  await transport(url)({ ...message, body })
  expect(requests[0]?.personalisation.body).toBe(
    'Hello\n\\[x\\](https: //evil. example)\n\\# heading\n\\* list\ninset\n',
  )
})

describe('the configuration', () => {
  const means = { publicUrl, now: clock.now }
  const { deliver: demo } = keeping()

  test('of Notify gives Notify, also under the demo', async () => {
    const { url, requests } = await notifyServer()
    const notify = { apiKey, url, emailTemplate }
    await transportFor({ transport: 'notify', notify }, { ...means, demo })?.(message)
    expect(requests).toHaveLength(1)
  })

  test('of the demo gives the demo’s mailbox, where there is one', () => {
    expect(transportFor({ transport: 'demo' }, { ...means, demo })).toBe(demo)
    expect(transportFor({ transport: 'demo' }, means)).toBeUndefined()
  })

  test('that is not whole gives nothing', () => {
    expect(transportFor({ transport: 'smtp', from: 'visits@example.org' }, means)).toBeUndefined()
    expect(transportFor({ transport: 'notify' }, means)).toBeUndefined()
  })
})
