/** The builds to compare: this checkout's, and an earlier commit's in a folder of its own, each with its own database. */
import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { pathToFileURL } from 'node:url'
import type { Postgres } from '../src/demo/postgres.ts'
import { openDatabase } from '../src/store/database.ts'
import type { Database } from '../src/store/database.ts'
import { build, project, settings } from './webProcess.ts'

/** The full name of a commit; undefined where this repository has none such. */
export function findCommit(name: string): string | undefined {
  try {
    const wanted = ['rev-parse', '--verify', '--quiet', '--end-of-options', `${name}^{commit}`]
    return execFileSync('git', wanted, { cwd: project, encoding: 'utf8' }).trim()
  } catch {
    return undefined
  }
}

/** What npm installs for a checkout; its own name and version aside. */
function packagesOf(folder: string): Record<string, unknown> {
  const { packages } = JSON.parse(readFileSync(join(folder, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, unknown>
  }
  return { ...packages, '': undefined }
}

/** Writes the files of a commit into a folder, with its packages: ours where they are the same. */
function checkOut(commit: string, folder: string): void {
  mkdirSync(folder)
  const archive = `${folder}.tar`
  execFileSync('git', ['archive', '--output', archive, commit], { cwd: project })
  execFileSync('tar', ['-xf', archive, '-C', folder])
  if (isDeepStrictEqual(packagesOf(folder), packagesOf(project)))
    symlinkSync(join(project, 'node_modules'), join(folder, 'node_modules'))
  else
    execFileSync('npm', ['ci', '--prefer-offline'], { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] })
}

/** Builds this checkout and the commit, which is written into a folder within `within`; gives the folders of both. */
export function buildBoth(commit: string, within: string): { before: string; now: string } {
  const before = join(within, 'before')
  checkOut(commit, before)
  build(before)
  build()
  return { before, now: project }
}

/** Makes a database as the build in the folder wants it, with far more room in every slot than will be used; gives its address. */
export async function databaseOf(folder: string, name: string, postgres: Postgres): Promise<string> {
  const maintenance = openDatabase(postgres.url('postgres'), { maxConnections: 1 })
  await maintenance.raw(`create database ${name}`)
  await maintenance.destroy()
  const [ownerUrl, appUrl] = [postgres.url(name), postgres.url(name, 'app')]
  execFileSync(process.execPath, ['dist/migrate.js', 'seeds/places.json'], {
    cwd: folder,
    env: { ...process.env, ...settings, DATABASE_URL: appUrl, MIGRATE_DATABASE_URL: ownerUrl },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const { makeSlots } = (await import(pathToFileURL(join(folder, 'dist/actions/makeSlots.js')).href)) as {
    makeSlots: (db: Database, now: Date) => Promise<void>
  }
  const owner = openDatabase(ownerUrl, { maxConnections: 1, statementTimeout: 60_000 })
  try {
    await makeSlots(owner, new Date())
    await owner.raw('update slots set wanted = 100000')
    await owner.raw('analyze')
  } finally {
    await owner.destroy()
  }
  return appUrl
}
