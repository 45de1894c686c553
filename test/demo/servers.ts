// Servers in a folder of their own, which go when the test ends.
import { spawn, type ChildProcess } from 'node:child_process'
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import pg from 'pg'
import { z } from 'zod'
import { startPostgres, type Postgres } from '../../src/demo/postgres.ts'
import type { User } from '../../src/demo/postgresUser.ts'

export const project = join(import.meta.dirname, '..', '..')

/** This test's folder, which every user may enter. */
export let folder = ''
let running: Postgres[] = []
const children: ChildProcess[] = []

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'visits-postgres-'))
  await chmod(folder, 0o755)
})

afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
  await Promise.all(running.map((server) => server.stop()))
  running = []
  await rm(folder, { recursive: true, force: true })
})

export async function begin(name: string): Promise<Postgres> {
  const server = await startPostgres({
    dataDir: join(folder, name),
    log: () => undefined,
    fast: true,
  })
  running.push(server)
  return server
}

type Elsewhere = { checkout?: string; otherPlace?: string; user?: User }

/** Starts it in a process of its own, as `npm start` does. That process stops it when its input ends. */
export async function beginElsewhere(
  name: string,
  { checkout = project, otherPlace = folder, user }: Elsewhere = {},
) {
  const child = spawn(process.execPath, program(name, checkout, otherPlace), {
    ...user,
    detached: true,
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  children.push(child)
  for await (const line of createInterface(child.stdout)) {
    return { child, ...z.object({ url: z.string(), lines: z.array(z.string()) }).parse(JSON.parse(line)) }
  }
  throw new Error('The other process ended without starting it')
}

export function program(name: string, checkout: string, otherPlace: string): string[] {
  const options = JSON.stringify({ dataDir: join(folder, name), otherPlace, fast: true })
  const module = JSON.stringify(join(checkout, 'src', 'demo', 'postgres.ts'))
  const script = `
    import { startPostgres } from ${module}
    const lines = []
    process.on('SIGINT', () => undefined)
    try {
      const server = await startPostgres({ ...${options}, log: line => lines.push(line) })
      process.stdin.on('end', () => server.stop().then(() => process.exit())).resume()
      console.log(JSON.stringify({ url: server.ownerUrl, lines }))
    } catch (error) {
      console.log(JSON.stringify({ refused: error.message }))
    }`
  return ['--input-type=module', '-e', script]
}

export async function postmasterPid(): Promise<number> {
  const [line] = (
    await readFile(join(folder, 'data', 'postgres', 'cluster', 'postmaster.pid'), 'utf8')
  ).split('\n')
  return Number(line)
}

/** The first value of the first row. */
export async function ask(connectionString: string, sql: string): Promise<unknown> {
  const client = new pg.Client({ connectionString })
  await client.connect()
  try {
    const { rows } = await client.query<unknown[]>({ text: sql, rowMode: 'array' })
    return rows[0]?.[0]
  } finally {
    await client.end()
  }
}
