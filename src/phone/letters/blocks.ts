/** Knows how plain text becomes paragraphs and lists on paper. */
import { printed } from '../../views/printed.ts'

const bullet = /^- /
const number = /^\d+\. /

/** Lines that stand together: a list where each of them is an entry. */
function blockOf(lines: string[]) {
  const kind = [bullet, number].find((mark) => lines.every((line) => mark.test(line)))
  const isNumbered = kind === number
  return {
    isList: kind !== undefined,
    isNumbered,
    lines: printed(lines.map((line) => line.replace(kind ?? /^$/, ''))),
  }
}

/** Paragraphs by their empty lines; entries of lists stand apart from the line above them. */
export function blocksOf(text: string) {
  return text
    .trim()
    .split(/\n{2,}/)
    .flatMap((paragraph) => {
      const lines = paragraph.split('\n')
      const first = lines.findIndex((line) => bullet.test(line) || number.test(line))
      const parts = first > 0 ? [lines.slice(0, first), lines.slice(first)] : [lines]
      return parts.map(blockOf)
    })
}
