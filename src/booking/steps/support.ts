import { anyOf } from '../../journey/fields.ts'
import { step } from '../../journey/step.ts'
import type { Problem } from '../../journey/form.ts'
import type { BookingFacts } from '../facts.ts'
import type { Support } from '../../store/visits.ts'
import { isLonger, plainWords } from '../fields.ts'

const kinds = ['wheelchair', 'hearingLoop', 'interpreter', 'babyChanging', 'other'] as const

const inWords = ['interpreter', 'other'] as const

/** The most characters of each. */
const most = { interpreter: 50, other: 200 }

interface TypedSupport {
  support: string[]
  interpreter: string
  other: string
}

/** What is ticked has its words, and not too many of them. */
export const supportProblems = ({ support: ticked, ...words }: TypedSupport): Problem[] =>
  inWords
    .filter((kind) => ticked.includes(kind))
    .flatMap((field) => {
      if (words[field] === '') return [{ field, problem: 'missing' }]
      const values = { most: most[field] }
      return isLonger(words[field], most[field]) ? [{ field, problem: 'tooLong', values }] : []
    })

export const support = step({
  slug: 'support',
  fields: { support: anyOf(kinds), interpreter: plainWords, other: plainWords },
  problems: (value, _answers, _facts: BookingFacts) => supportProblems(value),
  rows: ({ support: ticked, ...words }, _facts, { text }) => [
    {
      label: 'support',
      lines:
        ticked.length === 0
          ? [text('book.notProvided')]
          : ticked.map((kind) =>
              kind === 'interpreter' || kind === 'other'
                ? text(`book.support.answers.${kind}`, { words: words[kind] })
                : text(`book.support.kinds.${kind}`),
            ),
    },
  ],
})

/** The answer as it is stored: only what was asked for. */
export function supportOf({ support: ticked, interpreter, other }: TypedSupport): Support {
  return {
    ...(ticked.includes('wheelchair') && { wheelchair: true }),
    ...(ticked.includes('hearingLoop') && { hearingLoop: true }),
    ...(ticked.includes('interpreter') && { interpreter }),
    ...(ticked.includes('babyChanging') && { babyChanging: true }),
    ...(ticked.includes('other') && { other }),
  }
}
