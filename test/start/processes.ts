/** Starts our commands as a person does, each in a process group of its own, and watches what they say. */
import { spawn } from 'node:child_process'
import type { ChildProcess, ChildProcessWithoutNullStreams } from 'node:child_process'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const root = new URL('../../', import.meta.url)

export interface Running {
  child: ChildProcess
  said: () => string
  /** Resolves when it has said this, rejects when it ends without. */
  says: (words: string) => Promise<void>
  /** Resolves to the exit code. */
  exit: Promise<number | null>
}

const begun: ChildProcess[] = []
const folders: string[] = []

afterAll(async () => {
  for (const child of begun) if (child.exitCode === null) child.kill('SIGKILL')
  await Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true })))
})

/** A folder that every user may enter, gone after the tests. */
export async function aFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'visits-start-'))
  await chmod(folder, 0o755)
  folders.push(folder)
  return folder
}

/** A port of this machine that nothing uses now. */
export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  await new Promise((closed) => server.close(closed))
  return port
}

/** Runs a file of ours with Node and this environment alone. */
export function run(file: string, env: Record<string, string>, args: string[] = []): Running {
  const { PATH = '', HOME = '' } = process.env
  return watched(
    spawn(process.execPath, [file, ...args], { cwd: root, env: { PATH, HOME, ...env }, detached: true }),
  )
}

/** Watches what a process says; killed after the file's tests should it still run. */
export function watched(child: ChildProcessWithoutNullStreams): Running {
  begun.push(child)
  let text = ''
  let heard = () => {}
  const hear = (chunk: Buffer) => {
    text += chunk.toString()
    heard()
  }
  child.stdout.on('data', hear)
  child.stderr.on('data', hear)
  const exit = new Promise<number | null>((ended) => child.once('close', ended))
  const says = (words: string) =>
    new Promise<void>((found, never) => {
      heard = () => text.includes(words) && found()
      heard()
      void exit.then((code) => never(new Error(`Ended with ${code} and never said "${words}":\n${text}`)))
    })
  return { child, said: () => text, says, exit }
}
