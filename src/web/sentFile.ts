/** Knows what staff send as a file, before it is read. */
import type { Work } from './work.ts'

/** The text of the file, none if there is no file, or why it has none. */
export type SentFile =
  { text: string } | { problem: 'missing' | 'tooLarge' | 'spreadsheet' | 'wrongEncoding' }

/** The file that was sent, else the one that was sent before and came back in a hidden field. */
export function sentFile({ request, response }: Pick<Work, 'request' | 'response'>): SentFile {
  if (response.locals.fileTooLarge === true) return { problem: 'tooLarge' }
  const { csv } = (request.body ?? {}) as { csv?: unknown }
  const bytes = request.file?.buffer
  if (bytes && bytes.length > 0) return textOf(bytes)
  return typeof csv === 'string' && csv !== '' ? { text: csv } : { problem: 'missing' }
}

// Workbooks are zip files.
const startOfZip = 'PK\u0003\u0004'

/** UTF-8, or a refusal: guessed letters would end up in what people read. */
export function textOf(bytes: Buffer): SentFile {
  if (bytes.subarray(0, startOfZip.length).toString('latin1') === startOfZip)
    return { problem: 'spreadsheet' }
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
    return text.includes('\0') ? { problem: 'wrongEncoding' } : { text }
  } catch {
    return { problem: 'wrongEncoding' }
  }
}
