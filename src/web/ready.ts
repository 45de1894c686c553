/** Knows how to send what is the same for everyone: made once, compressed once, asked for again by its ETag. */
import { createHash } from 'node:crypto'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import type { Request, Response } from 'express'

type Encoding = 'br' | 'gzip' | 'identity'

/** Something ready to be sent. */
export interface Ready {
  type: string
  fingerprint: string
  body: (encoding: Encoding) => Buffer
}

// As small as can be: it is done once, and sent for as long as the process lives.
const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY } }

const compress: Record<Encoding, (content: Buffer) => Buffer> = {
  br: (content) => brotliCompressSync(content, quality),
  gzip: (content) => gzipSync(content, { level: 9 }),
  identity: (content) => content,
}

export function makeReady(content: Buffer, type: string): Ready {
  const bodies: Partial<Record<Encoding, Buffer>> = { identity: content }
  return {
    type,
    fingerprint: createHash('sha256').update(content).digest('hex').slice(0, 16),
    body: (encoding) => (bodies[encoding] ??= compress[encoding](content)),
  }
}

const encodings: Encoding[] = ['br', 'gzip', 'identity']

function encodingFor(request: Request): Encoding {
  const accepted = request.headers['accept-encoding']
  if (!accepted) return 'identity'
  // Browsers name gzip first, but take either alike: ours is the order that counts.
  return encodings.find((encoding) => request.acceptsEncodings(encoding) !== false) ?? 'identity'
}

/** Sends it, or says that the browser has it already. */
export function sendReady(request: Request, response: Response, ready: Ready, cacheControl: string): void {
  const encoding = encodingFor(request)
  const etag = `"${ready.fingerprint}-${encoding}"`
  response.setHeader('Cache-Control', cacheControl)
  response.setHeader('ETag', etag)
  response.vary('Accept-Encoding')
  if (request.headers['if-none-match'] === etag) {
    response.status(304).end()
    return
  }
  const body = ready.body(encoding)
  response.setHeader('Content-Type', ready.type)
  response.setHeader('Content-Length', body.length)
  if (encoding !== 'identity') response.setHeader('Content-Encoding', encoding)
  response.end(request.method === 'HEAD' ? undefined : body)
}
