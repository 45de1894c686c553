/** Knows how a form is read that is sent in parts because it may hold a file. */
import type { RequestHandler } from 'express'
import multer from 'multer'

/** Most bytes of a file. */
const longestFile = 1_000_000

/** Most bytes of a field: a file's text may come back in one, with longer line ends. */
const longestField = 2 * longestFile

/** Most bytes of a form; it is kept in memory. */
const longestForm = 10_000_000

/** Most bytes of a form that is read away, kept nowhere, to be told that it is too large. */
const mostReadAway = 10 * longestForm

/** Enough for a box to tick for each visit of a few weeks. */
const mostFields = 5000

const refusal = (status: 400 | 413) => Object.assign(new Error('The form cannot be read'), { status })

/**
 * Reads a form in parts into `request.body`, and its one file into `request.file`; other forms are left as they are. A
 * file that is too large is left out, with what stands after it, and `response.locals.fileTooLarge` is set. Must run
 * before the token of the form is looked for.
 */
export function formWithFile(name: string): RequestHandler {
  const limits = { fileSize: longestFile, files: 1, fields: mostFields, fieldSize: longestField }
  const read = multer({ storage: multer.memoryStorage(), limits }).single(name)
  return (request, response, next) => {
    if (!request.is('multipart/form-data')) return next()
    const length = Number(request.get('Content-Length') ?? Infinity)
    if (!(length <= longestForm)) {
      // Who is still sending would not hear the answer: what comes is read away first, unless there is no end of it.
      if (!(length <= mostReadAway)) return next(refusal(413))
      request.resume().once('end', () => next(refusal(413)))
      return
    }
    void read(request, response, (error: unknown) => {
      response.locals.fileTooLarge = error instanceof multer.MulterError && error.code === 'LIMIT_FILE_SIZE'
      if (!error || response.locals.fileTooLarge) next()
      else next(refusal(error instanceof multer.MulterError ? 413 : 400))
    })
  }
}
