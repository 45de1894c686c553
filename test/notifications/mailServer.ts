// A real SMTP server that accepts, refuses, asks to wait or says nothing.
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'

/** What the server answers to a recipient; `silence` is no answer at all. */
export type Answer = 250 | 451 | 550 | 'silence'

export interface Mail {
  from: string
  to: string[]
  /** Header lines, unfolded, by lower-case name. */
  headers: Map<string, string>
  body: string
}

const servers: SMTPServer[] = []

afterEach(async () => {
  for (const server of servers.splice(0)) await new Promise<void>((done) => server.close(done))
})

/** Starts one for the test; its answer can be changed while it runs. */
export async function mailServer(first: Answer = 250) {
  const mails: Mail[] = []
  const state = { answer: first, connections: 0 }
  const server = new SMTPServer({
    disabledCommands: ['STARTTLS', 'AUTH'],
    closeTimeout: 100,
    logger: false,
    onConnect: (_session, done) => {
      state.connections += 1
      done()
    },
    onRcptTo: ({ address }, _session, done) => {
      if (state.answer === 250) done()
      else if (state.answer !== 'silence') {
        done(Object.assign(new Error(`I do not take ${address}`), { responseCode: state.answer }))
      }
    },
    onData: (stream, session, done) => {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        const { mailFrom, rcptTo } = session.envelope
        const from = mailFrom ? mailFrom.address : ''
        mails.push({
          from,
          to: rcptTo.map(({ address }) => address),
          ...read(Buffer.concat(chunks).toString()),
        })
        done()
      })
    },
  })
  servers.push(server)
  server.on('error', () => undefined)
  const listening = server.listen(0, '127.0.0.1')
  await once(listening, 'listening')
  const { port } = listening.address() as AddressInfo
  return { mails, state, url: `smtp://127.0.0.1:${port}` }
}

function read(source: string): Pick<Mail, 'headers' | 'body'> {
  const end = source.indexOf('\r\n\r\n')
  const lines = source
    .slice(0, end)
    .replace(/\r\n[ \t]+/g, ' ')
    .split('\r\n')
  const headers = lines.map((line): [string, string] => {
    const colon = line.indexOf(':')
    return [line.slice(0, colon).toLowerCase(), words(line.slice(colon + 1).trim())]
  })
  return { headers: new Map(headers), body: unquoted(source.slice(end + 4)).replaceAll('\r\n', '\n') }
}

const unquoted = (text: string) =>
  Buffer.from(
    text
      .replace(/=\r\n/g, '')
      .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))),
    'latin1',
  ).toString()

/** Encoded words (RFC 2047) as text. */
const words = (header: string) =>
  header
    .replace(/\?= =\?/g, '?==?')
    .replace(/=\?UTF-8\?Q\?(.*?)\?=/g, (_, quoted: string) => unquoted(quoted.replaceAll('_', ' ')))
    .replace(/=\?UTF-8\?B\?(.*?)\?=/g, (_, base64: string) => Buffer.from(base64, 'base64').toString())
