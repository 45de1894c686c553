/** The words by which a person finds the way, as the pages must say them in each language. */
import { translator } from '../../src/text/translate.ts'

const wordsOf = (language: 'en' | 'cy') => {
  const { text } = translator(language)
  const title = (page: string) => text(`book.${page}.title`)
  return {
    start: text('pages.start.title'),
    startNow: text('book.start.button'),
    continue: text('common.continue'),
    prison: title('prison'),
    prisonMissing: text('book.prison.errors.prison.missing'),
    prisoner: title('prisoner'),
    yourDetails: title('your-details'),
    otherVisitors: title('other-visitors'),
    visitorDetails: title('visitor-details'),
    firstChoice: title('first-choice'),
    secondChoice: title('second-choice'),
    thirdChoice: title('third-choice'),
    support: title('support'),
    contactDetails: title('contact-details'),
    checkAnswers: title('check-answers'),
    sendRequest: text('book.check-answers.button'),
    requestSent: text('visit.titles.requested'),
    booked: text('visit.titles.booked'),
    bookedSubject: text('messages.confirmed.subject'),
  }
}

export const words = { en: wordsOf('en'), cy: wordsOf('cy') }
