/** Knows how the libraries that keep sessions and limits reach the one connection pool. */
import type { Pool, QueryConfig } from 'pg'
import { queryByPosition } from './database.ts'
import type { Database } from './database.ts'

/** What those libraries use of a pool (SQL with `$1`, `$2` …), served from knex's. */
export function sessionPool(db: Database): Pool {
  const pool = {
    async query(statement: string | QueryConfig, given: unknown[] = []) {
      const { text, values = given } = typeof statement === 'string' ? { text: statement } : statement
      return { rows: await queryByPosition(db, text, values) }
    },
  }
  return pool as unknown as Pool
}
