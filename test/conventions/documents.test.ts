/** What our documents name is there: tests, files, commands. */
import { existsSync } from 'node:fs'
import { filesBelow, readSource } from './sources.ts'

const documents = [...filesBelow('docs', ['.md']), readSource('README.md')]
const manifest = JSON.parse(readSource('package.json').text) as {
  scripts: Record<string, string>
  license: string
}

/** What stands in a document between backticks. */
const inTicks = (text: string) => [...text.matchAll(/`([^`\n]+)`/g)].map(([, name = '']) => name)

test.each(documents.map(({ path, text }) => ({ path, text })))('$path names tests that exist', ({ text }) => {
  const named = inTicks(text).filter((name) => /^test\/[\w/.-]+$/.test(name) && !name.endsWith('/'))
  const isThere = (name: string) => existsSync(name) || existsSync(`${name}.test.ts`)
  expect(named.filter((name) => !isThere(name))).toEqual([])
})

test.each(documents.map(({ path, text }) => ({ path, text })))(
  '$path names files of ours that exist',
  ({ path, text }) => {
    const linked = [...text.matchAll(/\]\(([^)#:]+)(?:#[^)]*)?\)/g)].map(([, to = '']) =>
      path.startsWith('docs/') ? `docs/${to}` : to,
    )
    const named = inTicks(text).filter(
      (name) =>
        /^(src|views|docs|migrations|deploy|seeds|bench)\/[\w/.-]+\.\w+$/.test(name) || name === 'LICENSE',
    )
    // What a reader is told to make, in the README, is not there yet.
    const toMake = ['src/booking/steps/travel.ts', 'views/book/travel.njk']
    expect([...linked, ...named].filter((name) => !existsSync(name) && !toMake.includes(name))).toEqual([])
  },
)

test.each(documents.map(({ path, text }) => ({ path, text })))(
  '$path names commands that exist',
  ({ text }) => {
    const named = [...text.matchAll(/npm run\s+([\w:-]+)/g)].map(([, name = '']) => name)
    expect(named.filter((name) => !(name in manifest.scripts))).toEqual([])
  },
)

test('every item of the security list has its row, with its tests', () => {
  const { text } = readSource('docs/security.md')
  const rows = text.split('\n').filter((line) => /^\| S\d/.test(line))
  for (let item = 1; item <= 29; item += 1) {
    const row = rows.find((line) => line.startsWith(`| S${item} |`))
    expect([item, row?.split('|').at(-2)?.trim()]).not.toEqual([item, ''])
    expect(row).toBeDefined()
  }
})

test('every threat has a defence and a test', () => {
  const { text } = readSource('docs/security.md')
  const threats = (text.split('## Threats')[1] ?? '').split('## ')[0] ?? ''
  const rows = threats
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .slice(1)
  expect(rows.length).toBeGreaterThan(30)
  expect(rows.filter((line) => !/\| `test\/[^|]+\|$/.test(line))).toEqual([])
})

test('the code is open under one licence', () => {
  expect(manifest.license).toBe('MIT')
  expect(readSource('LICENSE').text).toMatch(/^MIT License/)
  expect(readSource('README.md').text).toContain('(LICENSE)')
})
