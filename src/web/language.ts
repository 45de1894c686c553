/** Knows in which language a person reads: the `language` cookie, changed by `?lang=`. */
import { parseCookie } from 'cookie'
import type { Request, RequestHandler, Response } from 'express'
import { isLanguage, translator } from '../text/translate.ts'
import type { Language, Translator } from '../text/translate.ts'
import { cookies } from './cookies.ts'

/** The path and query of a request without `lang`; always a path of our own. */
function withoutLanguage(request: Request): string {
  const [path = '', ...search] = request.originalUrl.split('?')
  const parameters = new URLSearchParams(search.join('?'))
  parameters.delete('lang')
  return `/${path.replace(/^[/\\]+/, '')}${parameters.size > 0 ? `?${parameters.toString()}` : ''}`
}

function chosenLanguage(request: Request): Language {
  const { language } = parseCookie(request.headers.cookie ?? '')
  return isLanguage(language) ? language : 'en'
}

/** Makes the words of a translator those that the page speaks. */
export function speakBy(response: Response, words: Translator): void {
  response.locals.translator = words
  response.locals.t = words.text
  response.locals.content = words.content
  response.locals.lang = words.language
}

/** Makes the language the one that the page speaks. */
export const speak = (response: Response, language: Language): void => speakBy(response, translator(language))

/** The translator of the page being made. */
export const translatorOf = (response: Response): Translator => response.locals.translator as Translator

/** The language of the page that a request asks for. */
export const languageOf = ({ res }: Request): Language => (res ? translatorOf(res).language : 'en')

/** Remembers `?lang=` for a year and drops it from the address; otherwise sets up the chosen language. */
export function language({ secure }: { secure: boolean }): RequestHandler {
  return (request, response, next) => {
    response.setHeader('Cache-Control', 'no-cache')
    response.vary('Cookie')
    const asked = request.method === 'GET' ? request.query.lang : undefined
    if (isLanguage(asked)) {
      const { name, maxAge } = cookies.language
      response.cookie(name, asked, { httpOnly: true, secure, sameSite: 'lax', maxAge, path: '/' })
      response.redirect(303, withoutLanguage(request))
      return
    }
    speak(response, chosenLanguage(request))
    response.locals.path = request.path
    next()
  }
}
