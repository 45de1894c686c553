/** Knows the page of one question about data: what somebody wrote, and how far it is dealt with. */
import { findPrivacyRequest } from '../../store/privacyRequests.ts'
import type { PrivacyRequest } from '../../store/privacyRequests.ts'
import { translator } from '../../text/translate.ts'
import { printed } from '../../views/printed.ts'
import { errorPage } from '../../web/errors.ts'
import { moment, tableDate } from '../../views/staffFormat.ts'
import type { Handler } from '../../web/work.ts'
import { stateOf } from './privacyState.ts'

const { text } = translator('en')

export const steps = ['acknowledged', 'answered'] as const
export type Step = (typeof steps)[number]

/** The number in an address; undefined for what is none that the database could know. */
export const idIn = (asked: unknown): number | undefined =>
  typeof asked === 'string' && /^[1-9]\d{0,8}$/.test(asked) ? Number(asked) : undefined

export const showPrivacyRequest: Handler = async ({ request, response, db, now }) => {
  const id = idIn(request.params.id)
  const found = id === undefined ? undefined : await findPrivacyRequest(db, { id })
  if (!found) return errorPage(response, 'notFound')
  const done = steps.find((step) => step === request.query.done)
  response.render('staff/privacy/request', {
    title: printed(text('staffPrivacy.one.title', { reference: found.reference })),
    section: 'privacy',
    done: done && text(`staffPrivacy.one.done.${done}`),
    state: stateOf(found, now),
    rows: rowsOf(found),
    words: printed(found.words),
    forms: steps.filter((step) => !isDone(found, step)).map((step) => formOf(found, step)),
  })
}

const isDone = ({ acknowledgedAt, answeredAt }: PrivacyRequest, step: Step): boolean =>
  (step === 'acknowledged' ? acknowledgedAt : answeredAt) !== null

const paths: Record<Step, string> = { acknowledged: 'acknowledgement', answered: 'answer' }

const formOf = ({ id }: PrivacyRequest, step: Step) => ({
  action: printed(`/staff/privacy/${id}/${paths[step]}`),
  text: text(`staffPrivacy.one.next.${step}`),
  button: text(`staffPrivacy.one.buttons.${step}`),
})

function rowsOf(found: PrivacyRequest) {
  const { kind, name, email, language, visitReference, receivedAt, acknowledgeBy } = found
  const { acknowledgedAt, answeredAt, handledBy } = found
  const values = {
    kind: text(`staffPrivacy.kinds.${kind}`),
    name,
    email,
    language: text(`staffPrivacy.one.languages.${language}`),
    visit: visitReference ?? text('staffPrivacy.one.none'),
    received: moment(receivedAt),
    due: tableDate(acknowledgeBy),
    acknowledged: acknowledgedAt && moment(acknowledgedAt),
    answered: answeredAt && moment(answeredAt),
    handledBy,
  }
  return Object.entries(values)
    .filter(([, value]) => value !== null)
    .map(([label, value]) => ({
      label: text(`staffPrivacy.one.labels.${label}`),
      value: printed(value),
    }))
}
