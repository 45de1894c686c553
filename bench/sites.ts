/** Starts server processes for the benchmark and asks them for their figures. */
import { fork } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { Figures, Kind } from './site.ts'

export interface Site {
  url: string
  figures: () => Promise<Figures>
  stop: () => void
}

const file = fileURLToPath(new URL('site.ts', import.meta.url))

const answer = async (child: ChildProcess): Promise<unknown> =>
  ((await once(child, 'message')) as unknown[])[0]

export async function startSite(kind: Kind, databaseUrl: string): Promise<Site> {
  const child = fork(file, [kind, databaseUrl], {
    execArgv: ['--max-semi-space-size=16', '--max-old-space-size=512'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const { url } = (await answer(child)) as { url: string }
  return {
    url,
    async figures() {
      const told = answer(child)
      child.send('figures')
      return (await told) as Figures
    },
    stop: () => child.disconnect(),
  }
}
