/** Knows the connection: pool, time-outs, transactions and which of Postgres' refusals mean what. */
import { createHash } from 'node:crypto'
import knex from 'knex'
import type { Knex } from 'knex'
import pg from 'pg'
import { PoolFullError, boundQueue } from './poolQueue.ts'

/** A database or a transaction: the first argument of every store function. */
export type Database = Knex

pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text)
pg.types.setTypeParser(pg.types.builtins.INT8, Number)

export interface DatabaseOptions {
  maxConnections?: number
  /** Milliseconds a statement may take; jobs are given longer than pages. */
  statementTimeout?: number
}

/** Enough for a rush of one process's people; while no connection comes free for a second, nobody else waits. */
const queue = { waiting: 300, standstill: 1000 }

/** The library prints lost connections to the console, in no form of ours; who needed them is told by an error. */
const silence = { warn: () => undefined, error: () => undefined }

/**
 * Opens a pool (connects lazily). Lock waits end after 3 s (55P03), waits for a connection after 3 s; who would have
 * to queue behind too many, or behind connections that are all stuck, is refused at once.
 */
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
  const db = knex({
    client: 'pg',
    connection,
    acquireConnectionTimeout: 3000,
    log: silence,
    pool: { min: 0, max: maxConnections, idleTimeoutMillis: 30_000 },
  })
  boundQueue(db.client as Knex.Client, { connections: maxConnections, ...queue })
  return db
}

/** SQL as the driver takes it. */
interface Statement {
  /** Short, and the same each time for the same text, so that a connection plans it once. */
  name: string
  /** With `$1`, `$2` … */
  text: string
  /** Whose values these are, in order. */
  bindings: string[]
}

const statements = new Map<string, Statement>()

function statementOf(sql: string): Statement {
  const known = statements.get(sql)
  if (known) return known
  const bindings: string[] = []
  const text = sql.replace(/(?<![:\w]):(\w+)/g, (_match, name: string) => `$${bindings.push(name)}`)
  const name = createHash('sha256').update(sql).digest('base64url').slice(0, 24)
  const statement = { name, text, bindings }
  statements.set(sql, statement)
  return statement
}

/** Runs SQL with `:name` bindings and gives its rows. */
export async function query<Row>(
  db: Database,
  sql: string,
  bindings: Record<string, unknown> = {},
): Promise<Row[]> {
  const statement = statementOf(sql)
  const values = statement.bindings.map((name) => {
    const value = bindings[name]
    if (value === undefined) throw new Error(`The statement has no value for ${name}`)
    return value
  })
  return run(db, statement, values)
}

/** Runs SQL with `$1`, `$2` … and gives its rows. */
export const queryByPosition = <Row>(db: Database, sql: string, values: unknown[]): Promise<Row[]> =>
  run(db, statementOf(sql), values)

/** Straight to the connection: the library's `raw` would take the SQL apart each time, which costs as much again. */
async function run<Row>(db: Database, { name, text }: Statement, values: unknown[]): Promise<Row[]> {
  const client = db.client as Knex.Client
  const connection: unknown = await client.acquireConnection()
  try {
    const statement = { sql: text, bindings: values, options: { name } }
    const { response } = (await client.query(connection, statement)) as { response: { rows: Row[] } }
    return response.rows
  } finally {
    void client.releaseConnection(connection)
  }
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
    error instanceof PoolFullError ||
    (error instanceof Error && error.name === 'KnexTimeoutError')
  )
}
