/** `npm run bench:compare -- <commit>`: whole journeys a second, beside an earlier commit's build in the same run. */
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startPostgres } from '../src/demo/postgres.ts'
import { buildBoth, databaseOf, findCommit } from './builds.ts'
import { median, printed, timesOf } from './figures.ts'
import type { Figure } from './figures.ts'
import { wholeJourney } from './person.ts'
import { startWebProcess } from './webProcess.ts'
import type { WebProcess } from './webProcess.ts'

/** Many and short: what else the machine does then falls on both. */
const rounds = 33
const journeysPerRound = 16
const atOnce = 8
/** Until Node has compiled what it runs: a process serves for days, not for seconds. */
const warmUp = 120
const least = 0.9

const log = (line: string) => process.stdout.write(`${line}\n`)

interface Measured {
  /** Whole journeys a second. */
  rate: number
  /** Milliseconds of a processor that the web process needed for each. */
  cpu: number
}

interface Round {
  before: Measured
  now: Measured
}

async function measure(web: WebProcess): Promise<Measured> {
  const used = await web.cpuSeconds()
  const begun = performance.now()
  await timesOf(journeysPerRound, atOnce, () => wholeJourney(web.url))
  const seconds = (performance.now() - begun) / 1000
  const cpu = ((await web.cpuSeconds()) - used) * 1000
  return { rate: journeysPerRound / seconds, cpu: cpu / journeysPerRound }
}

/** Both in turn, the first of a round by turns too, so that a busy machine slows both down. */
async function measureRounds(before: WebProcess, now: WebProcess, stopped: AbortSignal): Promise<Round[]> {
  for (const web of [before, now]) await timesOf(warmUp, atOnce, () => wholeJourney(web.url))
  const measured: Round[] = []
  for (let round = 0; round < rounds; round += 1) {
    stopped.throwIfAborted()
    const one =
      round % 2 === 0
        ? { before: await measure(before), now: await measure(now) }
        : { now: await measure(now), before: await measure(before) }
    log(`round ${round + 1}: ${one.before.rate.toFixed(1)} and ${one.now.rate.toFixed(1)} a second`)
    measured.push(one)
  }
  return measured
}

/** Each round has its own ratio; the medians of all. */
function figuresOf(measured: Round[]): Figure[] {
  const of = (read: (round: Round) => number) => median(measured.map(read))
  const ratio = of(({ before, now }) => now.rate / before.rate)
  return [
    { name: 'whole journeys to "Request sent": before', value: of(({ before }) => before.rate), unit: '/s' },
    { name: 'whole journeys to "Request sent": now', value: of(({ now }) => now.rate), unit: '/s' },
    { name: 'CPU of a whole journey: before', value: of(({ before }) => before.cpu), unit: 'ms' },
    { name: 'CPU of a whole journey: now', value: of(({ now }) => now.cpu), unit: 'ms' },
    { name: 'CPU: now to before', value: of(({ before, now }) => now.cpu / before.cpu), unit: '×' },
    {
      name: 'journeys a second: now to before',
      value: ratio,
      unit: '×',
      target: `≥ ${least}`,
      met: ratio >= least,
    },
  ]
}

/** Whatever happens, processes and folders are gone in the end. */
async function compareWith(commit: string, stopped: AbortSignal): Promise<Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'visits-compare-'))
  const endings = [() => rm(folder, { recursive: true, force: true })]
  try {
    await chmod(folder, 0o755)
    const builds = buildBoth(commit, folder)
    stopped.throwIfAborted()
    const postgres = await startPostgres({ dataDir: join(folder, 'postgres'), log: () => undefined })
    endings.push(postgres.stop)
    const startAs = async (name: 'before' | 'now') => {
      const web = await startWebProcess(await databaseOf(builds[name], name, postgres), builds[name])
      endings.push(web.stop)
      return web
    }
    return figuresOf(await measureRounds(await startAs('before'), await startAs('now'), stopped))
  } finally {
    for (const end of endings.toReversed()) await end().catch((error: unknown) => log(String(error)))
  }
}

const [, , name] = process.argv
const commit = name && findCommit(name)
if (!commit) {
  process.stderr.write('Name a commit of this repository: npm run bench:compare -- <commit>\n')
  process.exit(2)
}
const stopping = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.on(signal, () => stopping.abort(new Error('Stopped')))
log(`This checkout beside ${commit}, ${rounds} rounds in turn`)
const figures = await compareWith(commit, stopping.signal)
for (const figure of figures) log(printed(figure))
await writeFile('bench-compare-results.json', `${JSON.stringify({ commit, figures }, undefined, 2)}\n`)
process.exitCode = figures.some(({ met }) => met === false) ? 1 : 0
