import { visitorTextFor } from '../domain/visitorText.ts'
import type { Place } from '../store/places.ts'
import type { Translator } from '../text/translate.ts'
import { printed } from '../views/printed.ts'

/** What the prison tells all its visitors, if anything; the page says in which language, as it may be another. */
export function prisonWords(place: Place, { language: reader }: Pick<Translator, 'language'>) {
  const { text, language } = visitorTextFor(place, reader)
  return text === '' ? undefined : { language, text: printed(text) }
}
