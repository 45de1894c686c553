/** The image that the Dockerfile makes, made and run without Docker: as a user without rights, in a folder that nobody can change. */
import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { chmodSync, copyFileSync, existsSync, mkdirSync, readFileSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { testDatabase } from '../database.ts'
import type { TestDatabase } from '../database.ts'
import { watched, aFolder } from '../start/processes.ts'
import { build, project } from './dockerfile.ts'
import type { Image } from './dockerfile.ts'
import { addressesOf, deployment, statusOf } from './web.ts'

describe('the image', () => {
  let database: TestDatabase
  let image: Image
  let node: string

  beforeAll(async () => {
    database = await testDatabase()
    const folder = await aFolder()
    mkdirSync(join(folder, 'bin'))
    // Node stands where everyone can run it, as in the image.
    node = join(folder, 'bin', 'node')
    copyFileSync(process.execPath, node)
    chmodSync(node, 0o755)
    image = build(join(folder, 'stages'), `${dirname(node)}:${process.env.PATH ?? ''}`)
    execFileSync('chmod', ['-R', 'a-w', image.root])
  }, 120_000)

  // Clearing up has to be allowed to delete it.
  afterAll(() => void execFileSync('chmod', ['-R', 'u+w', image.root]))

  /** What the image's user is here: nobody, when the tests run as root. */
  const user = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {}

  const environment = () => ({ ...deployment, ...image.env, DATABASE_URL: database.url })

  function begin([program, ...args]: string[], env: Record<string, string> = {}) {
    expect(program).toBe('node')
    return watched(
      spawn(node, args, { cwd: image.workdir, env: { ...environment(), ...env }, ...user, detached: true }),
    )
  }

  test('migrates, serves and works as a user without rights, in a folder that nobody can change, and stops when told', async () => {
    const migrate = begin(['node', 'dist/migrate.js', 'seeds/places.json'], {
      MIGRATE_DATABASE_URL: database.ownerUrl,
    })
    expect([await migrate.exit, migrate.said()]).toEqual([0, expect.stringContaining('migrated')])

    const web = begin(image.command)
    const worker = begin(['node', 'dist/worker.js'])
    const { url } = await addressesOf(web)
    await worker.says('worker started')
    expect(await statusOf(`${url}/health/ready`)).toBe(200)
    expect(await statusOf(`${url}/`)).toBe(200)
    expect(await statusOf(`${url}/book/prison`)).toBe(303)
    expect(await statusOf(`${url}/demo/mailbox`)).toBe(404)

    const [, ...check] = image.healthcheck
    const healthy = (port: string) => spawnSync(node, check, { env: { PORT: port }, ...user }).status
    expect([healthy(new URL(url).port), healthy('1')]).toEqual([0, 1])

    for (const { child } of [web, worker]) child.kill('SIGTERM')
    expect([await web.exit, await worker.exit]).toEqual([0, 0])
  }, 60_000)

  test('has nothing of the demo and of development in it', () => {
    const packages = readdirSync(join(image.workdir, 'node_modules'))
    const { devDependencies } = JSON.parse(readFileSync(join(project, 'package.json'), 'utf8')) as {
      devDependencies: Record<string, string>
    }
    // Types come along with packages that are needed, such as the job library.
    const unneeded = Object.keys(devDependencies).filter((name) => !name.startsWith('@types/'))
    const present = unneeded.filter((name) => existsSync(join(image.workdir, 'node_modules', name)))
    expect(present).toEqual([])
    expect(packages).toContain('express')
    expect(readdirSync(image.workdir).sort()).toEqual([
      'LICENSE',
      'assets',
      'dist',
      'migrations',
      'node_modules',
      'package.json',
      'seeds',
      'views',
    ])
    expect(existsSync(join(image.workdir, 'views', 'demo'))).toBe(false)
    const built = readdirSync(join(image.workdir, 'dist'))
    expect(built).toEqual(expect.arrayContaining(['server.js', 'worker.js', 'migrate.js']))
    expect(built.filter((name) => /^(demo|start\.)/.test(name))).toEqual([])
  })

  test('begins with images that cannot change, the database’s too', () => {
    const compose = readFileSync(join(project, 'compose.yaml'), 'utf8')
    expect(compose).toMatch(/^ +image: \$\{POSTGRES_IMAGE:-postgres:18[\w.-]+@sha256:[0-9a-f]{64}\}$/m)
  })

  test('runs the Node that the project is made for, not as root, and says what it is', () => {
    const dockerfile = readFileSync(join(project, 'Dockerfile'), 'utf8')
    const [, version = ''] =
      /^ARG NODE_IMAGE=node:([\d.]+)-[\w-]+@sha256:[0-9a-f]{64}$/m.exec(dockerfile) ?? []
    expect(dockerfile.match(/^FROM .*/gm)?.every((line) => line.startsWith('FROM ${NODE_IMAGE}'))).toBe(true)
    expect(version.split('.')[0]).toBe(readFileSync(join(project, '.nvmrc'), 'utf8').trim())
    expect(`v${version}`).toBe(process.version)
    expect(image.user).toBe('node')
    expect(image.command).toEqual([
      'node',
      '--max-semi-space-size=16',
      '--max-old-space-size=512',
      'dist/server.js',
    ])
    expect(image.labels).toContain('org.opencontainers.image.licenses')
  })
})
