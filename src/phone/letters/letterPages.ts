/** Knows the letters that any agent prints and posts: the list, each letter as it goes to paper, and what became of it. */
import type { Response } from 'express'
import { z } from 'zod'
import { failLetter, postLetter } from '../../actions/postLetter.ts'
import type { LetterOutcome, LetterRequest } from '../../actions/postLetter.ts'
import type { Database } from '../../store/database.ts'
import { listPostedLetters, listWaitingLetters, readLetter } from '../../store/letters.ts'
import type { Letter } from '../../store/letters.ts'
import { insertView } from '../../store/views.ts'
import { translator } from '../../text/translate.ts'
import { printed } from '../../views/printed.ts'
import { moment } from '../../views/staffFormat.ts'
import { errorPage } from '../../web/errors.ts'
import type { Handler, Work } from '../../web/work.ts'
import { blocksOf } from './blocks.ts'
import type { WriteLetter } from './letterText.ts'

const { text } = translator('en')

/** Days after which a letter is not expected back. */
const daysPosted = 30

const listAddress = '/phone/letters'
const addressOf = (id: string): string => `${listAddress}/${id}`

const rowOf = ({ id, kind, reference, language, queuedAt, sentAt }: Letter) => ({
  kind: text(`staff.messageKinds.${kind}`),
  language: text(`staff.visit.languages.${language}`),
  ...printed({ address: addressOf(id), reference, at: moment(sentAt ?? queuedAt) }),
})

/** GET /phone/letters */
export const showLetters: Handler = async ({ request, response, db, now }) => {
  const since = new Date(now.getTime() - daysPosted * 86_400_000)
  const { done } = request.query
  response.render('phone/letters/list', {
    section: 'letters',
    done: done === 'posted' || done === 'failed' ? done : undefined,
    waiting: (await listWaitingLetters(db)).map(rowOf),
    posted: (await listPostedLetters(db, since)).map(rowOf),
  })
}

const idIn = ({ request }: Pick<Work, 'request'>): string | undefined =>
  z.uuid().safeParse(request.params.id).data

/** Says that a letter is not to be posted (409). */
function showNotNeeded(response: Response): void {
  response.status(409).render('phone/message', {
    section: 'letters',
    title: text('phoneLetters.notNeeded.title'),
    text: text('phoneLetters.notNeeded.text'),
    link: { href: listAddress, text: text('phoneLetters.back') },
  })
}

/** GET /phone/letters/:id, written by `write`; who saw it is kept. */
export const showLetter =
  (write: WriteLetter): Handler =>
  async (work) => {
    const { response, db, person, now } = work
    const id = idIn(work)
    const letter = id ? await readLetter(db, id) : undefined
    if (!letter || letter.state === 'failed') return errorPage(response, 'notFound')
    const written = await write(letter, now)
    if ('failed' in written) return showNotNeeded(response)
    await insertView(db, { visitId: letter.visitId, personId: person.personId, now })
    const { to, language, date, subject, body } = written
    response.render('phone/letters/letter', {
      section: 'letters',
      isWaiting: letter.state === 'queued',
      language,
      subject,
      sender: translator(language).text('common.serviceName'),
      ...printed({ address: addressOf(letter.id), date, reference: letter.reference }),
      to: printed([to.name, ...to.lines, to.postcode]),
      blocks: blocksOf(body),
    })
  }

const deal =
  (
    act: (db: Database, asked: LetterRequest, now: Date) => Promise<LetterOutcome>,
    done: 'posted' | 'failed',
  ): Handler =>
  async (work) => {
    const { response, db, person, now } = work
    const id = idIn(work)
    const letter = id && (await readLetter(db, id))
    if (!letter) return errorPage(response, 'notFound')
    const outcome = await act(db, { id: letter.id, personId: person.personId }, now)
    if ('refused' in outcome) showNotNeeded(response)
    else response.redirect(303, `${listAddress}?done=${done}`)
  }

/** POST /phone/letters/:id/posted */
export const post = deal(postLetter, 'posted')

/** POST /phone/letters/:id/failed */
export const fail = deal(failLetter, 'failed')
