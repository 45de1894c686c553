/** Does what the Dockerfile says without Docker: each stage is a folder, each step the same command. */
import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs'
import { basename, join } from 'node:path'

export const project = join(import.meta.dirname, '..', '..')

export interface Image {
  /** Where the image's last stage stands, as if it were `/`. */
  root: string
  workdir: string
  env: Record<string, string>
  user: string
  labels: string[]
  command: string[]
  healthcheck: string[]
}

const instructions = readFileSync(join(project, 'Dockerfile'), 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))
  .map((line) => ({ name: line.split(' ')[0] ?? '', rest: line.slice(line.indexOf(' ') + 1) }))

/** What the build does not see although its folder is copied. */
const unseen = readFileSync(join(project, '.dockerignore'), 'utf8')
  .split('\n')
  .filter((line) => /^\w/.test(line))
  .map((line) => join(project, line))

const listIn = (text: string) => JSON.parse(text.slice(text.indexOf('['))) as string[]

/** Runs every stage in a folder; the last stage is the image. `path` finds the Node that the image would have. */
export function build(folder: string, path: string): Image {
  const stages = new Map<string, string>()
  let image: Image = emptyImage(folder)
  const steps: Record<string, (rest: string) => void> = {
    ARG: () => undefined,
    EXPOSE: () => undefined,
    FROM: (rest) => {
      const [, name = 'last'] = rest.split(' AS ')
      image = emptyImage(join(folder, name))
      stages.set(name, image.root)
    },
    WORKDIR: (rest) => {
      image.workdir = join(image.root, rest)
      mkdirSync(image.workdir, { recursive: true })
    },
    ENV: (rest) => Object.assign(image.env, { [rest.split('=')[0] ?? '']: rest.split('=')[1] }),
    LABEL: (rest) => image.labels.push(rest.split('=')[0] ?? ''),
    USER: (rest) => (image.user = rest),
    CMD: (rest) => (image.command = listIn(rest)),
    HEALTHCHECK: (rest) => (image.healthcheck = listIn(rest)),
    COPY: (rest) => copy(rest.split(' '), stages, image),
    RUN: (rest) => runStep(rest, image, path),
  }
  for (const { name, rest } of instructions) {
    const step = steps[name]
    if (!step) throw new Error(`The tests do not know ${name}`)
    step(rest)
  }
  return image
}

const emptyImage = (root: string): Image => ({
  root,
  workdir: root,
  env: {},
  user: 'root',
  labels: [],
  command: [],
  healthcheck: [],
})

function copy(words: string[], stages: Map<string, string>, { workdir }: Image): void {
  const from = words[0]?.startsWith('--from=') ? words.shift()?.slice('--from='.length) : undefined
  const to = join(workdir, words.pop() ?? '')
  const source = from ? (stages.get(from) ?? '') : project
  for (const path of words) {
    const target = words.length > 1 || to.endsWith('/') ? join(to, basename(path)) : to
    cpSync(join(source, path), target, {
      recursive: true,
      verbatimSymlinks: true,
      filter: (file) => !unseen.includes(file),
    })
  }
}

/** Npm may take from its cache what it fetched a moment ago, for the packages that the tests run with. */
const npm = { npm_config_prefer_offline: 'true' }

/** The packages to build with are those that the tests run with: they were installed from the same lock file. */
function runStep(command: string, { workdir }: Image, path: string): void {
  if (command === 'npm ci') return symlinkSync(join(project, 'node_modules'), join(workdir, 'node_modules'))
  const { HOME = '' } = process.env
  execFileSync('/bin/sh', ['-c', command], {
    cwd: workdir,
    env: { PATH: path, HOME, ...npm },
    stdio: 'pipe',
    timeout: 90_000,
  })
}
