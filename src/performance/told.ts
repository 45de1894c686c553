/** Knows how a figure is written for a reader: what is hidden or not available is said in words. */
import { hidden } from '../domain/measures/suppression.ts'
import type { Published } from '../domain/measures/suppression.ts'
import type { Translator } from '../text/translate.ts'

const numbers = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 0 })
const percents = new Intl.NumberFormat('en-GB', { style: 'percent', maximumFractionDigits: 1 })
const money = new Intl.NumberFormat('en-GB', { style: 'currency', currency: 'GBP' })

/** How numbers are written by themselves. */
export const write = {
  number: (value: number) => numbers.format(value),
  /** A share from 0 to 1. */
  percent: (value: number) => percents.format(value),
  pounds: (pence: number) => money.format(pence / 100),
}

/** The same for what may be hidden or not available. */
export function teller({ text }: Pick<Translator, 'text'>) {
  const told = (value: Published, written: (value: number) => string): string => {
    if (value === null) return text('performance.notAvailable')
    return value === hidden ? text('performance.hidden') : written(value)
  }
  return {
    number: (value: Published) => told(value, write.number),
    percent: (value: Published) => told(value, write.percent),
    pounds: (value: Published) => told(value, write.pounds),
  }
}

export type Teller = ReturnType<typeof teller>

/** What a chart can draw of a figure. */
export const drawn = (value: Published): number | null => (typeof value === 'number' ? value : null)
