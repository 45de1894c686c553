/** What no template of ours may hold, whatever it shows. */
import { filesBelow, linesWith } from './sources.ts'

const views = filesBelow('views', ['.njk'])
const pages = views.filter(({ path }) => !path.startsWith('views/emails/'))
const assets = filesBelow('assets', ['.css', '.js'])

/** Opening tags with their attributes, which may go over several lines. */
const tags = (name: string) =>
  pages.flatMap(({ path, text }) =>
    [...text.matchAll(new RegExp(`<${name}\\b[^>]*>`, 'g'))].map(([tag]) => ({ path, tag })),
  )

describe('a page', () => {
  test('has no style of its own, which the security policy would block', () => {
    expect(linesWith(pages, /\sstyle\s*=|<style\b|\bsetAttribute\('style'/i)).toEqual([])
  })

  test('has no script of its own', () => {
    expect(tags('script').filter(({ tag }) => !/\ssrc="/.test(tag))).toEqual([])
    expect(linesWith(pages, /\son[a-z]+\s*=\s*["']|javascript:/i)).toEqual([])
  })

  test('loads scripts, styles, pictures and frames from our own address alone', () => {
    const loading = [...tags('script'), ...tags('link'), ...tags('img'), ...tags('iframe'), ...tags('source')]
    const isForeign = (tag: string) => !/\s(src|href)="(\/(?!\/)|\{\{ ?asset)/.test(tag)
    expect(loading.length).toBeGreaterThan(3)
    expect(loading.filter(({ tag }) => isForeign(tag))).toEqual([])
    expect(linesWith(assets, /(url\(|@import|from|import\()\s*['"]?(https?:)?\/\//)).toEqual([])
  })

  test('never turns escaping off for what comes from outside', () => {
    expect(linesWith(pages, /\{%-?\s*autoescape\s+false/)).toEqual([])
  })

  test('sends what was typed by POST, but for filters of lists', () => {
    const gets = tags('form').filter(({ tag }) => !/\smethod="post"/.test(tag))
    expect(gets.map(({ path }) => path)).toEqual([
      'views/performance/performance.njk',
      'views/phone/team/team.njk',
      'views/professional/visits.njk',
      'views/staff/flagged/list.njk',
      'views/staff/history/filter.njk',
      'views/staff/requests.njk',
    ])
  })
})

describe('the staff area', () => {
  const words = [
    ...filesBelow('views/staff', ['.njk']),
    ...filesBelow('src/staff', ['.ts']),
    ...filesBelow('src/text/en', ['.json']).filter(({ path }) => /\/staff\w*\.json$/.test(path)),
  ]

  test('writes times in 24 hours', () => {
    expect(linesWith(words, /\d\s?[ap]\.?m\b|\b(midday|midnight|noon)\b/i)).toEqual([])
  })

  test('does not ask for the times of the public', () => {
    expect(
      linesWith(words, /translator\(?[^)]*\)?\.times\b|\b(time|beginning)\b.*text\/format|\|\s*mojDate\b/),
    ).toEqual([])
  })
})
