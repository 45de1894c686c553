/** The production web process: built, and started by the command of `npm run start:web`. */
import { execFileSync, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'

export interface WebProcess {
  url: string
  /** As the process itself tells its operators. */
  rssBytes: () => Promise<number>
  stop: () => void
}

const project = new URL('..', import.meta.url)

/** Invented; nobody answers at these addresses, and nobody is sent there. */
const settings = {
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
}

function startCommand(): string[] {
  const { scripts } = JSON.parse(readFileSync(new URL('package.json', project), 'utf8')) as {
    scripts: Record<string, string>
  }
  return (scripts['start:web'] ?? '').split(' ').slice(1)
}

export async function startWebProcess(databaseUrl: string): Promise<WebProcess> {
  execFileSync('npm', ['run', 'build'], { cwd: project, stdio: 'ignore' })
  const child = spawn(process.execPath, startCommand(), {
    cwd: project,
    env: { ...process.env, ...settings, DATABASE_URL: databaseUrl },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ports = await new Promise<{ port: number; adminPort: number }>((resolve, reject) => {
    child.once('exit', () => reject(new Error('The web process did not start')))
    createInterface(child.stdout).on('line', (line) => {
      if (line.includes('web started')) resolve(JSON.parse(line) as { port: number; adminPort: number })
    })
  })
  return {
    url: `http://127.0.0.1:${ports.port}`,
    async rssBytes() {
      const figures = await (await fetch(`http://127.0.0.1:${ports.adminPort}/metrics`)).text()
      return Number(/^process_resident_memory_bytes (\S+)/m.exec(figures)?.[1])
    },
    stop: () => child.kill(),
  }
}
