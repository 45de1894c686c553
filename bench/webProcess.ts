/** The production web process: built, and started by the command of `npm run start:web`. */
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

export interface WebProcess {
  url: string
  /** As the process itself tells its operators. */
  rssBytes: () => Promise<number>
  /** Seconds of a processor that it has used since it started. */
  cpuSeconds: () => Promise<number>
  /** Over when the process has ended. */
  stop: () => Promise<void>
}

/** The folder of this checkout. */
export const project = fileURLToPath(new URL('..', import.meta.url))

/** Invented; nobody answers at these addresses, and nobody is sent there. */
export const settings = {
  NODE_ENV: 'production',
  SESSION_SECRET: 'a-session-secret-of-the-benchmark',
  PUBLIC_URL: 'http://127.0.0.1',
  STAFF_OIDC_ISSUER: 'http://127.0.0.1:1',
  STAFF_OIDC_CLIENT_ID: 'staff',
  STAFF_OIDC_CLIENT_SECRET: 'a-secret-of-the-benchmark-only',
  EMAIL_TRANSPORT: 'smtp',
  SMTP_URL: 'smtp://127.0.0.1:1',
  EMAIL_FROM: 'visits@example.org',
  PORT: '0',
  ADMIN_PORT: '0',
  // So that each person of the benchmark may have an address, and the limits of its own.
  TRUSTED_PROXIES: '127.0.0.1',
}

function startCommand(folder: string): string[] {
  const { scripts } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    scripts: Record<string, string>
  }
  return (scripts['start:web'] ?? '').split(' ').slice(1)
}

export function build(folder = project): void {
  execFileSync('npm', ['run', 'build'], { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] })
}

/** Starts what was built in the folder. */
export async function startWebProcess(databaseUrl: string, folder = project): Promise<WebProcess> {
  const child = spawn(process.execPath, startCommand(folder), {
    cwd: folder,
    env: { ...process.env, ...settings, DATABASE_URL: databaseUrl },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = once(child, 'exit')
  const ports = await new Promise<{ port: number; adminPort: number }>((resolve, reject) => {
    child.once('exit', () => reject(new Error('The web process did not start')))
    createInterface(child.stdout).on('line', (line) => {
      if (line.includes('web started')) resolve(JSON.parse(line) as { port: number; adminPort: number })
    })
  })
  async function metric(name: string): Promise<number> {
    const figures = await (await fetch(`http://127.0.0.1:${ports.adminPort}/metrics`)).text()
    return Number(new RegExp(`^${name} (\\S+)`, 'm').exec(figures)?.[1])
  }
  return {
    url: `http://127.0.0.1:${ports.port}`,
    rssBytes: () => metric('process_resident_memory_bytes'),
    cpuSeconds: () => metric('process_cpu_seconds_total'),
    async stop() {
      child.kill()
      await ended
    },
  }
}
