/** Knows the connection: pool, time-outs, transactions and which of Postgres' refusals mean what. */
import knex from 'knex'
import type { Knex } from 'knex'
import pg from 'pg'

/** A database or a transaction: the first argument of every store function. */
export type Database = Knex

pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text)
pg.types.setTypeParser(pg.types.builtins.INT8, Number)

export interface DatabaseOptions {
  maxConnections?: number
  /** Milliseconds a statement may take; jobs are given longer than pages. */
  statementTimeout?: number
}

/** Opens a pool (connects lazily). Lock waits end after 3 s (55P03), waits for a connection after 3 s. */
export function openDatabase(
  url: string,
  { maxConnections = 10, statementTimeout = 5000 }: DatabaseOptions = {},
) {
  const connection = {
    connectionString: url,
    application_name: 'prison-visit-booking',
    statement_timeout: statementTimeout,
    lock_timeout: 3000,
    idle_in_transaction_session_timeout: 10_000,
    connectionTimeoutMillis: 3000,
    keepAlive: true,
  }
  return knex({
    client: 'pg',
    connection,
    acquireConnectionTimeout: 3000,
    pool: { min: 0, max: maxConnections, idleTimeoutMillis: 30_000 },
  })
}

/** Runs SQL with `:name` bindings and gives its rows. */
export async function query<Row>(
  db: Database,
  sql: string,
  bindings: Record<string, unknown> = {},
): Promise<Row[]> {
  const { rows } = await db.raw<{ rows: Row[] }>(sql, bindings as Record<string, Knex.RawBinding>)
  return rows
}

const retryable = new Set(['40001', '40P01'])

const codeOf = (error: unknown) =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined

/** One transaction; tried again (three times at most) only after a serialisation failure or a deadlock. */
export async function transact<Result>(
  db: Database,
  work: (trx: Database) => Promise<Result>,
): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await db.transaction(work)
    } catch (error) {
      if (attempt === 3 || !retryable.has(codeOf(error) ?? '')) throw error
    }
  }
}

/** True when the error is the database refusing by the constraint of that name. */
export function refusedBy(error: unknown, constraint: string): boolean {
  return error instanceof Error && 'constraint' in error && error.constraint === constraint
}

/** True when nothing is wrong but the moment: a lock wait, a full pool, a cut statement. The caller may try again. */
export function isBusy(error: unknown): boolean {
  const code = codeOf(error)
  return (
    (code !== undefined && ['55P03', '57014', '40001', '40P01', '53300'].includes(code)) ||
    (error instanceof Error && error.name === 'KnexTimeoutError')
  )
}
