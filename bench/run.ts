/** `npm run bench`: how fast the service is, each figure beside its peer in the same run. Needs a quiet machine. */
import { spawn } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { mkdtemp, rm, chmod } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import autocannon from 'autocannon'
import { decideOften, submitOften } from './actions.ts'
import { benchDatabase } from './database.ts'
import type { BenchDatabase } from './database.ts'
import { percentile, printed, timesOf } from './figures.ts'
import type { Figure } from './figures.ts'
import { journeyTo, Person, wholeJourney } from './person.ts'
import { atOnce, inTurn } from './rates.ts'
import { benchRender } from './render.ts'
import { startSite } from './sites.ts'
import type { Site } from './sites.ts'
import { weighingBrowser } from './weight.ts'
import { build, startWebProcess } from './webProcess.ts'
import type { WebProcess } from './webProcess.ts'

const figures: Figure[] = []

function report(figure: Figure): void {
  figures.push(figure)
  process.stdout.write(`${printed(figure)}\n`)
}

const atLeast = (name: string, value: number, least: number, unit = '×') =>
  report({ name, value, unit, target: `≥ ${least}`, met: value >= least })

async function renderFigures(): Promise<void> {
  const wanted: Record<string, number> = {
    'question, typed': 100,
    'question, errors': 100,
    '40 slots': 25,
    'check answers': 15,
  }
  for (const { page, stockMicros, oursMicros, ratio } of await benchRender()) {
    report({ name: `render ${page}: stock`, value: stockMicros, unit: 'µs' })
    report({ name: `render ${page}: ours`, value: oursMicros, unit: 'µs' })
    const least = wanted[page]
    if (least) atLeast(`render ${page}: times as fast as stock`, ratio, least)
    else report({ name: `render ${page}: times as fast as stock`, value: ratio, unit: '×' })
  }
}

/** Gives the bare server a page to send. */
async function givePage(bare: Site, page: string): Promise<string> {
  await fetch(`${bare.url}/page`, { method: 'PUT', body: page, headers: { 'content-type': 'text/plain' } })
  return `${bare.url}/page`
}

async function rateFigures(ours: Site, stock: Site, bare: Site): Promise<void> {
  const reader = async ({ url }: Site) => {
    const person = new Person(url)
    const { path, page } = await person.opens(await journeyTo(person, 'prisoner'))
    return { path, page, cookie: person.cookie }
  }
  const questionAt = async (site: Site) => {
    const readers = await Promise.all(Array.from({ length: atOnce }, () => reader(site)))
    return { url: site.url, readers, page: readers[0]?.page ?? '', warmUp: 8 }
  }
  const [question, stockQuestion] = [await questionAt(ours), await questionAt(stock)]
  const questionBytes = { url: await givePage(bare, question.page), warmUp: 2 }
  const [fast = 0, slow = 1, plain = 1] = await inTurn([question, stockQuestion, questionBytes], 3)
  report({ name: 'question page with a session', value: fast, unit: '/s' })
  atLeast('question page: times the app with the stock renderer', fast / slow, 20)
  atLeast('question page: part of a bare route with the same bytes', fast / plain, 0.15)
  const start = await (await fetch(`${ours.url}/`)).text()
  const startBytes = { url: await givePage(bare, start), warmUp: 1 }
  const [page = 0, barePage = 1] = await inTurn([{ url: `${ours.url}/`, warmUp: 2 }, startBytes], 3)
  report({ name: 'static page', value: page, unit: '/s' })
  atLeast('static page: part of a bare route with the same bytes', page / barePage, 0.6)
}

async function journeyFigures(ours: Site): Promise<void> {
  await Promise.all(Array.from({ length: 4 }, () => wholeJourney(ours.url)))
  const before = await ours.figures()
  const begun = performance.now()
  const count = 100
  let left = count
  const line = async () => {
    while (left-- > 0) await wholeJourney(ours.url)
  }
  await Promise.all(Array.from({ length: 8 }, line))
  const seconds = (performance.now() - begun) / 1000
  const after = await ours.figures()
  report({ name: 'whole journeys to "Request sent"', value: count / seconds, unit: '/s' })
  report({
    name: 'CPU of a whole journey',
    value: (after.cpuMicros - before.cpuMicros) / 1000 / count,
    unit: 'ms',
  })
  report({ name: 'queries of a whole journey', value: (after.queries - before.queries) / count, unit: '' })
}

async function actionFigures(database: BenchDatabase): Promise<void> {
  for (const [name, often] of [
    ['submit', submitOften],
    ['decision', decideOften],
  ] as const) {
    for (const atOnce of [8, 64]) {
      const times = await often(database, 256, atOnce)
      for (const share of [0.5, 0.95, 0.99]) {
        report({
          name: `${name}, ${atOnce} at once: p${share * 100}`,
          value: percentile(times, share),
          unit: 'ms',
        })
      }
    }
  }
}

/** The process as it runs in production, with a little of everything before most of the same. */
async function memoryFigures(web: WebProcess): Promise<void> {
  await timesOf(16, 4, () => wholeJourney(web.url))
  const person = new Person(web.url)
  const url = web.url + (await journeyTo(person, 'first-choice'))
  const load = (amount: number) =>
    autocannon({ url, headers: { cookie: person.cookie }, connections: 8, amount })
  const megabytes = async () => (await web.rssBytes()) / 2 ** 20
  await load(25_000)
  const half = await megabytes()
  await load(25_000)
  const end = await megabytes()
  report({
    name: 'memory of the web process after all that',
    value: end,
    unit: 'MB',
    target: '< 220',
    met: end < 220,
  })
  const growth = end / half
  report({
    name: 'memory: after 50,000 requests to after 25,000',
    value: growth,
    unit: '×',
    target: '≤ 1.1',
    met: growth <= 1.1,
  })
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const { port } = server.address() as AddressInfo
  await new Promise((closed) => server.close(closed))
  return port
}

async function startFigure(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'visits-bench-'))
  await chmod(folder, 0o755)
  const port = await freePort()
  const env = { ...process.env, PORT: String(port), DATA_DIR: folder }
  const begun = performance.now()
  const child = spawn(process.execPath, ['src/start.ts'], {
    env,
    stdio: 'ignore',
    cwd: new URL('..', import.meta.url),
  })
  const isUp = () =>
    fetch(`http://127.0.0.1:${port}/`).then(
      ({ ok }) => ok,
      () => false,
    )
  while (!(await isUp())) await wait(20)
  const seconds = (performance.now() - begun) / 1000
  child.kill('SIGTERM')
  await new Promise((ended) => child.once('close', ended))
  await rm(folder, { recursive: true, force: true })
  report({
    name: 'npm start to the first page',
    value: seconds,
    unit: 's',
    target: '< 15',
    met: seconds < 15,
  })
}

/** The first visit of somebody with a slow phone line, and the next page. */
async function weightFigures({ url }: Site): Promise<void> {
  const browser = await weighingBrowser({ slow: true })
  try {
    for (const [name, path, most] of [
      ['start page', '/', 110],
      ['prison page', '/book/prison', 130],
    ] as const) {
      const { page, weigh } = await browser.newPerson()
      const begun = performance.now()
      const cold = await weigh(async () => {
        await page.goto(url + path)
        if (path !== '/') await page.locator('input#prison').waitFor()
        report({ name: `${name}, slow 4G: usable after`, value: performance.now() - begun, unit: 'ms' })
      })
      const kilobytes = cold.bytes / 1024
      const target = `≤ ${most}`
      report({ name: `${name}: weight, cold`, value: kilobytes, unit: 'KB', target, met: kilobytes <= most })
      report({ name: `${name}, slow 4G: largest paint`, value: cold.lcp, unit: 'ms' })
      report({
        name: `${name}, slow 4G: shift`,
        value: cold.cls,
        unit: '',
        target: '≤ 0.1',
        met: cold.cls <= 0.1,
      })
    }
  } finally {
    await browser.close()
  }
}

const database = await benchDatabase()
const sites: Site[] = []
try {
  await renderFigures()
  const [ours, stock, bare] = await Promise.all([
    startSite('ours', database.url),
    startSite('stock', database.url),
    startSite('bare', ''),
  ])
  sites.push(ours, stock, bare)
  await rateFigures(ours, stock, bare)
  await journeyFigures(ours)
  await actionFigures(database)
  await weightFigures(ours)
  build()
  const web = await startWebProcess(database.url)
  await memoryFigures(web).finally(web.stop)
  await startFigure()
  await writeFile('bench-results.json', JSON.stringify(figures, null, 2))
} finally {
  for (const site of sites) site.stop()
  await database.stop()
}
process.exitCode = figures.some(({ met }) => met === false) ? 1 : 0
