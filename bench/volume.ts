/** `npm run bench:volume`: what the pages of the staff area read, with few visits and with a million, in the same run. */
import { writeFile } from 'node:fs/promises'
import { makeSlots } from '../src/actions/makeSlots.ts'
import { median, percentile } from './figures.ts'
import { withVolumes } from './volumeDatabases.ts'
import type { Volume } from './volumeDatabases.ts'
import { countWholeReads, isWhole, scansOf } from './volumePlans.ts'
import { drawSamples, measuredAt } from './volumeQueries.ts'
import type { Measured, Sample } from './volumeQueries.ts'

const few = 10_000
const many = Number(process.argv[2] ?? 1_000_000)
const rounds = 200
const warmUp = 20
const targets = { ratio: 2, rebuildSeconds: 5 }
const resultsFile = 'bench-volume-results.json'

interface Figures {
  p50: number
  p95: number
  rows: number
}

interface Result {
  name: string
  few: Figures
  many: Figures
  ratio: number
  scans: string[]
  met: boolean
}

const now = new Date()
const log = (line: string) => process.stdout.write(`${line}\n`)

/** Milliseconds that one question took, and how many rows it gave. */
async function timeOf(ask: () => Promise<number>): Promise<{ millis: number; rows: number }> {
  const begun = performance.now()
  const rows = await ask()
  return { millis: performance.now() - begun, rows }
}

const figuresOf = (times: { millis: number; rows: number }[]): Figures => ({
  p50: median(times.map(({ millis }) => millis)),
  p95: percentile(
    times.map(({ millis }) => millis),
    0.95,
  ),
  rows: times.reduce((sum, { rows }) => sum + rows, 0) / times.length,
})

interface Drawn extends Volume {
  samples: Sample[]
}

/** Both databases in turn, so that a busy machine slows both down. */
async function measure({ name, ask }: Measured, volumes: [Drawn, Drawn]): Promise<Result> {
  const once =
    ({ db, samples }: Drawn, number: number) =>
    () => {
      const sample = samples[number % samples.length]
      if (!sample) throw new Error('No visit to look for')
      return ask(db, sample, number)
    }
  const times: [Awaited<ReturnType<typeof timeOf>>[], Awaited<ReturnType<typeof timeOf>>[]] = [[], []]
  for (let number = 0; number < rounds + warmUp; number += 1) {
    for (const place of [0, 1] as const) {
      const time = await timeOf(once(volumes[place], number))
      if (number >= warmUp) times[place].push(time)
    }
  }
  const [small, large] = [figuresOf(times[0]), figuresOf(times[1])]
  const scans = await scansOf(volumes[1].db, once(volumes[1], 0))
  const ratio = large.p95 / small.p95
  return { name, few: small, many: large, ratio, scans, met: ratio <= targets.ratio && !scans.some(isWhole) }
}

const cell = (value: number, digits = 2) => value.toFixed(digits).padStart(8)

function printed({ name, few, many, ratio, met }: Result): string {
  const figures = [few.p50, few.p95, few.rows, many.p50, many.p95, many.rows]
  const cells = figures.map((value) => cell(value)).join(' ')
  return `${name.padEnd(34)} ${cells} ${cell(ratio)}  ${met ? 'met' : 'MISSED'}`
}

/** Seconds of making the slots of all places, from what is there and after it was all made. */
async function rebuildSeconds({ db }: Volume): Promise<number[]> {
  const seconds: number[] = []
  for (let round = 0; round < 3; round += 1) {
    const { millis } = await timeOf(async () => makeSlots(db, now).then(() => 0))
    seconds.push(millis / 1000)
  }
  return seconds
}

await withVolumes([few, many], { now, log }, async ([small, large]) => {
  if (!small || !large) throw new Error('No databases')
  const volumes: [Drawn, Drawn] = [
    { ...small, samples: await drawSamples(small.db, 100, now) },
    { ...large, samples: await drawSamples(large.db, 100, now) },
  ]
  const before = await countWholeReads(large.owner)
  log(
    `\n${''.padEnd(34)} ${`${few} visits: p50, p95, rows`.padStart(26)} ${`${many}: p50, p95, rows`.padStart(26)}    ratio`,
  )
  const results: Result[] = []
  for (const one of measuredAt(now)) {
    const result = await measure(one, volumes)
    results.push(result)
    log(printed(result))
  }
  log('\nPlans with many visits:')
  for (const { name, scans } of results) {
    log(name)
    for (const scan of scans) log(`  ${isWhole(scan) ? '!! ' : ''}${scan}`)
  }
  const rebuild = await rebuildSeconds(large)
  const isQuick = Math.max(...rebuild) < targets.rebuildSeconds
  log(
    `\nSlots of all places made in ${rebuild.map((one) => one.toFixed(2)).join(', ')} s ${isQuick ? 'met' : 'MISSED'}`,
  )
  await large.db.destroy()
  const after = await countWholeReads(large.owner)
  const whole = [...after]
    .filter(([table, scans]) => scans > (before.get(table) ?? 0))
    .map(([table]) => table)
  log(
    whole.length > 0 ? `!! Whole tables were read: ${whole.join(', ')}` : 'No table of visits was read whole',
  )
  await writeFile(resultsFile, `${JSON.stringify({ few, many, results, rebuild, whole }, undefined, 2)}\n`)
  if (!isQuick || whole.length > 0 || results.some(({ met }) => !met)) process.exitCode = 1
})
