/** Medians, percentiles, and the table that the benchmark prints. */

export function percentile(values: number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}

export const median = (values: number[]): number => percentile(values, 0.5)

/** One line of the result. `target` says what is wanted; `met` whether it is so. */
export interface Figure {
  name: string
  value: number
  unit: string
  target?: string
  met?: boolean
}

const width = 62

export function printed({ name, value, unit, target = '', met }: Figure): string {
  const number = value >= 100 ? Math.round(value).toString() : value.toPrecision(3)
  const verdict = met === undefined ? '' : met ? 'met' : 'MISSED'
  return `${name.padEnd(width)} ${number.padStart(9)} ${unit.padEnd(6)} ${target.padEnd(10)} ${verdict}`
}

/** Times that something took, in milliseconds, run `atOnce` at a time. */
export async function timesOf(
  count: number,
  atOnce: number,
  work: () => Promise<unknown>,
): Promise<number[]> {
  const times: number[] = []
  let left = count
  const line = async () => {
    while (left > 0) {
      left -= 1
      const begun = performance.now()
      await work()
      times.push(performance.now() - begun)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, line))
  return times
}
