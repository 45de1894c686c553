/** Knows the pages that are the same for everyone: start, help and the footer's. Made once a language; neither session nor database. */
import { Router } from 'express'
import type { RequestHandler } from 'express'
import type { Translator } from '../text/translate.ts'
import { accessibilityView } from './accessibility.ts'
import { cookies, sessionCookieName } from './cookies.ts'
import { translatorOf } from './language.ts'
import { makeReady, sendReady } from './ready.ts'
import type { Ready } from './ready.ts'

const contentPages = {
  '/privacy': 'privacy',
  '/terms': 'terms',
  '/help': 'help',
  '/timed-out': 'timedOut',
} as const

export interface StaticPageOptions {
  startPageUrl: string | undefined
  secure: boolean
  port: number
}

/** Renders a view once for each language, then sends what was made. */
function madeOnce(view: string, dataIn: (words: Translator) => object): RequestHandler {
  const made = new Map<string, Ready>()
  return (request, response, next) => {
    const words = translatorOf(response)
    const { language } = words
    const send = (ready: Ready) => {
      response.vary('Cookie')
      sendReady(request, response, ready, 'no-cache')
    }
    const ready = made.get(language)
    if (ready) return send(ready)
    response.render(view, dataIn(words), (error, html) => {
      if (error) return next(error)
      const fresh = makeReady(Buffer.from(html), 'text/html; charset=utf-8')
      made.set(language, fresh)
      send(fresh)
    })
  }
}

export function staticPages({ startPageUrl, secure, port }: StaticPageOptions): Router {
  const router = Router()
  const register = [
    { key: 'session', name: sessionCookieName('session', { secure, port }) },
    { key: 'staffSession', name: sessionCookieName('staffSession', { secure, port }) },
    { key: 'professionalSession', name: sessionCookieName('professionalSession', { secure, port }) },
    { key: 'language', name: cookies.language.name },
  ]
  if (startPageUrl) router.get('/', (_request, response) => response.redirect(303, startPageUrl))
  else
    router.get(
      '/',
      madeOnce('pages/start', () => ({})),
    )
  for (const [path, page] of Object.entries(contentPages)) {
    router.get(
      path,
      madeOnce('pages/content', () => ({ page })),
    )
  }
  router.get(
    '/cookies',
    madeOnce('pages/cookies', () => ({ page: 'cookies', register })),
  )
  router.get('/accessibility', madeOnce('pages/accessibility', accessibilityView))
  return router
}
