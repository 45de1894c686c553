/** Knows when a request that needs a connection is better sent away than kept waiting. */
import type { Knex } from 'knex'

/** Thrown instead of a place in the queue for a connection. */
export class PoolFullError extends Error {
  constructor() {
    super('Every connection is in use and too many wait, or none has come free for a while')
    this.name = 'PoolFullError'
  }
}

interface Pool {
  numUsed: () => number
  numFree: () => number
  numPendingAcquires: () => number
  on: (event: 'release', listener: () => void) => void
}

export interface PoolQueue {
  /** Connections of the pool. */
  connections: number
  /** How many may wait at the same time. */
  waiting: number
  /** Milliseconds without a connection coming free after which nobody waits any more. */
  standstill: number
}

/**
 * Bounds who may wait for a connection of this pool: a burst is served in turn, but while every connection is
 * stuck people are told so. Transactions under way keep their connection and do not queue.
 */
export function boundQueue(client: Knex.Client, { connections, waiting, standstill }: PoolQueue): void {
  const pool = client.pool as Pool
  const acquire = client.acquireConnection.bind(client) as () => Promise<unknown>
  const refusals = new Set<() => void>()
  const isFull = () => pool.numUsed() >= connections
  let stuck = false
  const watch = setTimeout(() => {
    stuck = isFull()
    if (stuck) for (const refuse of refusals) refuse()
  }, standstill).unref()
  const moved = () => {
    stuck = false
    watch.refresh()
  }
  pool.on('release', moved)

  client.acquireConnection = async () => {
    if (pool.numFree() > 0) return acquire()
    if (!isFull()) moved()
    else if (stuck || pool.numPendingAcquires() >= waiting) throw new PoolFullError()
    let refused = false
    let refuse = () => {}
    const refusal = new Promise<never>((_, reject) => {
      refuse = () => {
        refused = true
        reject(new PoolFullError())
      }
    })
    refusals.add(refuse)
    // Who was refused still stands in the pool's own queue, and gives back what comes too late.
    const acquired = acquire().then(async (connection) => {
      if (refused) await client.releaseConnection(connection)
      return connection
    })
    return Promise.race([acquired, refusal]).finally(() => refusals.delete(refuse))
  }
}
