/** Opens every page that can be reached from some pages by links, one of each pattern: pages that come later are found by themselves. */
import { phoneRoutes } from '../../src/phone/routes.ts'
import { newcomersRoutes, professionalRoutes } from '../../src/professional/routes.ts'
import { staffRoutes } from '../../src/staff/routes.ts'
import type { Agent } from '../staff/staffBrowser.ts'

const { load } = shared

/** An address with what differs from one visit or day to another taken out. */
const patternOf = (address: string): string =>
  address
    .replace(/#.*$/, '')
    .replace(/[\da-f]{8}-[\da-f-]{27}|[\w-]{43}/g, ':id')
    .replace(/\d{4}-\d\d(-\d\d)?/g, ':date')
    .replace(/\/[\dA-HJKMNP-TV-Z]{8}\b/g, '/:reference')
    .replace(/=[^&]*/g, '=')
    .replace(/\d+/g, ':n')

/** Pages that begin something elsewhere, or of which there is no end. */
const leaveAlone = /^\/(demo|assets)\b|\/sign-in|[?&]lang=/

const isOurs = (address: string) => address.startsWith('/') && !address.startsWith('//')

export interface Opened {
  address: string
  status: number
  /** As `text/html`. */
  type: string
}

/** Opens the pages and all that they lead to. */
export async function crawl(agent: Agent, from: readonly string[]): Promise<Opened[]> {
  const seen = new Set<string>()
  const opened: Opened[] = []
  const waiting = [...from]
  const wait = (base: string, to: string) => {
    const { pathname, search, origin } = new URL(to, `http://here${base}`)
    if (origin === 'http://here' && isOurs(pathname)) waiting.push(pathname + search)
  }
  for (let address = waiting.shift(); address !== undefined; address = waiting.shift()) {
    const pattern = patternOf(address)
    if (seen.has(pattern) || leaveAlone.test(address)) continue
    seen.add(pattern)
    const answer = await agent.get(address)
    opened.push({ address, status: answer.status, type: answer.type })
    const { location } = answer.headers as { location?: string }
    if (location) wait(address, location)
    if (answer.type !== 'text/html') continue
    const $ = load(answer.text)
    for (const link of $('a[href]').toArray()) wait(address, $(link).attr('href') ?? '')
  }
  return opened
}

const tables = {
  '/staff': staffRoutes,
  '/phone': phoneRoutes,
  '/professional': [...newcomersRoutes, ...professionalRoutes],
}

/** An address for each page of the area's table. Parts not given are 1. */
export const everyPage = (area: string, parts: Record<string, string>): string[] =>
  Object.entries(tables)
    .filter(([address]) => address === area)
    .flatMap(([, routes]) => routes.filter(([method]) => method === 'get'))
    .map(([, path]) => area + path.replace(/:(\w+)/g, (_, name: string) => parts[name] ?? '1'))
