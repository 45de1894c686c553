/** A toy journey for the tests beside it, which has nothing to do with visits: somebody orders a drink. */
import { anyOf, oneOf, partsField, refuse, textField } from '../../src/journey/fields.ts'
import { answerTo, step, stopPage } from '../../src/journey/step.ts'
import type { TypedPages } from '../../src/journey/step.ts'
import type { Page } from '../../src/journey/walk.ts'

/** What the rules of the tea room need to know. */
export interface Tables {
  /** Hours at which every table is taken. */
  takenHours: number[]
}

export const drink = step({
  slug: 'drink',
  fields: { drink: oneOf(['tea', 'water', 'beer']) },
  show: (_answers, { takenHours }: Tables, { language }) => ({ takenHours, language }),
  rows: ({ drink: chosen }) => [{ label: 'drink', lines: [chosen] }],
})

export const noBeer = stopPage<Tables>({
  slug: 'no-beer',
  when: (answers) => answerTo(drink, answers)?.drink === 'beer',
  show: () => ({ instead: 'tea' }),
})

export const milk = step({
  slug: 'milk',
  fields: {
    words: textField((text, context) => text.trim() || refuse(context, 'missing')),
    extras: anyOf(['sugar', 'lemon']),
  },
  askedWhen: (answers) => answerTo(drink, answers)?.drink === 'tea',
  rows: ({ words, extras }) => [{ label: 'milk', lines: [words, ...extras] }],
})

export const arrival = step({
  slug: 'arrival',
  fields: {
    at: partsField(['hour', 'minute'] as const, ({ hour, minute }, context) => {
      if (!/^\d\d?$/.test(hour)) return refuse(context, 'noHour', { controls: ['at-hour'] })
      if (!/^\d\d?$/.test(minute)) return refuse(context, 'noMinute', { controls: ['at-minute'] })
      return { hour: Number(hour), minute: Number(minute) }
    }),
    name: textField((text, context) =>
      text.length > 5 ? refuse(context, 'tooLong', { values: { most: 5 } }) : text,
    ),
  },
  problems: ({ at }, _answers, { takenHours }: Tables) =>
    takenHours.includes(at.hour) ? [{ field: 'at', problem: 'taken', values: { hour: at.hour } }] : [],
  rows: ({ at }) => [{ label: 'at', lines: [`${at.hour}:${at.minute}`] }],
})

export const teaRoom: readonly Page<Tables>[] = [drink, noBeer, milk, arrival]

/** Good answers to every question, as typed. */
export const typedTea: TypedPages = {
  drink: { drink: 'tea' },
  milk: { words: 'a little', extras: ['sugar', 'lemon'] },
  arrival: { 'at-hour': '9', 'at-minute': '30', name: 'Ada' },
}
