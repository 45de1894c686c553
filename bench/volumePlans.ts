/** How a database goes about a query: which indexes it uses, and whether it reads a whole table of visits. */
import type { Database } from '../src/store/database.ts'

interface PlanNode {
  'Node Type': string
  'Relation Name'?: string
  'Index Name'?: string
  Plans?: PlanNode[]
}

/** The scans of a plan: `Index Scan of visits by visits_pkey`. */
function scansIn(node: PlanNode): string[] {
  const { 'Node Type': type, 'Relation Name': table, 'Index Name': index, Plans: inner = [] } = node
  const words = [type, table && `of ${table}`, index && `by ${index}`].filter(Boolean)
  return [...(table || index ? [words.join(' ')] : []), ...inner.flatMap(scansIn)]
}

interface Asked {
  sql: string
  bindings: unknown[]
}

/** What is asked of the database while the work is done. */
async function askedBy(db: Database, work: () => Promise<unknown>): Promise<Asked[]> {
  const asked: Asked[] = []
  const note = ({ sql, bindings }: Asked) => asked.push({ sql, bindings })
  db.on('query', note)
  await work()
  db.removeListener('query', note)
  return asked
}

/** The scans of all that the work asks, as planned for its values and as planned for any values. */
export async function scansOf(db: Database, work: () => Promise<unknown>): Promise<string[]> {
  const scans = new Set<string>()
  for (const { sql, bindings } of await askedBy(db, work)) {
    const plans = [
      db.raw(`explain (format json) ${sql}`).options({ values: bindings }),
      db.raw(`explain (format json, generic_plan) ${sql}`),
    ]
    for (const plan of plans) {
      const { rows } = (await plan) as { rows: { 'QUERY PLAN': { Plan: PlanNode }[] }[] }
      for (const { 'QUERY PLAN': planned } of rows)
        for (const { Plan: root } of planned) for (const scan of scansIn(root)) scans.add(scan)
    }
  }
  return [...scans].sort()
}

const growing = ['visits', 'visit_visitors', 'visit_choices', 'visit_events', 'visit_views']

/** Reading all of a table that grows with the visits. */
export const isWhole = (scan: string): boolean => growing.some((table) => scan === `Seq Scan of ${table}`)

/** How often the server has read a whole table of visits, whatever was planned; as far as it has counted yet. */
export async function countWholeReads(owner: Database): Promise<Map<string, number>> {
  const { rows } = await owner.raw<{ rows: { table: string; scans: number }[] }>(
    `select relname as table, seq_scan as scans from pg_stat_user_tables where relname = any(string_to_array('${growing.join()}', ','))`,
  )
  return new Map(rows.map(({ table, scans }) => [table, scans]))
}
