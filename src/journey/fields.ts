/** Knows the kinds of field that questions are made of; each names its problems, the texts say them. */
import { z } from 'zod'
import type { Field, Typed } from './form.ts'

const textOf = (typed: Typed, name: string): string => {
  const value = typed[name]
  return typeof value === 'string' ? value : ''
}

/** A refusal by a rule of our own: the text key and what goes with it. */
export function refuse(
  context: z.RefinementCtx,
  problem: string,
  params: Record<string, unknown> = {},
): never {
  context.addIssue({ code: 'custom', message: problem, params })
  return z.NEVER
}

/** One text control, made into a value (or refused) by `read`. */
export function textField<Value>(read: (text: string, context: z.RefinementCtx) => Value): Field<Value> {
  return {
    controls: (name) => [name],
    read: textOf,
    schema: z.string().transform(read),
  }
}

/** Several text controls `<name>-<part>`, read together. */
export function partsField<Part extends string, Value>(
  parts: readonly Part[],
  read: (typed: Record<Part, string>, context: z.RefinementCtx) => Value,
): Field<Value> {
  const shape = Object.fromEntries(parts.map((part) => [part, z.string()])) as Record<Part, z.ZodString>
  return {
    controls: (name) => parts.map((part) => `${name}-${part}`),
    read: (typed, name) => Object.fromEntries(parts.map((part) => [part, textOf(typed, `${name}-${part}`)])),
    schema: z.object(shape).transform((typed, context) => read(typed as Record<Part, string>, context)),
  }
}

/** A group of radios: one of the values, `missing` otherwise. */
export function oneOf<Value extends string>(values: readonly [Value, ...Value[]]): Field<Value> {
  return { controls: (name) => [name], read: textOf, schema: z.enum(values, 'missing'), offers: values }
}

/** A group of checkboxes: any of the values, none is fine; unknown ones are dropped. */
export function anyOf<Value extends string>(values: readonly Value[]): Field<Value[]> {
  return {
    controls: (name) => [name],
    read: (typed, name) => [typed[name]].flat(),
    schema: z.array(z.unknown()).transform((ticked) => values.filter((value) => ticked.includes(value))),
    offers: values,
  }
}
