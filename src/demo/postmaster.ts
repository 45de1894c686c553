import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile, rm } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { bareEnvironment } from './postgresCluster.ts'
import type { Place } from './postgresPlace.ts'
import { commandOf, isGone } from './processes.ts'

export type Server = { port: number; stop: () => Promise<void> }

type RunOptions = { port: number; fast: boolean; log: (line: string) => void }

// Becomes the server, after leaving behind a watcher that stops it when our end of the pipe closes: by stop(), or
// because we died, even by kill -9.
const becomeServer = `
exec 3<&0 </dev/null
( (read -r _ <&3; kill -INT $$) >/dev/null 2>&1 & )
exec "$@" 3<&-`

const fastSettings = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off']

/** Starts the server on `port`, or on another free one if that is 0 or taken, and waits until it accepts connections. */
export async function runPostmaster(place: Place, options: RunOptions): Promise<Server> {
  for (let attempt = 1; ; attempt += 1) {
    const port = await freePort(attempt === 1 ? options.port : 0)
    const outcome = await start(place, { ...options, port })
    if (outcome.stop) return { port, stop: outcome.stop }
    if (attempt === 3 || !outcome.problem.includes('TCP/IP')) {
      throw new Error(`The database in ${place.cluster} does not start: ${outcome.problem}.`)
    }
  }
}

/** Stops a server that outlived the process that started it, and clears its stale lock. */
export async function stopOrphan(place: Place, startedBy: number): Promise<void> {
  const lock = join(place.cluster, 'postmaster.pid')
  const pid = Number((await readFile(lock, 'utf8').catch(() => '')).split('\n')[0])
  if (!pid) return
  if (!commandOf(pid).includes(`${place.cluster} `)) return rm(lock, { force: true })
  if (commandOf(startedBy) !== '') {
    throw new Error(
      `The database in ${place.cluster} is in use by process ${startedBy}: stop that one, or choose another DATA_DIR.`,
    )
  }
  process.kill(pid, 'SIGINT')
  if (!(await isGone(pid, 10_000))) {
    throw new Error(`The database in ${place.cluster} is still running as process ${pid} and does not stop.`)
  }
}

async function start(place: Place, { port, fast, log }: RunOptions) {
  const settings = [
    'listen_addresses=127.0.0.1',
    `port=${port}`,
    'unix_socket_directories=',
    'timezone=UTC',
    'log_min_messages=log',
    'log_min_error_statement=panic',
    ...(fast ? fastSettings : []),
  ].flatMap((setting) => ['-c', setting])
  const command = [join(place.binaries, 'postgres'), '-D', place.cluster, ...settings]

  // Detached: Ctrl-C in the terminal reaches us, not the server, which has to stop last.
  const child = spawn('/bin/sh', ['-c', becomeServer, 'sh', ...command], {
    ...place.user,
    cwd: place.home,
    env: bareEnvironment,
    detached: true,
    stdio: ['pipe', 'ignore', 'pipe'],
  })
  const exited = once(child, 'exit')
  child.stdin.on('error', () => undefined)

  let problem = 'it ended without a word'
  const ready = new Promise<boolean>((resolve) => {
    createInterface(child.stderr).on('line', (line) => {
      problem = /(?:FATAL|PANIC|^postgres): +(.*)/.exec(line)?.[1] ?? problem
      if (line.includes('ready to accept connections')) resolve(true)
    })
    child.once('close', () => resolve(false))
  })
  if (!(await ready)) {
    child.stdin.destroy()
    return { problem, stop: undefined }
  }

  let stopping = false
  child.once('exit', () => {
    if (!stopping) log(`The database in ${place.cluster} stopped: ${problem}.`)
  })
  const stop = async () => {
    stopping = true
    child.stdin.destroy()
    const impatience = setTimeout(() => child.kill('SIGQUIT'), 10_000)
    await exited
    clearTimeout(impatience)
  }
  return { problem: '', stop }
}

async function freePort(wanted: number): Promise<number> {
  const probe = createServer().listen(wanted, '127.0.0.1')
  try {
    await once(probe, 'listening')
  } catch {
    return freePort(0)
  }
  const { port } = probe.address() as AddressInfo
  probe.close()
  await once(probe, 'close')
  return port
}
