/** Words of an area's own stand in for those of the public only where these exist, and say as much. */
import { reworded, translator } from '../../src/text/translate.ts'
import { textsOf } from './catalogue.ts'

const desk = reworded('en', 'book', ['staffDesk.steps'])

/** What is asked at the desk alone. */
const ownQuestions = /^contact-details\.(language|rows\.language|errors\.language\.missing)$/

/** What callers alone are asked, and what is read back to them. */
const callersQuestions =
  /^(contact-details\.(language|rows\.address|(errors\.)?(address\w*|postcode|language)(\.\w+)?)|check-answers\.errors\.confirmed\.missing)$/

const tokens = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort()

test('a text of the area comes first, and the public’s where there is none', () => {
  expect(desk.text('book.prisoner.title')).toBe('Who is the visit to?')
  expect(desk.text('book.prisoner.firstName')).toBe('First name')
  expect(desk.text('common.back')).toBe(translator('en').text('common.back'))
  expect(desk.text('book.slots.full', { times: '14:00 to 15:00' })).toBe('14:00 to 15:00 – full')
})

test('the first list that has the text wins', () => {
  const words = reworded('en', 'book', ['nowhere', 'staffDesk.steps', 'staffDesk'])
  expect(words.text('book.prisoner.title')).toBe('Who is the visit to?')
  expect(words.text('book.missing.title')).toBe('You need to start again')
})

test('a key without any text is still an error', () => {
  expect(desk.has('book.prisoner.nothing')).toBe(false)
  expect(desk.has('book.prisoner.title')).toBe(true)
  expect(() => desk.text('book.prisoner.nothing')).toThrow('No text in en for book.prisoner.nothing')
})

/** Words of an area's own, and for what they stand in. */
const others = [
  { file: 'staffDesk', below: 'steps', over: 'book', own: ownQuestions },
  { file: 'phoneBook', below: 'steps', over: 'book', own: callersQuestions },
  { file: 'letter', below: 'messages', over: 'messages', own: undefined },
]

describe.each(others)('every other word in $file', ({ file, below, over, own }) => {
  const known = textsOf('en', over)
  const start = `${file}.${below}.`
  const overriding = [...textsOf('en', file)].flatMap(([key, text]) =>
    key.startsWith(start) ? [[key.slice(start.length), text] as const] : [],
  )

  test('has a text of the public to stand in for', () => {
    expect(overriding.length).toBeGreaterThan(5)
    const strange = overriding.filter(([key]) => !known.has(`${over}.${key}`) && !own?.test(key))
    expect(strange.map(([key]) => key)).toEqual([])
  })

  test('holds the same values', () => {
    const differs = overriding.filter(([key, text]) => {
      const publics = known.get(`${over}.${key}`)
      return publics !== undefined && tokens(publics).join() !== tokens(text).join()
    })
    expect(differs.map(([key]) => key)).toEqual([])
  })
})

test.each(['official', 'phoneVisit'])(
  'every other word of %s has a text to stand in for, and holds the same values',
  (file) => {
    const strange = [...textsOf('en', file)].filter(([key, text]) => {
      const publics = key.replace(`${file}.`, '')
      const known = textsOf('en', publics.split('.')[0] ?? '').get(publics)
      return known === undefined || tokens(known).join() !== tokens(text).join()
    })
    expect(strange.map(([key]) => key)).toEqual([])
  },
)
