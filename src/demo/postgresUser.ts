import { execFileSync, spawnSync } from 'node:child_process'

/** Whom the server runs as, when we are root. */
export type User = { uid: number; gid: number }

/** The user `postgres` of this machine, made if missing. PostgreSQL refuses to run as root. */
export function postgresUser(): User {
  return findUser() ?? makeUser()
}

/** Whether `user` can enter a folder, or run a program, at `path`. */
export function mayEnter(user: User, path: string): boolean {
  return (
    spawnSync('/bin/sh', ['-c', 'test -x "$0"', path], { ...user, cwd: '/', stdio: 'ignore' }).status === 0
  )
}

function findUser(): User | undefined {
  try {
    return { uid: id('-u'), gid: id('-g') }
  } catch {
    return undefined
  }
}

function makeUser(): User {
  try {
    execFileSync('useradd', ['--system', '--user-group', '--shell', '/bin/false', 'postgres'], {
      stdio: 'ignore',
    })
    return { uid: id('-u'), gid: id('-g') }
  } catch (error) {
    throw new Error(
      'PostgreSQL will not run as root and no user "postgres" could be made: start as an ordinary user, or set DATABASE_URL.',
      { cause: error },
    )
  }
}

function id(option: '-u' | '-g'): number {
  return Number(
    execFileSync('id', [option, 'postgres'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }),
  )
}
