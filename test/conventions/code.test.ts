/** How our code is written, where the linter does not see it. */
import { filesBelow, linesWith, readSource, sources, tests } from './sources.ts'
import type { Source } from './sources.ts'

const longest = 150
const longestMedian = 60

/** Files where the environment, the clock or a default export comes in, and why. */
const entryFiles = [
  'start',
  'server',
  'worker',
  'migrate',
  'forget',
  'subjectAccess',
  'maintenance',
  'endSessions',
  'restoreDrill',
].map((name) => `src/${name}.ts`)
const readsEnvironment = ['src/config.ts']
const setUpOfTests = ['test/environment.ts', 'test/globalSetup.ts', 'test/globalTeardown.ts']

/** The conventions' own files have to write what they forbid. */
const isOurs = ({ path }: Source) => !path.startsWith('test/conventions/')

const views = filesBelow('views', ['.njk'])
const everything = [
  ...sources,
  ...tests.filter(isOurs),
  ...views,
  ...filesBelow('src/text', ['.json']),
  ...filesBelow('migrations', ['.sql']),
  ...filesBelow('seeds', ['.json']),
  ...filesBelow('assets', ['.css', '.js']),
  ...filesBelow('docs', ['.md']),
  readSource('README.md'),
]

const without = (files: readonly Source[], paths: string[]) =>
  files.filter(({ path }) => !paths.includes(path))

const lengthOf = ({ text }: Source) => text.replace(/\n$/, '').split('\n').length

/** Code alone: what stands in comments and strings is no code. */
const codeOf = ({ path, text }: Source): Source => ({
  path,
  text: text
    .replace(/\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/.*/gm, (comment) => comment.replace(/[^\n]/g, ''))
    .replace(/'(?:\\.|[^'\\\n])*'/g, "''"),
})

describe('what comes from outside', () => {
  test('the environment is read by the configuration alone', () => {
    const reads = /\bprocess\b\W{1,3}env\b|\{[^}]*\benv\b[^}]*\}\s*(=\s*process\b|from\s*'(node:)?process')/
    expect(linesWith(without(sources, readsEnvironment), reads)).toEqual([])
  })

  test('the configuration is read by the processes alone', () => {
    const outside = without(sources, [...entryFiles, ...readsEnvironment])
    expect(linesWith(outside, /\breadConfig\b/)).toEqual([])
  })

  test('the time is taken by the processes alone', () => {
    const clock = /\bDate\.now\b|\bnew Date(\(\s*\)|(?![\w(]))|(?<!new )\bDate\(/
    expect(linesWith(without(sources, entryFiles).map(codeOf), clock)).toEqual([])
  })

  test('chance that can be guessed is used nowhere', () => {
    expect(linesWith(sources, /\bMath\.random\b/)).toEqual([])
  })
})

describe('a file', () => {
  test('has at most 150 lines', () => {
    const long = sources.filter((source) => lengthOf(source) > longest)
    expect(long.map((source) => `${source.path}: ${lengthOf(source)}`)).toEqual([])
  })

  test('is short in most cases', () => {
    const lengths = sources.map(lengthOf).sort((a, b) => a - b)
    expect(lengths[Math.floor(lengths.length / 2)]).toBeLessThanOrEqual(longestMedian)
  })

  test('exports by name, and only what is its own', () => {
    const others = /^export (default\b|\*|(type )?\{.*\} from )/
    expect(linesWith(sources, others)).toEqual([])
    expect(linesWith(without(tests, setUpOfTests), others)).toEqual([])
  })

  test('is named after what it knows, in camel case, in no drawer for everything', () => {
    const isMisnamed = (path: string) => !/^([a-z]+\/)*[a-z][a-zA-Z0-9]*(\.test)?\.ts$/.test(path)
    const isDrawer = (path: string) => /\b(utils?|helpers?|services|common|types|misc)(\.ts|\/)/i.test(path)
    const names = [...sources, ...tests].map(({ path }) => path)
    expect(names.filter((path) => isMisnamed(path) || isDrawer(path))).toEqual([])
  })

  test('stands three folders deep at most', () => {
    expect(sources.map(({ path }) => path).filter((path) => path.split('/').length > 4)).toEqual([])
  })
})

describe('nothing', () => {
  test('is left for later', () => {
    expect(linesWith(everything, /\b(TODO|FIXME|XXX|HACK)\b/)).toEqual([])
  })

  test('is excepted from the linter, the types or the format', () => {
    expect(
      linesWith(everything, /eslint-(disable|enable)|@ts-(ignore|nocheck|expect)|prettier-ignore/),
    ).toEqual([])
  })
})

describe('a test', () => {
  const code = tests.filter(isOurs).map(codeOf)

  test('is never left out, nor runs alone', () => {
    expect(
      linesWith(code, /\b(test|describe|it)\.(only|skip|todo|failing)\b|\b[fx](it|test|describe)\(/),
    ).toEqual([])
  })

  test('uses our code as it is: no mocks, no snapshots, no sleeps', () => {
    const tricks =
      /\bjest\.(mock|unstable_mock\w*|fn)\b|\bspyOn\((?!Date\b)|\.toMatch\w*Snapshot\b|\bsetTimeout\(/
    expect(linesWith(code, tricks)).toEqual([])
  })

  test('has a statement for its name', () => {
    expect(linesWith(tests.filter(isOurs), /\b(test|it)(\.each\(.*\))?\(\s*['"`]should\b|^\s*it\(/)).toEqual(
      [],
    )
  })
})

describe('words', () => {
  const forbidden = /\b(offenders?|inmates?|nomis|(lead|principal) visitors?|estates?)\b/i

  /** `leadVisitor`, `lead_visitor`, `lead-visitor` → `lead visitor`. */
  const spelledOut = ({ path, text }: Source): Source => ({
    path,
    text: text.replace(/([a-z])(?=[A-Z])/g, '$1 ').replace(/[_-]/g, ' '),
  })

  test('that we do not use stand nowhere', () => {
    expect(linesWith(everything.map(spelledOut), forbidden)).toEqual([])
  })

  test('are found in names, too', () => {
    const names = 'theOffender lead_visitor principalVisitors NOMIS_id prison-estate'.split(' ')
    const files = names.map((text) => spelledOut({ path: 'a', text }))
    expect(linesWith(files, forbidden)).toHaveLength(names.length)
  })
})
