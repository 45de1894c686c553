import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chown, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { isNativeError } from 'node:util/types'
import { z } from 'zod'
import type { Place } from './postgresPlace.ts'

const settingsSchema = z.object({
  port: z.number().int(),
  startedBy: z.number().int(),
  passwords: z.object({ superuser: z.string(), owner: z.string(), app: z.string() }),
})

/** What is kept beside the data: the last port, the process that started the server, the passwords. */
export type Settings = z.infer<typeof settingsSchema>

/** The server's environment: nothing of ours, so that no PG… variable, locale or secret reaches it. */
export const bareEnvironment = { PATH: '/usr/local/bin:/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' }

/** Reads the settings beside the data, or makes new ones where there is no data yet. */
export async function readSettings(place: Place): Promise<Settings> {
  const text = await readFile(settingsFile(place), 'utf8').catch(() => undefined)
  if (text !== undefined) {
    const parsed = settingsSchema.safeParse(parseJson(text))
    if (parsed.success) return parsed.data
  }
  if (await isMade(place)) {
    throw new Error(
      `The database in ${place.cluster} cannot be opened: ${settingsFile(place)} is missing or broken. Move ${place.home} away, or choose another DATA_DIR.`,
    )
  }
  const settings = {
    port: 0,
    startedBy: 0,
    passwords: { superuser: newPassword(), owner: newPassword(), app: newPassword() },
  }
  await writeSettings(place, settings)
  return settings
}

/** Replaces the settings in one step, readable by ourselves alone. */
export async function writeSettings(place: Place, settings: Settings): Promise<void> {
  const partial = `${settingsFile(place)}.${process.pid}`
  await writeFile(partial, `${JSON.stringify(settings, undefined, 2)}\n`, { mode: 0o600 })
  await rename(partial, settingsFile(place))
}

/** Makes the data folder unless there is one. A half-made one of an interrupted start is thrown away. */
export async function createCluster(place: Place, password: string, fast: boolean): Promise<void> {
  if (await isMade(place)) return
  const partial = `${place.cluster}.new`
  const passwordFile = join(place.home, 'password')
  await rm(partial, { recursive: true, force: true })
  await writeFile(passwordFile, password, { mode: 0o600 })
  if (place.user) await chown(passwordFile, place.user.uid, place.user.gid)
  try {
    await promisify(execFile)(
      join(place.binaries, 'initdb'),
      [
        `--pgdata=${partial}`,
        '--username=postgres',
        `--pwfile=${passwordFile}`,
        '--auth=scram-sha-256',
        '--encoding=UTF8',
        '--locale=C.UTF-8',
        '--lc-messages=C',
        ...(fast ? ['--no-sync'] : []),
      ],
      { ...place.user, cwd: place.home, env: bareEnvironment },
    )
    await rename(partial, place.cluster)
  } catch (error) {
    throw new Error(`The database could not be made in ${place.home}: ${lastLine(error)}.`, { cause: error })
  } finally {
    await rm(passwordFile, { force: true })
  }
}

async function isMade({ cluster }: Place): Promise<boolean> {
  const files = await readdir(cluster).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw new Error(
      `The database folder ${cluster} cannot be read (${error.message}): choose another DATA_DIR.`,
      {
        cause: error,
      },
    )
  })
  if (files === undefined || files.includes('PG_VERSION')) return files !== undefined
  throw new Error(`${cluster} is not a PostgreSQL data folder: move it away, or choose another DATA_DIR.`)
}

function settingsFile({ home }: Place): string {
  return join(home, 'settings.json')
}

function newPassword(): string {
  return randomBytes(24).toString('base64url')
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function lastLine(error: unknown): string {
  const text = isNativeError(error) && 'stderr' in error ? String(error.stderr) : String(error)
  const line = text.split('\n').find((candidate) => /error:|FATAL:/.test(candidate)) ?? text.trim()
  return line.replace(/^.*?(error|FATAL): +/, '')
}
