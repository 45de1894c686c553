import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { bareEnvironment } from '../../src/demo/postgresCluster.ts'
import { findPlace } from '../../src/demo/postgresPlace.ts'
import { commandOf, isGone } from '../../src/demo/processes.ts'
import { ask, begin, beginElsewhere, folder, postmasterPid } from './servers.ts'

test('makes PostgreSQL 18 in UTF-8 with an owner who may add extensions and a role that may not make tables', async () => {
  const server = await begin('data')

  expect(await ask(server.ownerUrl, 'show server_version')).toMatch(/^18\./)
  expect(await ask(server.ownerUrl, 'show server_encoding')).toBe('UTF8')
  expect(await ask(server.ownerUrl, "select lower('Ŵ')")).toBe('ŵ')
  expect(await ask(server.ownerUrl, 'show listen_addresses')).toBe('127.0.0.1')
  for (const extension of ['btree_gist', 'unaccent', 'pg_trgm', 'citext']) {
    await ask(server.ownerUrl, `create extension ${extension}`)
  }
  await ask(server.ownerUrl, 'create database another')
  expect(await ask(server.url('another', 'app'), 'select current_user')).toBe('visits_app')
  await expect(ask(server.appUrl, 'create table secret (id int)')).rejects.toThrow('permission denied')
  await expect(ask(server.appUrl, 'create extension bloom')).rejects.toThrow('permission denied')
  await expect(ask(server.appUrl.replace(/:[^:@]+@/, ':password@'), 'select 1')).rejects.toThrow(
    'authentication',
  )

  const settings = join(folder, 'data', 'postgres', 'settings.json')
  expect((await stat(settings)).mode & 0o777).toBe(0o600)
})

test('finds its data, port and passwords again, also when its port has been taken or its process id reused', async () => {
  const first = await begin('data')
  await ask(first.ownerUrl, 'create table kept as select 42 as answer')
  await first.stop()
  await first.stop()

  const second = await begin('data')
  expect(second.ownerUrl).toBe(first.ownerUrl)
  expect(await ask(second.ownerUrl, 'select answer from kept')).toBe(42)
  const pidFile = join(folder, 'data', 'postgres', 'cluster', 'postmaster.pid')
  const leftBehind = await readFile(pidFile, 'utf8')
  await second.stop()

  await writeFile(pidFile, leftBehind.replace(/^\d+/, String(process.pid)))
  const neighbour = createServer().listen(Number(new URL(first.ownerUrl).port), '127.0.0.1')
  await once(neighbour, 'listening')
  const third = await begin('data')
  neighbour.close()
  expect(third.ownerUrl).not.toBe(first.ownerUrl)
  expect(await ask(third.ownerUrl, 'select answer from kept')).toBe(42)
})

test('runs two side by side', async () => {
  const [one, other] = await Promise.all([begin('one'), begin('other')])
  await ask(one.ownerUrl, 'create table kept as select 42 as answer')
  await expect(ask(other.ownerUrl, 'select answer from kept')).rejects.toThrow('does not exist')
})

test('says in one sentence that a folder is in use, is no folder or is broken', async () => {
  const server = await begin('data')
  await expect(begin('data')).rejects.toThrow(
    /^The database in .*cluster is in use by process \d+: stop that one/,
  )
  await server.stop()

  await writeFile(join(folder, 'file'), '')
  await expect(begin('file')).rejects.toThrow(
    /^The data folder .*file cannot be used \(EEXIST.*\): choose another/,
  )
  await mkdir(join(folder, 'strange', 'postgres', 'cluster', 'photos'), { recursive: true })
  await expect(begin('strange')).rejects.toThrow(/ is not a PostgreSQL data folder: move it away/)

  const home = join(folder, 'data', 'postgres')
  await rm(join(home, 'cluster', 'global', 'pg_control'))
  await expect(begin('data')).rejects.toThrow(/^The database in .*cluster does not start: could not .*\.$/)
  await writeFile(join(home, 'settings.json'), '{"port":')
  await expect(begin('data')).rejects.toThrow(
    / cannot be opened: .*settings.json is missing or broken\. Move /,
  )
})

test('survives an interrupted first start', async () => {
  await mkdir(join(folder, 'data', 'postgres', 'cluster.new', 'base'), { recursive: true })
  const server = await begin('data')
  expect(await ask(server.ownerUrl, 'select 1 as one')).toBe(1)
  expect((await readdir(join(folder, 'data', 'postgres'))).sort()).toEqual(['cluster', 'settings.json'])
})

test('ends with the process that started it, even by kill -9, and keeps what was committed', async () => {
  const { child, url } = await beginElsewhere('data')
  await ask(url, 'create table kept as select 42 as answer')
  await expect(begin('data')).rejects.toThrow(`in use by process ${child.pid}`)
  const pid = await postmasterPid()
  child.kill('SIGKILL')
  await once(child, 'exit')

  const server = await begin('data')
  expect(await ask(server.ownerUrl, 'select answer from kept')).toBe(42)
  expect(await postmasterPid()).not.toBe(pid)
  await server.stop()

  const another = await beginElsewhere('data')
  const last = await postmasterPid()
  another.child.kill('SIGKILL')
  expect(await isGone(last, 5_000)).toBe(true)
})

test('stops a server that has lost its starter, and starts anew', async () => {
  const first = await begin('data')
  await first.stop()
  const place = await findPlace(join(folder, 'data'), folder, () => undefined)
  const settings = join(place.home, 'settings.json')
  const kept = await readFile(settings, 'utf8')
  const ended = spawnSync('true').pid
  await writeFile(settings, kept.replace(/"startedBy": \d+/, `"startedBy": ${ended}`))
  const options = [
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    `port=${new URL(first.ownerUrl).port}`,
  ]
  const orphan = spawn(
    join(place.binaries, 'postgres'),
    ['-D', place.cluster, ...options.flatMap((option) => ['-c', option])],
    { ...place.user, env: bareEnvironment, stdio: ['ignore', 'ignore', 'pipe'] },
  )
  for await (const line of createInterface(orphan.stderr)) if (line.includes('ready to accept')) break
  orphan.stderr.destroy()

  const server = await begin('data')
  expect(await ask(server.ownerUrl, 'select 1 as one')).toBe(1)
  expect(orphan.exitCode).toBe(0)
})

test('leaves Ctrl-C to the process that started it', async () => {
  const { child, url } = await beginElsewhere('data')
  const pid = await postmasterPid()
  process.kill(-(child.pid ?? 0), 'SIGINT')
  expect(await ask(url, 'select 1 as one')).toBe(1)
  expect(commandOf(pid)).toContain(folder)
})
