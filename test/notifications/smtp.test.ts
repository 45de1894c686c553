import type { OutgoingMessage } from '../../src/notifications/deliver.ts'
import { smtpTransport } from '../../src/notifications/smtp.ts'
import { mailServer } from './mailServer.ts'

const from = 'visits@example.org'

const message: OutgoingMessage = {
  id: '018f3a3e-0000-4000-8000-000000000001',
  to: 'gwen@example.org',
  channel: 'email',
  subject: 'Mae eich ymweliad wedi’i drefnu ŵ',
  body: `Annwyl Siân\n\n.\n${'https://visits.example.org/visits/'.padEnd(120, 'x')}\nDiwedd ŷ\n`,
  language: 'cy',
  replyTo: 'visits.cardiff@example.org',
  visitReference: '7KX2M9QD',
}

test('sends plain text in UTF-8, with the row’s id as message id and the prison’s address to reply to', async () => {
  const { mails, url } = await mailServer()
  await expect(smtpTransport({ url, from })(message)).resolves.toBe('sent')

  expect(mails).toHaveLength(1)
  expect(mails[0]).toMatchObject({ from, to: [message.to] })
  expect(mails[0]?.body.trimEnd()).toBe(message.body.trimEnd())
  expect(Object.fromEntries(mails[0]?.headers ?? [])).toMatchObject({
    from,
    to: message.to,
    'reply-to': message.replyTo,
    subject: message.subject,
    'message-id': `<${message.id}@example.org>`,
    'content-type': 'text/plain; charset=utf-8',
    'content-language': 'cy',
    'auto-submitted': 'auto-generated',
  })
})

test('lets who asked to be told unsubscribe with one click, however long the address, and nobody else', async () => {
  const { mails, url } = await mailServer()
  const unsubscribeUrl = `https://visits.example.org/alerts/${'x'.repeat(120)}/unsubscribe`
  await smtpTransport({ url, from })({ ...message, unsubscribeUrl })
  await smtpTransport({ url, from })(message)
  expect(mails.map(({ headers }) => headers.get('list-unsubscribe'))).toEqual([
    `<${unsubscribeUrl}>`,
    undefined,
  ])
  expect(mails.map(({ headers }) => headers.get('list-unsubscribe-post'))).toEqual([
    'List-Unsubscribe=One-Click',
    undefined,
  ])
})

test('a recipient refused for good is a failure with a key', async () => {
  const { url } = await mailServer(550)
  await expect(smtpTransport({ url, from })(message)).resolves.toEqual({ failed: 'recipient_refused' })
})

test('an answer that may pass is thrown, without the recipient’s address', async () => {
  const { url } = await mailServer(451)
  const sending = smtpTransport({ url, from })(message)
  await expect(sending).rejects.toMatchObject({ name: 'DeliveryError', code: 'RCPT TO 451' })
  await sending.catch((error: Error) => expect(`${error.message}${error.stack}`).not.toContain('gwen'))
})

test('a server that says nothing is left after the time-out', async () => {
  const { url } = await mailServer('silence')
  const before = performance.now()
  await expect(smtpTransport({ url, from, timeout: 300 })(message)).rejects.toThrow('not taken')
  expect(performance.now() - before).toBeLessThan(3000)
})

test('a server that is not there is an error that may pass', async () => {
  await expect(smtpTransport({ url: 'smtp://127.0.0.1:1', from })(message)).rejects.toMatchObject({
    name: 'DeliveryError',
    code: expect.stringMatching(/ECONN|ESOCKET/) as string,
  })
})

test.each(['gwen@example.org\r\nBcc: all@example.org', 'gwen@example.org>, <all@example.org', ''])(
  'no address such as %j reaches the server',
  async (to) => {
    const { mails, url } = await mailServer()
    await expect(smtpTransport({ url, from })({ ...message, to })).resolves.toHaveProperty('failed')
    expect(mails).toHaveLength(0)
  },
)

test('line breaks in a subject make no header', async () => {
  const { mails, url } = await mailServer()
  await smtpTransport({ url, from })({ ...message, subject: 'Hello\r\nBcc: all@example.org\r\n\r\nBody' })
  expect(mails[0]?.to).toEqual([message.to])
  expect(mails[0]?.headers.has('bcc')).toBe(false)
  expect(mails[0]?.body.trimEnd()).toBe(message.body.trimEnd())
})
