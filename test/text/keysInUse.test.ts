import { readdirSync, readFileSync } from 'node:fs'
import { allTextsOf, filesOf } from './catalogue.ts'

/**
 * A use is a quoted word that begins with the name of a text file. What is put in (`${…}` in code, `" + … + "`
 * in views) stands for any one part of a key; a use by `content` reaches all below it. Keys below a `prefix`
 * are not seen: they are the list `belowPrefix`, and the labels and hints of the fields that views ask for.
 */
const belowPrefix = [
  'common.timeOut.*',
  'feedback.title',
  'feedback.errors.*.*',
  'book.*.title',
  'book.*.errors.*.*',
  'officialSteps.*.*',
  'officialSteps.change.*.*',
  'visit.find.title',
  'visit.find.errors.*.*',
  'privacy.ask.title',
  'privacy.ask.errors.*.*',
  'professional.*.title',
  'professional.*.errors.*.*',
  'professionalSharing.invite.errors.*.*',
  'professionalVisits.errors.*.*',
]

/** Texts that say something else of official visits, or on paper; the rest of the key is that of the text they stand in for. */
const standsIn = /^(official|letter)\./

const root = new URL('../../', import.meta.url)

function sourceBelow(folder: string, ending: string): string {
  const paths = readdirSync(new URL(folder, root), { recursive: true, encoding: 'utf8' })
  const ours = paths.filter((path) => path.endsWith(ending))
  return ours.map((path) => readFileSync(new URL(`${folder}/${path}`, root), 'utf8')).join('\n')
}

const views = sourceBelow('views', '.njk')
const code = sourceBelow('src', '.ts')
const withGaps = `${code.replace(/\$\{[^}]*\}/g, '*')}
${views.replace(/" \+ [\w.]+ \+ "/g, '*').replace(/" \+ [\w.]+/g, '*"')}`

const aKey = new RegExp(`(content\\()?["'\`]((?:${filesOf('en').join('|')})\\.[\\w.*-]+)["'\`]`, 'g')
const uses = [...withGaps.matchAll(aKey)]
  .map(([, whole, key = '']) => ({ key, whole: whole !== undefined }))
  .filter(({ key }) => !/\.(njk|json|ts|css|js)$/.test(key))

const fields = [...views.matchAll(/(?:textInput|textArea|dateInput)\("(\w+)"/g)].flatMap(([, name = '']) => [
  `*.*.${name}`,
  `*.*.${name}Hint`,
])

/** Matches keys of a pattern; with an ending, also of what stands below it or its plurals. */
const matcher = (pattern: string, ending = '') =>
  new RegExp(`^${pattern.replaceAll('.', '\\.').replaceAll('*', '[^.]+')}${ending}$`)

const english = [...allTextsOf('en').keys()]
const welshFiles = filesOf('cy').map((file) => `${file}.`)

test('every text that is used exists', () => {
  const isMissing = ({ key }: { key: string }) => {
    const wanted = matcher(key, '(_(zero|one|two|few|many|other)|\\..+)?')
    return !english.some((known) => wanted.test(known))
  }
  expect(uses.length).toBeGreaterThan(100)
  expect(uses.filter(isMissing).map(({ key }) => key)).toEqual([])
})

test('every text for the public is used', () => {
  const matchers = [
    ...uses.map(({ key, whole }) => matcher(key, whole ? '(\\..+)?' : '')),
    ...[...belowPrefix, ...fields].map((pattern) => matcher(pattern)),
  ]
  const isPublic = (key: string) => welshFiles.some((file) => key.startsWith(file))
  const isUsed = (key: string) => matchers.some((used) => used.test(key.replace(standsIn, '')))
  const unused = english.filter((key) => isPublic(key) && !isUsed(key))
  expect(unused).toEqual([])
})
