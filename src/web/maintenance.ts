/** Knows how the service is closed for maintenance: by the database's switch, or a file where the database is down. */
import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { RequestHandler } from 'express'
import { londonDate, londonTime } from '../domain/dates.ts'
import type { Database } from '../store/database.ts'
import { readMaintenance } from '../store/maintenance.ts'
import type { Maintenance } from '../store/maintenance.ts'
import { time } from '../text/format.ts'
import { printed } from '../views/printed.ts'
import { translatorOf } from './language.ts'

/** Milliseconds after which a process notices the switch. */
const every = 3000

const fileIn = (dataDir: string) => join(dataDir, 'maintenance')

/** Closes the service of this machine's processes by a file; null where nobody knows until when. */
export const closeByFile = (dataDir: string, until: Date | null): Promise<void> =>
  writeFile(fileIn(dataDir), until?.toISOString() ?? '')

export const openByFile = (dataDir: string): Promise<void> => rm(fileIn(dataDir), { force: true })

async function readFileSwitch(dataDir: string): Promise<Maintenance | undefined> {
  const text = await readFile(fileIn(dataDir), 'utf8').catch(() => undefined)
  if (text === undefined) return undefined
  const until = new Date(text.trim())
  return { until: Number.isNaN(until.getTime()) ? null : until }
}

export interface MaintenanceWatch {
  /** Whether the service is closed, as it was when last looked. */
  current: () => Maintenance | undefined
  stop: () => void
}

/** Looks at file and switch every few seconds; where the database does not answer, the last known holds. */
export async function watchMaintenance(db: Database, dataDir: string): Promise<MaintenanceWatch> {
  let known: Maintenance | undefined
  let isStopped = false
  let timer: NodeJS.Timeout | undefined
  const look = async () => {
    known = (await readFileSwitch(dataDir)) ?? (await readMaintenance(db).catch(() => known))
    if (!isStopped) timer = setTimeout(() => void look(), every).unref()
  }
  await look()
  return {
    current: () => known,
    stop() {
      isStopped = true
      clearTimeout(timer)
    },
  }
}

/** What stays open: pages that help, and those on which an administrator opens the service again. */
const open =
  /^\/(help|timed-out|cookies|privacy|accessibility|terms|staff\/(service|sign-in|sign-out|signed-out)(\/.*)?|demo(\/.*)?)\/?$/

/** Shows everything else as unavailable (503) while the service is closed. */
export function closedForMaintenance(current: () => Maintenance | undefined): RequestHandler {
  return (request, response, next) => {
    const maintenance = current()
    if (!maintenance || open.test(request.path)) return next()
    const { until } = maintenance
    const { language, text, date } = translatorOf(response)
    response.setHeader('Cache-Control', 'no-store')
    response.setHeader('Retry-After', until?.toUTCString() ?? '600')
    const when = until && `${time(language, londonTime(until))}, ${date(londonDate(until))}`
    response.status(503).render('pages/unavailable', {
      until: printed(
        when === null ? text('pages.unavailable.later') : text('pages.unavailable.until', { until: when }),
      ),
    })
  }
}
