/** Knows what every process of ours shares: how it logs, how it refuses to start and how it stops. */
import { pino } from 'pino'
import type { Logger } from 'pino'
import { ConfigError } from './config.ts'
import { loggedError } from './web/requestLog.ts'

/** Lines leave a little later and several at once: a write each would cost a page as much as its rendering. */
const inBatches = { minLength: 4096, periodicFlush: 200 }

/** Logs JSON to standard output; what is fatal, and the last lines of a process, at once. Of errors only kind, code and stack are kept. */
export function createLogger(level: string, dest: string | number = process.stdout.fd): Logger {
  const options = { level, base: undefined, serializers: { err: loggedError } }
  return pino(options, pino.destination({ dest, sync: false, ...inBatches }))
}

function fail(error: unknown): never {
  if (error instanceof ConfigError) process.stderr.write(`${error.message}\n`)
  else createLogger('info').fatal({ err: error }, 'the process failed')
  process.exit(1)
}

/**
 * Runs a process until it ends. A bad configuration is one sentence and exit 1; any other failure, one that nobody
 * caught too, is a log line without the error's message, and exit 1.
 */
export async function runProcess(main: () => Promise<void>): Promise<void> {
  process.on('uncaughtException', fail)
  await main().catch(fail)
}

/** Milliseconds in which a second signal is the same key press, passed on by npm. */
const sameKeyPress = 1000

/** The first SIGTERM or SIGINT stops in order and exits 0, a later one at once. */
export function stopOnSignal(logger: Logger, stop: () => Promise<void>): void {
  let stoppingSince: number | undefined
  const onSignal = (signal: NodeJS.Signals) => {
    if (stoppingSince !== undefined) {
      if (performance.now() - stoppingSince > sameKeyPress) process.exit(1)
      return
    }
    stoppingSince = performance.now()
    logger.info({ signal }, 'stopping')
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        logger.error({ err: error }, 'did not stop in order')
        process.exit(1)
      },
    )
  }
  process.on('SIGTERM', onSignal)
  process.on('SIGINT', onSignal)
}
