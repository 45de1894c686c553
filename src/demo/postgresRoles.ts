import pg from 'pg'
import type { Settings } from './postgresCluster.ts'

/** Makes the two login roles and the database `visits`, whichever of them are missing. */
export async function createRoles(port: number, passwords: Settings['passwords']): Promise<void> {
  const client = new pg.Client({
    host: '127.0.0.1',
    port,
    user: 'postgres',
    password: passwords.superuser,
    database: 'postgres',
  })
  await client.connect()
  try {
    const { rows } = await client.query<{ name: string }>(
      "select rolname as name from pg_roles union all select datname from pg_database where datname = 'visits'",
    )
    const present = new Set(rows.map((row) => row.name))
    const missing = [
      [
        'visits_owner',
        `create role visits_owner login createdb password ${client.escapeLiteral(passwords.owner)}`,
      ],
      ['visits_app', `create role visits_app login password ${client.escapeLiteral(passwords.app)}`],
      ['visits', 'create database visits owner visits_owner'],
    ] as const
    for (const [name, statement] of missing) {
      if (!present.has(name)) await client.query(statement)
    }
  } finally {
    await client.end()
  }
}
