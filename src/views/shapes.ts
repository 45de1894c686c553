/** Knows what pages are like apart from what is merely printed on them, and keeps something for each such shape. */
import { isPlain, Printed } from './printed.ts'

/** The shape of some data; those that begin alike share the way there. */
export interface Shape<Kept> {
  next: Map<unknown, Shape<Kept>>
  kept: Kept | undefined
}

/** About what a step of a shape takes, in bytes. */
const stepSize = 150

const end = Symbol('end')
const kinds = { result: Symbol('result'), address: Symbol('address'), value: Symbol('value') }

/** What a view can tell of something printed. An address of ours is one for the filter `links`. */
export function kindOf({ value }: Printed): keyof typeof kinds {
  if (typeof value === 'function') return 'result'
  return typeof value === 'string' && value.startsWith('/') ? 'address' : 'value'
}

// Filters trim and indent such texts: they are not merely printed.
const isReshaped = ({ value }: Printed) =>
  typeof value === 'string' && (value.includes('\n') || value.trim().length !== value.length)

/** Shapes with what is kept for them: all are forgotten when they take more than about so many bytes. */
export function createShapes<Kept>(mostBytes: number) {
  const empty = (): Shape<Kept> => ({ next: new Map(), kept: undefined })
  let start = empty()
  let bytes = 0

  function step(from: Shape<Kept>, part: unknown): Shape<Kept> {
    const known = from.next.get(part)
    if (known) return known
    const shape = empty()
    from.next.set(part, shape)
    bytes += stepSize
    return shape
  }

  return {
    start: () => start,
    keep(shape: Shape<Kept>, kept: Kept, size: number): void {
      shape.kept = kept
      bytes += size
    },
    /** The shape of data and, in their order, what is printed; no shape for what has to be rendered as it is. */
    find(view: string, data: object): { shape: Shape<Kept> | undefined; printed: Printed[] } {
      if (bytes > mostBytes) [start, bytes] = [empty(), 0]
      const printed: Printed[] = []
      let isTold = true
      let shape = step(start, view)

      function follow(value: unknown): void {
        if (typeof value !== 'object' || value === null) shape = step(shape, value)
        else if (value instanceof Printed) {
          printed.push(value)
          isTold &&= !isReshaped(value)
          shape = step(shape, kinds[kindOf(value)])
        } else if (Array.isArray(value)) {
          shape = step(step(shape, Array), value.length)
          for (const one of value) follow(one)
        } else {
          isTold &&= isPlain(value)
          shape = step(shape, Object)
          for (const name in value) {
            shape = step(shape, name)
            follow(value[name as keyof typeof value])
          }
          shape = step(shape, end)
        }
      }

      follow(data)
      return { shape: isTold ? shape : undefined, printed }
    },
  }
}
