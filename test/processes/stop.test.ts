/** SIGTERM while people use the service: nothing that was taken is dropped or left half done. */
import { randomUUID } from 'node:crypto'
import { Agent, get } from 'node:http'
import { connect } from 'node:net'
import { SMTPServer } from 'smtp-server'
import type { AddressInfo } from 'node:net'
import { aRequest } from '../builders.ts'
import { query } from '../../src/store/database.ts'
import { testDatabase } from '../database.ts'
import type { TestDatabase } from '../database.ts'
import { rows } from '../notifications/work.ts'
import { run } from '../start/processes.ts'
import { deployment, startWeb, statusOf, until, waitingFor } from './web.ts'

let database: TestDatabase

beforeAll(async () => {
  database = await testDatabase()
})

/** Asks for a page and reads all of it; gives its status and whether the connection may be used again. */
const asks = (address: string, agent: Agent) =>
  new Promise<{ status: number; complete: boolean; last: boolean }>((answered, failed) => {
    get(address, { agent }, (response) => {
      let text = ''
      response.setEncoding('utf8')
      response.on('data', (chunk: string) => (text += chunk))
      response.on('end', () =>
        answered({
          status: response.statusCode ?? 0,
          complete: response.complete && (response.statusCode === 303 || text.trimEnd().endsWith('</html>')),
          last: response.headers.connection === 'close',
        }),
      )
    }).on('error', failed)
  })

test('a web process that is told to stop answers everyone until its balancer has noticed', async () => {
  const { url, child, exit } = await startWeb(database.url)
  const paths = ['/', '/book/prison', '/help', '/visits', `/visits/${'a'.repeat(43)}`]
  const keepAlive = new Agent({ keepAlive: true })
  const newEachTime = new Agent({ keepAlive: false })
  const answers: Awaited<ReturnType<typeof asks>>[] = []
  let ready = true

  // As many clients as a balancer has connections; it sends nobody any more once the process is not ready.
  const clients = Array.from({ length: 24 }, async (_, number) => {
    for (let turn = number; ready; turn += 1) {
      const path = paths[turn % paths.length] ?? '/'
      answers.push(await asks(url + path, number % 2 ? keepAlive : newEachTime))
    }
  })
  await until(() => answers.length > 200)
  const silent = connect(Number(new URL(url).port), '127.0.0.1')
  const cut = new Promise((closed) => silent.once('close', closed))
  const before = answers.length
  child.kill('SIGTERM')
  await until(async () => (await statusOf(`${url}/health/ready`)) === 503)
  expect(await statusOf(`${url}/health/live`)).toBe(200)
  await until(() => answers.length > before + 100)
  ready = false
  await Promise.all(clients)
  const stillOpen = await asks(`${url}/`, keepAlive)
  expect([stillOpen.status, stillOpen.complete, stillOpen.last]).toEqual([200, true, true])

  expect(await exit).toBe(0)
  await cut
  expect(answers.filter(({ status, complete }) => status >= 500 || !complete)).toEqual([])
  expect(answers.some(({ last }) => last)).toBe(true)
  await expect(statusOf(`${url}/`)).rejects.toThrow()
})

test('a page that is being made when the port closes is sent, and a request that never ends is cut', async () => {
  const { url, child, exit, said } = await startWeb(database.url, { NODE_ENV: 'development' })
  const half = connect(Number(new URL(url).port), '127.0.0.1', () =>
    half.write('GET / HTTP/1.1\r\nHost: a\r\n'),
  )
  half.on('error', () => undefined)
  const other = await database.owner.transaction()
  await other.raw('lock table visit_links in access exclusive mode')
  const page = asks(`${url}/visits/${'a'.repeat(43)}`, new Agent({ keepAlive: true }))
  await until(async () => (await waitingFor(database.owner, 'visit_links')) === 1)
  child.kill('SIGTERM')
  await until(() => said().includes('stopping'))
  await until(async () =>
    statusOf(url).then(
      () => false,
      () => true,
    ),
  )
  await other.rollback()

  expect(await page).toEqual({ status: 404, complete: true, last: true })
  expect(await exit).toBe(0)
}, 40_000)

test('a worker that is told to stop finishes the messages it has taken, and leaves the others as they were', async () => {
  const taken: string[] = []
  let release = () => undefined as void
  const released = new Promise<void>((resolve) => (release = resolve))
  const server = new SMTPServer({
    disabledCommands: ['STARTTLS', 'AUTH'],
    logger: false,
    onData: (stream, _session, done) => {
      let text = ''
      stream.on('data', (chunk: Buffer) => (text += chunk.toString()))
      stream.on('end', () => {
        taken.push(/^Message-ID: <(.*)@/im.exec(text)?.[1] ?? randomUUID())
        void released.then(() => done())
      })
    },
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const { port } = server.server.address() as AddressInfo

  for (let number = 0; number < 12; number += 1) {
    await aRequest(database.db, { prisonNumber: `A${1000 + number}BC` })
  }
  const worker = run('src/worker.ts', {
    ...deployment,
    DATABASE_URL: database.url,
    SMTP_URL: `smtp://127.0.0.1:${port}`,
  })
  await until(() => taken.length === 5)
  worker.child.kill('SIGTERM')
  await worker.says('stopping')
  release()
  expect(await worker.exit).toBe(0)
  await new Promise<void>((closed) => server.close(closed))

  const outbox = await rows(database.db)
  const sent = outbox.filter(({ state }) => state === 'sent').map(({ id }) => id)
  expect([...taken].sort()).toEqual([...sent].sort())
  expect(sent).toHaveLength(5)
  expect(outbox.filter(({ state }) => state === 'queued')).toHaveLength(7)
  const jobs = await query(
    database.owner,
    `select attempts, locked_at, last_error from graphile_worker.jobs where task_identifier = 'send_notification'`,
  )
  expect(jobs).toEqual(Array(7).fill({ attempts: 0, locked_at: null, last_error: null }))
})
