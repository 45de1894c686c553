/** What a renderer may keep of a page's data. */
import { Printed } from '../../src/views/printed.ts'

/** Left to Express and our own code; no view sees them. */
const notForViews = ['settings', 'cache', '_locals', 'path']

/** The names and values in data that are not declared as merely printed. */
export function undeclaredIn(data: unknown): string[] {
  if (data instanceof Printed || typeof data === 'function') return []
  if (typeof data !== 'object' || data === null) return [String(data)]
  const parts = Object.entries(data).filter(([name]) => !notForViews.includes(name))
  return parts.flatMap(([name, part]) => [name, ...undeclaredIn(part)])
}
