/** The page that says what is stored and why names every column of every table, and no others (standards D1). */
import { query } from '../../src/store/database.ts'
import { readSource } from '../conventions/sources.ts'
import { testDatabase } from '../database.ts'

interface Row {
  section: string
  columns: string[]
  /** What for, seen by, kept. */
  cells: string[]
}

const inTicks = (text: string) => [...text.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name)
const text = readSource('docs/data.md').text

/** Every row of every table of the page, with the heading that it stands under. */
const rows: Row[] = text.split(/^#{2,3} /m).flatMap((part) => {
  const [section = '', ...lines] = part.split('\n')
  return lines
    .filter((line) => line.startsWith('|'))
    .slice(2)
    .map((line) => line.slice(1, -1).split('|'))
    .map(([first = '', ...cells]) => ({
      section,
      columns: inTicks(first).length > 0 ? inTicks(first) : [first.trim()],
      cells: cells.map((cell) => cell.trim()),
    }))
})

const legends = ['Lawful basis', 'Who sees it', 'How long']
const columns = rows.filter(({ section }) => !legends.includes(section))
const words = (section: string) => rows.filter((row) => row.section === section).flatMap((row) => row.columns)
const named = columns.flatMap(({ section, columns: names }) => names.map((name) => `${section}.${name}`))

let real: string[]

beforeAll(async () => {
  const { owner } = await testDatabase()
  const found = await query<{ name: string }>(
    owner,
    `select table_name || '.' || column_name as name
     from information_schema.columns join information_schema.tables using (table_schema, table_name)
     where table_schema = 'public' and table_type = 'BASE TABLE'`,
  )
  real = found.map(({ name }) => name)
})

test('every column of the schema has its row, and every row its column', () => {
  expect(real.filter((name) => !named.includes(name)).sort()).toEqual([])
  expect(named.filter((name) => !real.includes(name)).sort()).toEqual([])
})

test('no column has two rows', () => {
  expect(named.filter((name, position) => named.indexOf(name) !== position)).toEqual([])
})

test('every row says what for, who sees it and how long, in words that the page explains', () => {
  const wrong = columns.filter(({ cells: [whatFor = '', seenBy = '', kept = ''] }) => {
    const people = seenBy.split(', ')
    return (
      whatFor === '' ||
      !people.every((word) => words('Who sees it').includes(word)) ||
      !words('How long').includes(kept)
    )
  })
  expect(wrong).toEqual([])
})

test('what has a lawful basis of its own is a column', () => {
  const special = words('Lawful basis').map((name) => name.replace(/^.* /, ''))
  expect(special.filter((name) => !real.includes(name))).toEqual([])
  expect(special.length).toBeGreaterThan(5)
})
