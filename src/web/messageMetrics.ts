/** Knows the figures of the outbox that operators watch; read from the database when they are asked for. */
import { setTimeout as wait } from 'node:timers/promises'
import { Gauge } from 'prom-client'
import type { Registry } from 'prom-client'
import type { Database } from '../store/database.ts'
import { countFailures, readWaiting } from '../store/outbox.ts'

/** Milliseconds after which a figure is missing, as it is while the database is away; the others are not. */
const patience = 300

/** Reads for everyone who asks meanwhile, so that no more than one read stands in the queue of a full pool. */
function inTime<Value>(read: () => Promise<Value>): () => Promise<Value | undefined> {
  let reading: Promise<Value | undefined> | undefined
  return () => {
    reading ??= read()
      .catch(() => undefined)
      .finally(() => (reading = undefined))
    return Promise.race([reading, wait(patience, undefined, { ref: false })])
  }
}

/** Adds them to a registry. */
export function measureMessages(registry: Registry, db: Database): void {
  const registers = [registry]
  const waitingInTime = inTime(() => readWaiting(db))
  const failuresInTime = inTime(() => countFailures(db))
  new Gauge({
    name: 'messages_waiting',
    help: 'Messages that wait to be sent',
    registers,
    async collect() {
      const waiting = await waitingInTime()
      if (waiting) this.set(waiting.count)
      else this.remove()
    },
  })
  new Gauge({
    name: 'messages_oldest_waiting_seconds',
    help: 'How long the oldest message waits to be sent',
    registers,
    async collect() {
      const waiting = await waitingInTime()
      if (waiting) this.set(waiting.oldestSeconds)
      else this.remove()
    },
  })
  new Gauge({
    name: 'messages_failed_last_day',
    help: 'Messages of the last 24 hours that could not be delivered, by reason',
    labelNames: ['failure'] as const,
    registers,
    async collect() {
      const failures = await failuresInTime()
      this.reset()
      for (const { failure, count } of failures ?? []) this.set({ failure }, count)
    },
  })
}
