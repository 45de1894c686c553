/** Knows the words in which the shared pages of booking and changing speak of official visits. */
import type { RequestHandler } from 'express'
import { rewordedBelow } from '../../text/translate.ts'
import type { Language, Translator } from '../../text/translate.ts'
import { speakBy, translatorOf } from '../../web/language.ts'

const wordsIn = (language: Language) =>
  rewordedBelow(language, { book: ['officialSteps'], changeVisit: ['officialSteps.change'] })

const words: Record<Language, Translator> = { en: wordsIn('en'), cy: wordsIn('cy') }

export const inOfficialWords: RequestHandler = (_request, response, next) => {
  speakBy(response, words[translatorOf(response).language])
  next()
}
