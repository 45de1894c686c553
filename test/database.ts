/** One real PostgreSQL for a run of the tests; a migrated database of its own for each test file. */
import { randomUUID } from 'node:crypto'
import { openDatabase } from '../src/store/database.ts'
import type { Database } from '../src/store/database.ts'

const inDatabase = (url: string, database: string) => {
  const address = new URL(url)
  address.pathname = `/${database}`
  return address.href
}

export interface TestDatabase {
  /** As the application's restricted role. */
  db: Database
  /** As the role that owns the schema. */
  owner: Database
  url: string
  ownerUrl: string
}

/** A fresh copy of the migrated template, with places and slots; closed after the file's tests. */
export async function testDatabase(): Promise<TestDatabase> {
  const { TEST_OWNER_URL: ownerBase = '', TEST_APP_URL: appBase = '' } = process.env
  const name = `test_${randomUUID().replaceAll('-', '')}`
  const maintenance = openDatabase(inDatabase(ownerBase, 'postgres'), {
    maxConnections: 1,
    statementTimeout: 60_000,
  })
  await maintenance.raw(`create database ${name} template test_template`)
  await maintenance.destroy()
  const ownerUrl = inDatabase(ownerBase, name)
  const url = inDatabase(appBase, name)
  const db = openDatabase(url)
  const owner = openDatabase(ownerUrl, { maxConnections: 2 })
  opened.push(db, owner)
  return { db, owner, url, ownerUrl }
}

const opened: Database[] = []

afterAll(async () => {
  await Promise.all(opened.splice(0).map((database) => database.destroy()))
})
