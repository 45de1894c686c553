/** Knows how a page is rendered once and then only filled in: its skeleton has holes where something is printed. */
import { randomBytes } from 'node:crypto'
import { escapeHtml } from './filters.ts'
import { asPlain, replacePrinted } from './printed.ts'
import type { Printed } from './printed.ts'
import type { createShapes} from './shapes.ts';
import { kindOf } from './shapes.ts'

/** Renders a view (its path below `views/`, without ending) with what it is given. */
export type Render = (view: string, data: object) => string

interface Hole {
  /** The place in the data, counting what is printed. */
  place: number
  escape: (text: string) => string
}

/** The texts between the holes of a page; none if the page has to be made anew. */
export type Skeleton = { texts: string[]; holes: Hole[] } | 'none'

export type Skeletons = ReturnType<typeof createShapes<Skeleton>>

/** As Nunjucks escapes by itself. */
const autoescape = (text: string) => escapeHtml(text).replaceAll('\\', '&#92;')

// A mark begins with what nobody can know, and with letters that no filter for letters leaves as they are. It ends in
// characters that tell afterwards whether, and how, the view escaped what stands there.
const token = `aZ${randomBytes(12).toString('hex')}Q`
const tail = '&\\'
const ways = new Map([(text: string) => text, escapeHtml, autoescape].map((way) => [way(tail), way]))
const mark = new RegExp(`(?:/${token}a|${token}t)(\\d+)(&\\\\|&amp;\\\\|&amp;&#92;)z`)

/** The data with a mark, numbered in the order of the data, for everything that is merely printed. */
function marked(data: object): object {
  let count = 0
  return replacePrinted(data, (one) => {
    const kind = kindOf(one)
    const text = `${kind === 'address' ? `/${token}a` : `${token}t`}${count++}${tail}z`
    return kind === 'result' ? () => text : text
  })
}

/** Each byte of a text's UTF-8 as one character: such strings join quickly, and are sent as they are. */
const asBytes = (text: string) => Buffer.from(text).toString('latin1')

/** Cuts a page at its marks; none where the view has done more to one than print it. */
function skeletonOf(page: string): Skeleton {
  const parts = page.split(mark)
  const texts = parts.filter((_, at) => at % 3 === 0).map(asBytes)
  if (texts.join('').toLowerCase().includes(token.toLowerCase())) return 'none'
  const holes = texts.slice(1).map((_, n): Hole => {
    return { place: Number(parts[3 * n + 1]), escape: ways.get(parts[3 * n + 2] ?? '') ?? autoescape }
  })
  return { texts, holes }
}

function fill({ texts, holes }: Exclude<Skeleton, 'none'>, printed: Printed[]): Buffer {
  let page = texts[0] ?? ''
  let next = 0
  for (const { place, escape } of holes) {
    const value = printed[place]?.value ?? ''
    const text = String(typeof value === 'function' ? value() : value)
    next += 1
    page += (/^[\w /:,.-]*$/.test(text) ? text : asBytes(escape(text))) + (texts[next] ?? '')
  }
  return Buffer.from(page, 'latin1')
}

/**
 * Renders a page once for each shape of its data, and from then on only fills in what is printed, escaped as the view
 * does it. What cannot be kept is made anew each time; the result is the same.
 */
export function withSkeletons(render: Render, skeletons: Skeletons): (view: string, data: object) => Buffer {
  return (view, data) => {
    const { shape, printed } = skeletons.find(view, data)
    if (shape && !shape.kept) {
      const page = render(view, marked(data))
      skeletons.keep(shape, skeletonOf(page), page.length)
    }
    if (!shape?.kept || shape.kept === 'none') return Buffer.from(render(view, asPlain(data)))
    return fill(shape.kept, printed)
  }
}
