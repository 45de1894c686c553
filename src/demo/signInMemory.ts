import type { Adapter, AdapterFactory, AdapterPayload } from 'oidc-provider'

const most = 10_000

/** What the provider remembers: sessions, codes, tokens. Ends with the process; the oldest go first. */
export function signInMemory(): AdapterFactory {
  const kept = new Map<string, AdapterPayload>()

  const find = (test: (payload: AdapterPayload) => boolean) => [...kept.values()].find(test)

  return (model: string): Adapter => ({
    upsert: (id, payload) => {
      kept.delete(`${model}:${id}`)
      kept.set(`${model}:${id}`, payload)
      const [oldest] = kept.keys()
      if (kept.size > most && oldest !== undefined) kept.delete(oldest)
      return Promise.resolve()
    },
    find: (id) => Promise.resolve(kept.get(`${model}:${id}`)),
    findByUid: (uid) => Promise.resolve(find((payload) => payload.uid === uid)),
    findByUserCode: (code) => Promise.resolve(find((payload) => payload.userCode === code)),
    consume: (id) => {
      const payload = kept.get(`${model}:${id}`)
      if (payload) payload.consumed = true
      return Promise.resolve()
    },
    destroy: (id) => {
      kept.delete(`${model}:${id}`)
      return Promise.resolve()
    },
    revokeByGrantId: (grantId) => {
      for (const [key, payload] of kept) if (payload.grantId === grantId) kept.delete(key)
      return Promise.resolve()
    },
  })
}
