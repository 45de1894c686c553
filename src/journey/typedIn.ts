/** Knows what of a sent form is kept: the texts of the page's own controls. */
import type { Typed } from './form.ts'

/** What was typed in the controls of a page, and nothing else of what was sent. */
export function typedIn(body: unknown, controls: string[]): Typed {
  const sent = (typeof body === 'object' ? body : null) ?? {}
  const texts = Object.entries(sent)
    .filter(([name]) => controls.includes(name))
    .map(([name, value]) => [name, withoutNul(value)] as const)
  return Object.fromEntries(texts)
}

/** More than any answer may have, little enough to keep. */
const longest = 5000

// PostgreSQL's JSON cannot hold the character NUL.
function withoutNul(value: unknown): unknown {
  if (typeof value === 'string') return value.replaceAll('\0', '').slice(0, longest)
  return Array.isArray(value) ? value.map(withoutNul) : undefined
}
