/** Knows the pages that are the same for everyone: start, help and the footer's. Neither session nor database. */
import { Router } from 'express'
import { cookies, sessionCookieName } from './cookies.ts'

const contentPages = {
  '/cookies': 'cookies',
  '/privacy': 'privacy',
  '/accessibility': 'accessibility',
  '/terms': 'terms',
  '/help': 'help',
} as const

export interface StaticPageOptions {
  startPageUrl: string | undefined
  secure: boolean
  port: number
}

export function staticPages({ startPageUrl, secure, port }: StaticPageOptions): Router {
  const router = Router()
  const register = [
    { key: 'session', name: sessionCookieName('session', { secure, port }) },
    { key: 'staffSession', name: sessionCookieName('staffSession', { secure, port }) },
    { key: 'language', name: cookies.language.name },
  ]
  router.get('/', (_request, response) => {
    if (startPageUrl) response.redirect(303, startPageUrl)
    else response.render('pages/start')
  })
  for (const [path, page] of Object.entries(contentPages)) {
    const view = page === 'cookies' ? 'pages/cookies' : 'pages/content'
    router.get(path, (_request, response) => response.render(view, { page, register }))
  }
  return router
}
