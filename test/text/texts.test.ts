import { allTextsOf, filesOf, textsOf } from './catalogue.ts'

/** Texts that are rightly the same in both languages. */
const sameInBoth = ['common.phase', 'common.footer.help']

const tokens = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort()
const targets = (text: string) => [...text.matchAll(/\]\(([^)]*)\)/g)].map(([, target]) => target).sort()

/** The keys of the texts that a check finds wrong. */
const wrong = (texts: Map<string, string>, isWrong: (text: string, key: string) => boolean) =>
  [...texts].filter(([key, text]) => isWrong(text, key)).map(([key]) => key)

test('only the areas of staff and of phone agents have no Welsh', () => {
  expect(filesOf('en').filter((file) => !/^(staff|phone)/.test(file))).toEqual(filesOf('cy'))
})

describe.each(filesOf('cy'))('%s', (file) => {
  const english = textsOf('en', file)
  const welsh = textsOf('cy', file)
  const translationOf = (key: string) => welsh.get(key) ?? ''

  test('has the same keys and the same lengths of lists in both languages', () => {
    expect([...welsh.keys()].sort()).toEqual([...english.keys()].sort())
  })

  test('has the same values in both languages', () => {
    const differs = (text: string, key: string) =>
      tokens(text).join('') !== tokens(translationOf(key)).join('')
    expect(wrong(english, differs)).toEqual([])
  })

  test('links to the same addresses in both languages', () => {
    const differs = (text: string, key: string) =>
      targets(text).join(' ') !== targets(translationOf(key)).join(' ')
    expect(wrong(english, differs)).toEqual([])
  })

  test('is in Welsh, not in English twice', () => {
    const same = wrong(english, (text, key) => text === translationOf(key))
    expect(same).toEqual(sameInBoth.filter((key) => key.startsWith(`${file}.`)))
  })
})

describe.each(['en', 'cy'] as const)('the texts in %s', (language) => {
  const texts = allTextsOf(language)

  test('are never empty', () => {
    expect(wrong(texts, (text) => text.trim() === '')).toEqual([])
  })

  test('have curly apostrophes and quotation marks', () => {
    expect(wrong(texts, (text) => /['"]/.test(text))).toEqual([])
  })

  test('have no gaps or markup besides links', () => {
    expect(wrong(texts, (text) => /\s{2}|\n|<|\]\s\(/.test(text))).toEqual([])
  })

  test('link to our own pages or to https addresses', () => {
    const isStrange = (target = '') => !/^(\/|https:\/\/|\{\w+\}$)/.test(target)
    expect(wrong(texts, (text) => targets(text).some(isStrange))).toEqual([])
  })
})

describe('an error message', () => {
  /** Below a page or a question; the `errors` of the staff file are whole pages. */
  const isError = (key: string) => /^\w+\..+\.errors\./.test(key)
  const banned = {
    en: /\b(please|sorry|valid|invalid|forbidden|illegal|prohibited|you forgot|oops|this field is required|select an option|an error occurred|answer the question|fill in the field)\b/i,
    cy: /(os gwelwch yn dda|ddrwg gennym|dilys|gwaharddedig|anghyfreithlon|anghofio|wps|atebwch y cwestiwn|llenwch y maes|dewiswch opsiwn)/i,
  }

  test.each(['en', 'cy'] as const)('says what to do, without blame or jargon, in %s', (language) => {
    const bad = wrong(allTextsOf(language), (text, key) => isError(key) && banned[language].test(text))
    expect(bad).toEqual([])
  })

  test.each(['en', 'cy'] as const)('has no full stop at its end in %s', (language) => {
    expect(wrong(allTextsOf(language), (text, key) => isError(key) && text.endsWith('.'))).toEqual([])
  })

  test('tells the most that may be typed', () => {
    const tooLong = (key: string) => isError(key) && key.endsWith('.tooLong')
    const silent = (text: string, key: string) =>
      tooLong(key) && !/ must be (\{most\}|\d+) characters or less$/.test(text)
    expect(wrong(allTextsOf('en'), silent)).toEqual([])
  })
})
