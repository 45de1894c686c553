/** Knows how the session library reaches the one connection pool. */
import type { Pool } from 'pg'
import type { Client } from 'pg'
import type { Database } from './database.ts'

interface KnexClient {
  acquireConnection(): Promise<Client>
  releaseConnection(connection: Client): Promise<void>
}

/** What connect-pg-simple uses of a pool, served from knex's. */
export function sessionPool(db: Database): Pool {
  const client = db.client as KnexClient
  const pool = {
    async query(text: string, values: unknown[]) {
      const connection = await client.acquireConnection()
      try {
        return await connection.query(text, values)
      } finally {
        await client.releaseConnection(connection)
      }
    },
  }
  return pool as unknown as Pool
}
