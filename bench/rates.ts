/** Measures requests a second. */
import autocannon from 'autocannon'
import type { Client } from 'autocannon'
import { median } from './figures.ts'

/** A page of somebody's own. */
interface Reader {
  path: string
  cookie: string
}

interface Target {
  url: string
  /** As many as ask at once; nobody in particular where absent. */
  readers?: Reader[]
  /** Seconds until Node has compiled what it runs: a process serves for days, not for seconds. */
  warmUp: number
}

/** How many people ask, each again as soon as answered. */
export const atOnce = 8

async function rateOf({ url, readers = [] }: Target, duration: number): Promise<number> {
  let begun = 0
  const setupClient = (client: Client) => {
    const reader = readers[begun++ % atOnce]
    if (reader) client.setRequests([{ path: reader.path, headers: { cookie: reader.cookie } }])
  }
  const result = await autocannon({ url, connections: atOnce, duration, setupClient })
  if (result.non2xx > 0) throw new Error(`${url} answered ${result.non2xx} times with an error`)
  return result.requests.average
}

/** Requests a second of each target, warm: rounds in turn, so that a noisy machine is noisy for all; the medians. */
export async function inTurn(targets: Target[], rounds: number): Promise<number[]> {
  for (const target of targets) await rateOf(target, target.warmUp)
  const rates: number[][] = targets.map(() => [])
  for (let round = 0; round < rounds; round += 1) {
    for (const [place, target] of targets.entries()) rates[place]?.push(await rateOf(target, 2))
  }
  return rates.map(median)
}
