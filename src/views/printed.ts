/** Knows which values a view merely prints: it does not compare, count or reformat them. */

/** A value that a view merely prints, or a function without arguments that gives one. */
export class Printed {
  readonly value: string | number | (() => string)

  constructor(value: Printed['value']) {
    this.value = value
  }

  toJSON(): unknown {
    return this.value
  }
}

/** A value with everything in it declared as merely printed. */
export type InPrint<Value> = Value extends string | number
  ? Value | Printed
  : Value extends object
    ? { [Name in keyof Value]: InPrint<Value[Name]> }
    : Value

/**
 * Declares every text and number in a value as merely printed. A view may still ask whether there is one. Required of
 * all that people type and all that is personal: of such pages a skeleton is kept, without what is printed.
 */
export function printed<Value>(value: Value): InPrint<Value>
export function printed(value: unknown): unknown {
  if (typeof value === 'string' || typeof value === 'number') return value ? new Printed(value) : value
  return mapPlain(value, printed)
}

/** The same for what a function of the view gives; called only where a view prints it. */
export const printedResult = (make: () => string): Printed => new Printed(make)

/** A copy of data, with something else for everything that is merely printed. */
export function replacePrinted(data: object, replace: (one: Printed) => unknown): object {
  const change = (part: unknown): unknown =>
    part instanceof Printed ? replace(part) : mapPlain(part, change)
  return change(data) as object
}

/** Data as it was before anything in it was declared. */
export const asPlain = (data: object): object => replacePrinted(data, ({ value }) => value)

/** True for what is written in braces; dates and the like are not. */
export function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}

function mapPlain(value: unknown, change: (part: unknown) => unknown): unknown {
  if (Array.isArray(value)) return value.map(change)
  if (typeof value !== 'object' || value === null || !isPlain(value)) return value
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, change(part)]))
}
