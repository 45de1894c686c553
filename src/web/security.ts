/** Knows the headers of every response (standards S1–S4, S9). */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { RequestHandler } from 'express'
import helmet from 'helmet'
import { packageFolder } from '../views/renderer.ts'

const template = readFileSync(
  `${packageFolder('govuk-frontend/package.json')}/dist/govuk/template.njk`,
  'utf8',
)

/** The source of govuk-frontend's one inline script, as a Content-Security-Policy hash. */
export function inlineScriptHash(): string {
  const script = /<script[^>]*>(.*?)<\/script>/s.exec(template.replace(/\{\{?%?.*?%?\}?\}/gs, ''))?.[1] ?? ''
  return `'sha256-${createHash('sha256').update(script).digest('base64')}'`
}

export interface SecurityOptions {
  /** True when the service is reached by https. */
  secure: boolean
  /** Origins that a form may lead on to: the identity providers'. */
  formTargets: string[]
}

const noDevices = 'camera=(), geolocation=(), microphone=(), payment=(), usb=()'

/** What helmet sets; it is the same for every response, so that it need be asked only once. */
function headersOf(setHeaders: ReturnType<typeof helmet>): Map<string, string> {
  const headers = new Map<string, string>()
  const response = {
    setHeader: (name: string, value: string) => headers.set(name, value),
    removeHeader: (name: string) => headers.delete(name),
  }
  setHeaders({} as IncomingMessage, response as unknown as ServerResponse, () => undefined)
  return headers
}

export function securityHeaders({ secure, formTargets }: SecurityOptions): RequestHandler {
  const fromHelmet = helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'", inlineScriptHash()],
        styleSrc: ["'self'"],
        imgSrc: ["'self'"],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
        formAction: ["'self'", ...formTargets],
        ...(secure ? { upgradeInsecureRequests: [] } : {}),
      },
    },
    strictTransportSecurity: secure ? { maxAge: 31_536_000, includeSubDomains: true, preload: true } : false,
    referrerPolicy: { policy: 'same-origin' },
    crossOriginOpenerPolicy: { policy: 'same-origin' },
    crossOriginResourcePolicy: { policy: 'same-origin' },
    originAgentCluster: false,
    xDnsPrefetchControl: false,
  })
  const headers = headersOf(fromHelmet).set('Permissions-Policy', noDevices)
  return (_request, response, next) => {
    response.setHeaders(headers)
    next()
  }
}

/** For pages with personal data: kept by no cache. */
export const noStore: RequestHandler = (_request, response, next) => {
  response.setHeader('Cache-Control', 'no-store')
  next()
}

/** For pages whose address is a secret: no other site, nor our own log of referrers, learns it. */
export const noReferrer: RequestHandler = (_request, response, next) => {
  response.setHeader('Referrer-Policy', 'no-referrer')
  response.setHeader('X-Robots-Tag', 'noindex')
  next()
}
