/** `npm start` as its reader meets it. */
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createServer } from 'node:net'
import { aFolder, freePort, run } from './processes.ts'
import type { Running } from './processes.ts'

const start = async (dataDir: string, env: Record<string, string> = {}) => {
  const port = await freePort()
  const running = run('src/start.ts', { PORT: String(port), DATA_DIR: dataDir, ...env })
  return { ...running, url: `http://127.0.0.1:${port}` }
}

/** What Ctrl-C does: the signal goes to the whole group. */
const pressCtrlC = ({ child }: Running) => process.kill(-(child.pid ?? 0), 'SIGINT')

const isAlive = (pid: number) => {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

test('starts everything, stops everything, and finds its data again', async () => {
  const folder = await aFolder()
  const first = await start(folder)
  await first.says('Press Ctrl-C to stop.')
  expect(first.said()).toMatch(/Visit someone in prison +http:\/\/localhost:\d+\//)
  const page = await fetch(`${first.url}/`)
  expect(page.status).toBe(200)
  expect(await page.text()).toContain('Visit someone in prison')
  expect((await fetch(`${first.url}/health/ready`)).status).toBe(200)
  const [, metrics] = /Metrics +(\S+)/.exec(first.said()) ?? []
  expect(await (await fetch(metrics ?? '')).text()).toContain('http_request_duration_seconds')
  expect((await fetch(`${first.url}/metrics`)).status).toBe(404)
  const settled = async () =>
    (await fetch(`${first.url}/demo/mailbox.json`)).json() as Promise<{ id: string }[]>
  let before = await settled()
  while (before.length < 8) before = await settled()
  const [postgres] = (await readFile(join(folder, 'postgres', 'cluster', 'postmaster.pid'), 'utf8')).split(
    '\n',
  )
  pressCtrlC(first)
  expect(await first.exit).toBe(0)
  expect(isAlive(Number(postgres))).toBe(false)

  const second = await start(folder)
  await second.says('Press Ctrl-C to stop.')
  const after = (await (await fetch(`${second.url}/demo/mailbox.json`)).json()) as { id: string }[]
  expect(after.map(({ id }) => id)).toEqual(expect.arrayContaining(before.map(({ id }) => id)))
  pressCtrlC(second)
  expect(await second.exit).toBe(0)
}, 60_000)

test('runs beside another copy', async () => {
  const [one, two] = await Promise.all([start(await aFolder()), start(await aFolder())])
  await Promise.all([one.says('Press Ctrl-C to stop.'), two.says('Press Ctrl-C to stop.')])
  expect((await fetch(`${one.url}/health/ready`)).status).toBe(200)
  pressCtrlC(one)
  expect(await one.exit).toBe(0)
  expect((await fetch(`${two.url}/health/ready`)).status).toBe(200)
  two.child.kill('SIGTERM')
  expect(await two.exit).toBe(0)
}, 60_000)

test('says in one sentence that its port is in use', async () => {
  const port = await freePort()
  const other = createServer()
  await new Promise<void>((done) => other.listen(port, done))
  const refused = run('src/start.ts', { PORT: String(port), DATA_DIR: await aFolder() })
  expect(await refused.exit).toBe(1)
  expect(refused.said().trim()).toBe(
    `Port ${port} is in use: stop what uses it, or choose another with PORT.`,
  )
  await new Promise((closed) => other.close(closed))
}, 60_000)

test('says in one sentence that its data folder is broken', async () => {
  const folder = await aFolder()
  await writeFile(join(folder, 'postgres'), 'not a folder')
  const refused = await start(folder)
  expect(await refused.exit).toBe(1)
  expect(refused.said().trim().split('\n')).toHaveLength(1)
  expect(refused.said()).toContain(folder)
}, 60_000)

test('says which variables are not right, without their values', async () => {
  const refused = run('src/start.ts', { PORT: 'secret-looking', LOG_LEVEL: 'loud' })
  expect(await refused.exit).toBe(1)
  expect(refused.said()).toContain('PORT, LOG_LEVEL')
  expect(refused.said()).not.toContain('secret-looking')
})

test.each(['src/server.ts', 'src/worker.ts', 'src/migrate.ts'])(
  '%s does not start without its database',
  async (file) => {
    const refused = run(file, {})
    expect(await refused.exit).toBe(1)
    expect(refused.said()).toContain('DATABASE_URL')
  },
)

test('nothing of the demo starts in production', async () => {
  const refused = run('src/start.ts', { NODE_ENV: 'production' })
  expect(await refused.exit).toBe(1)
})
