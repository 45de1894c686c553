/** What operators are told while the database has no time for them. */
import { openDatabase } from '../../src/store/database.ts'
import { createMetrics } from '../../src/web/metrics.ts'
import { testDatabase } from '../database.ts'

test('while no connection is free the figures come at once, without those of the messages; then with them', async () => {
  const { url } = await testDatabase()
  const db = openDatabase(url, { maxConnections: 1 })
  const { registry } = createMetrics(db)
  expect(await registry.metrics()).toMatch(/^messages_waiting 0$/m)
  const other = await db.transaction()

  const asked = performance.now()
  const figures = await registry.metrics()
  expect(performance.now() - asked).toBeLessThan(900)
  expect(figures).toMatch(/^database_connections\{state="used"\} 1$/m)
  expect(figures).not.toMatch(/^messages_\w+(\{.*\})? \d/m)

  await other.rollback()
  expect(await registry.metrics()).toMatch(/^messages_waiting 0$/m)
  await db.destroy()
})
