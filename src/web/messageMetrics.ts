/** Knows the figures of the outbox that operators watch; read from the database when they are asked for. */
import { Gauge } from 'prom-client'
import type { Registry } from 'prom-client'
import type { Database } from '../store/database.ts'
import { countFailures, readWaiting } from '../store/outbox.ts'

/** While the database is away a figure is missing, and the others are not. */
const orNothing = () => undefined

/** Adds them to a registry. */
export function measureMessages(registry: Registry, db: Database): void {
  const registers = [registry]
  new Gauge({
    name: 'messages_waiting',
    help: 'Messages that wait to be sent',
    registers,
    async collect() {
      const waiting = await readWaiting(db).catch(orNothing)
      if (waiting) this.set(waiting.count)
      else this.remove()
    },
  })
  new Gauge({
    name: 'messages_oldest_waiting_seconds',
    help: 'How long the oldest message waits to be sent',
    registers,
    async collect() {
      const waiting = await readWaiting(db).catch(orNothing)
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
      const failures = await countFailures(db).catch(orNothing)
      this.reset()
      for (const { failure, count } of failures ?? []) this.set({ failure }, count)
    },
  })
}
