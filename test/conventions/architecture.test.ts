/** The direction of imports: a folder may use what stands beside its name, and nothing else of ours. */
import { importsOf, readSource, sources } from './sources.ts'
import type { Import } from './sources.ts'

const features = ['booking', 'staff', 'professional', 'phone', 'performance']
const below = ['actions', 'store', 'domain', 'text', 'views']
// A journey's pages are the same whoever goes through it: an area gives its own words, layout and list of questions.
const feature = [
  'journey',
  'web',
  'booking/steps',
  'booking/pages',
  'booking/visit',
  'booking/change',
  'booking/calendar',
  ...below,
]
const inProduction = ['app', 'config', 'processes', 'webServer', 'notifications', 'web', ...below]

const mayImport: Record<string, readonly string[]> = {
  domain: [],
  text: [],
  views: ['text'],
  store: ['domain'],
  actions: ['domain', 'store'],
  journey: ['text', 'views'],
  web: ['domain', 'store', 'text', 'views'],
  booking: feature,
  staff: feature,
  professional: feature,
  phone: feature,
  performance: feature,
  notifications: below,
  demo: ['notifications', 'web', ...below],
  app: [...features, 'notifications', 'web'],
  config: ['environment'],
  environment: ['domain'],
  processes: inProduction,
  webServer: inProduction,
  server: inProduction,
  worker: inProduction,
  migrate: inProduction,
  forget: inProduction,
  subjectAccess: inProduction,
  maintenance: inProduction,
  endSessions: inProduction,
  restoreDrill: inProduction,
  start: [...inProduction, 'demo'],
}

/** Imports that go further than the table, on purpose. */
const exceptions = [
  {
    from: 'staff',
    to: 'config',
    onlyTypes: true,
    because: 'the area is given its part of the configuration',
  },
  { from: 'app', to: 'config', onlyTypes: true, because: 'the configuration is handed through' },
  { from: 'app', to: 'store', onlyTypes: true, because: 'the database is handed through' },
  { from: 'demo', to: 'config', onlyTypes: true, because: 'the demo makes a configuration of its own' },
  { from: 'views', to: 'domain', onlyTypes: false, because: 'pages and messages say the same of a visit' },
]

/** The packages that the inner folders may use (`node` is all that comes with Node); the others are free. */
const mayUse: Record<string, readonly string[]> = {
  domain: ['zod', 'libphonenumber-js'],
  text: ['i18next'],
  views: ['nunjucks', 'node'],
  store: ['knex', 'pg', 'graphile-worker', 'node'],
  actions: [],
  journey: ['zod', 'express'],
}

const [ours, packages] = sources
  .flatMap(importsOf)
  .reduce<[Import[], Import[]]>(
    ([inside, outside], one) =>
      one.to.startsWith('src/') ? [[...inside, one], outside] : [inside, [...outside, one]],
    [[], []],
  )

/** `src/booking/steps/prison.ts` → `booking`; `src/app.ts` → `app`. */
const partOf = (path: string): string => path.split('/')[1]?.replace(/\.ts$/, '') ?? ''

const isAllowed = ({ from, to, typeOnly }: Import): boolean => {
  const [part, other] = [partOf(from), partOf(to)]
  const folders = mayImport[part] ?? []
  if (part === other || folders.includes(other)) return true
  if (folders.some((folder) => to.startsWith(`src/${folder}/`))) return true
  return exceptions.some(
    ({ from: by, to: of, onlyTypes }) => by === part && of === other && (typeOnly || !onlyTypes),
  )
}

const written = ({ from, to, typeOnly }: Import) => `${from} → ${to}${typeOnly ? ' (type)' : ''}`

/** The first way from a file back to itself, if there is one. */
function cycleIn(graph: Map<string, string[]>): string[] | undefined {
  const done = new Set<string>()
  const follow = (path: string, way: string[]): string[] | undefined => {
    if (way.includes(path)) return [...way.slice(way.indexOf(path)), path]
    if (done.has(path)) return undefined
    for (const next of graph.get(path) ?? []) {
      const cycle = follow(next, [...way, path])
      if (cycle) return cycle
    }
    done.add(path)
    return undefined
  }
  for (const path of graph.keys()) {
    const cycle = follow(path, [])
    if (cycle) return cycle
  }
  return undefined
}

test('every part of the service stands in the table', () => {
  const parts = [...new Set(sources.map(({ path }) => partOf(path)))]
  expect(parts.filter((part) => !(part in mayImport))).toEqual([])
  expect(ours.length).toBeGreaterThan(200)
})

test('imports go in the direction of the table', () => {
  expect(ours.filter((one) => !isAllowed(one)).map(written)).toEqual([])
})

test('imports beyond the table are still needed', () => {
  const isUsed = (exception: (typeof exceptions)[number]) =>
    ours.some(({ from, to }) => partOf(from) === exception.from && partOf(to) === exception.to)
  expect(exceptions.filter((exception) => !isUsed(exception))).toEqual([])
})

test('the inner folders use no packages but their own', () => {
  const isStrange = ({ from, to }: Import) => mayUse[partOf(from)]?.includes(to) === false
  expect(packages.filter(isStrange).map(written)).toEqual([])
})

test('nothing is imported in a circle, not even types', () => {
  const graph = new Map(sources.map(({ path }): [string, string[]] => [path, []]))
  for (const { from, to } of ours) graph.get(from)?.push(to)
  expect(cycleIn(graph)).toBeUndefined()
})

test('only the start of the demo loads the demo', () => {
  const isOutside = ({ from }: Import) => partOf(from) !== 'demo' && from !== 'src/start.ts'
  const loads = ours.filter((one) => isOutside(one) && partOf(one.to) === 'demo')
  expect(loads.map(written)).toEqual([])
})

test('what runs in production needs no package of development', () => {
  const { dependencies } = JSON.parse(readSource('package.json').text) as {
    dependencies: Record<string, string>
  }
  const isLoaded = ({ from, typeOnly }: Import) =>
    partOf(from) !== 'demo' && from !== 'src/start.ts' && !typeOnly
  const missing = packages.filter((one) => isLoaded(one) && one.to !== 'node' && !(one.to in dependencies))
  expect(missing.map(written)).toEqual([])
})

test('the way round a circle is found', () => {
  const graph = new Map([
    ['a', ['b']],
    ['b', ['c', 'd']],
    ['c', []],
    ['d', ['b']],
  ])
  expect(cycleIn(graph)).toEqual(['b', 'd', 'b'])
  expect(cycleIn(new Map([['a', ['b']]]))).toBeUndefined()
})
