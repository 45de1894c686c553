/** Knows how questions that come up in the same turn of the event loop are put to the database as one. */

interface Asker<Key, Found> {
  key: Key
  resolve: (found: Found | undefined) => void
  reject: (error: unknown) => void
}

/**
 * Gathers what is asked for until the turn ends: a process that has little to do asks at once, one that has much to do
 * asks less often. Rows say whose they are by `asked`, the place of the key from 1 (`with ordinality`).
 */
export function together<Key, Found extends { asked: number }>(
  find: (keys: Key[]) => Promise<Found[]>,
): (key: Key) => Promise<Found | undefined> {
  let asking: Asker<Key, Found>[] = []
  async function ask() {
    const askers = asking
    asking = []
    try {
      const found = new Map((await find(askers.map(({ key }) => key))).map((row) => [row.asked, row]))
      askers.forEach(({ resolve }, place) => resolve(found.get(place + 1)))
    } catch (error) {
      for (const { reject } of askers) reject(error)
    }
  }
  return (key) =>
    new Promise((resolve, reject) => {
      if (asking.length === 0) setImmediate(() => void ask())
      asking.push({ key, resolve, reject })
    })
}
