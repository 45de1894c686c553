/** Knows the words and the layout in which an agent sees the pages that visitors have of their visits. */
import type { RequestHandler } from 'express'
import { rewordedBelow } from '../../text/translate.ts'
import type { Translator } from '../../text/translate.ts'
import { speakBy } from '../../web/language.ts'

const words: Translator = {
  ...rewordedBelow('en', {
    book: ['phoneVisit.book', 'phoneBook.steps', 'staffDesk.steps'],
    visit: ['phoneVisit.visit'],
    changeVisit: ['phoneVisit.changeVisit'],
  }),
  times: (starts, ends) => `${starts} to ${ends}`,
}

export const inAgentsWords: RequestHandler = (_request, response, next) => {
  speakBy(response, words)
  response.locals.layout = 'phone/find/layout.njk'
  response.locals.section = 'calls'
  next()
}
