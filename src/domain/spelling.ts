/** Knows how letters and digits are said aloud, so that nobody mishears them: the phonetic alphabet, in groups of four. */

const alphabet =
  'Alfa Bravo Charlie Delta Echo Foxtrot Golf Hotel India Juliett Kilo Lima Mike November Oscar Papa Quebec Romeo ' +
  'Sierra Tango Uniform Victor Whiskey X-ray Yankee Zulu'
const digits = 'zero one two three four five six seven eight nine'

const words = new Map([
  ...alphabet.split(' ').map((word): [string, string] => [word.charAt(0), word]),
  ...digits.split(' ').map((word, digit): [string, string] => [String(digit), word]),
])

const groupLength = 4

export interface SpokenSign {
  sign: string
  word: string
  isDigit: boolean
}

/** A reference in groups of four, each sign with the word for it. Throws for signs that no reference has. */
export function spelledOut(reference: string): SpokenSign[][] {
  const signs = Array.from(reference, (sign) => {
    const word = words.get(sign)
    if (word === undefined) throw new Error('No word for this sign')
    return { sign, word, isDigit: /\d/.test(sign) }
  })
  const starts = Array.from(
    { length: Math.ceil(signs.length / groupLength) },
    (_, index) => index * groupLength,
  )
  return starts.map((start) => signs.slice(start, start + groupLength))
}
